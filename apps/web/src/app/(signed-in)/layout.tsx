"use client";

import type { ReactNode } from "react";
import { SearchScreen } from "../../features/search/index.ts";
import { Frame, Guard } from "../../features/shell/index.ts";
import { Realtime } from "./realtime.tsx";

export default function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <Guard>
      <Realtime />
      <SearchScreen />
      <Frame>{children}</Frame>
    </Guard>
  );
}
