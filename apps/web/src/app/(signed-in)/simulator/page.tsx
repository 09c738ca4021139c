import { Suspense } from "react";
import { SimulatorPage } from "../../../features/simulator/index.ts";

export default function Simulator() {
  return (
    <Suspense>
      <SimulatorPage />
    </Suspense>
  );
}
