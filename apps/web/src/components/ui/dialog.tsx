"use client";

import { useState } from "react";
import type { DialogProps } from "./dialog-layer.tsx";
import { lazyPart } from "./lazy-part.tsx";

const Layer = lazyPart(() => import("./dialog-layer.tsx").then((module) => module.DialogLayer), "above");

/** A question or a form above the page. Its machinery comes with the first one that opens. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return <Layer {...props} />;
}
