"use client";

import type { ReactNode } from "react";
import { Frame, Guard } from "../../features/shell/index.ts";
import { Realtime } from "./realtime.tsx";

export default function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <Guard>
      <Realtime />
      <Frame>{children}</Frame>
    </Guard>
  );
}
