"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Shortcut } from "./shortcut.tsx";

type Props = { label: ReactNode; shortcut?: string | undefined; side?: "top" | "bottom" | "left" | "right"; children: ReactElement };

/** Names what is under the pointer or in focus. The child must carry its own accessible name. */
export function Tooltip({ label, shortcut, side = "top", children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-40">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-meta text-surface shadow-float data-ending-style:opacity-0">
            {label}
            {shortcut !== undefined && <Shortcut keys={shortcut} tone="inverse" />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Base.Provider delay={500} timeout={300}>
    {children}
  </Base.Provider>
);
