"use client";

import type { ReactNode } from "react";
import { Keyboard } from "../../features/keyboard/index.ts";
import { SearchScreen } from "../../features/search/index.ts";
import { Frame, Guard } from "../../features/shell/index.ts";
import { Realtime } from "./realtime.tsx";

export default function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <Guard>
      <Realtime />
      <SearchScreen />
      <Keyboard />
      <Frame>{children}</Frame>
    </Guard>
  );
}
