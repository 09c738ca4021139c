"use client";

import { lazy, Suspense, useState } from "react";
import type { DialogProps } from "./dialog-layer.tsx";

const Layer = lazy(async () => ({ default: (await import("./dialog-layer.tsx")).DialogLayer }));

/** A question or a form above the page. Its machinery comes with the first one that opens. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <Layer {...props} />
    </Suspense>
  );
}
