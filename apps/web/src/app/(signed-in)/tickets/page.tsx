import { Suspense } from "react";
import { TicketsScreen } from "./tickets-screen.tsx";

export default function TicketsPage() {
  return (
    <Suspense>
      <TicketsScreen />
    </Suspense>
  );
}
