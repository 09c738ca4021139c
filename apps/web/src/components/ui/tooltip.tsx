"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Shortcut } from "./shortcut.tsx";

type Side = "top" | "bottom" | "left" | "right";

type Props = { label: ReactNode; shortcut?: string | undefined; side?: Side; children: ReactNode };

const openDelay = 500;
/** Right after one tooltip, the next comes at once. */
const warmFor = 300;
let lastClosedAt = 0;

const gap = 6;
const margin = 8;

const limit = (value: number, size: number, available: number) =>
  Math.max(margin, Math.min(value, available - size - margin));

function placeBeside(anchor: DOMRect, layer: DOMRect, wanted: Side): { left: number; top: number } {
  const fits = {
    top: anchor.top > layer.height + gap + margin,
    bottom: window.innerHeight - anchor.bottom > layer.height + gap + margin,
    left: anchor.left > layer.width + gap + margin,
    right: window.innerWidth - anchor.right > layer.width + gap + margin,
  };
  const opposite = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;
  const side = fits[wanted] ? wanted : opposite[wanted];
  const middleX = limit(anchor.left + anchor.width / 2 - layer.width / 2, layer.width, window.innerWidth);
  const middleY = limit(anchor.top + anchor.height / 2 - layer.height / 2, layer.height, window.innerHeight);
  if (side === "top") return { left: middleX, top: anchor.top - layer.height - gap };
  if (side === "bottom") return { left: middleX, top: anchor.bottom + gap };
  if (side === "left") return { left: anchor.left - layer.width - gap, top: middleY };
  return { left: anchor.right + gap, top: middleY };
}

function Layer({ anchor, side, children }: { anchor: Element; side: Side; children: ReactNode }) {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (layer.current === null) return;
    const { left, top } = placeBeside(anchor.getBoundingClientRect(), layer.current.getBoundingClientRect(), side);
    layer.current.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
  }, [anchor, side]);
  return createPortal(
    <div
      ref={layer}
      role="tooltip"
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-50 flex max-w-72 animate-appear items-center gap-2 rounded-control bg-ink px-2 py-1 text-meta text-surface shadow-float"
    >
      {children}
    </div>,
    document.body,
  );
}

/** Under a finger it would only lie in the way. */
const canHover = () => window.matchMedia("(hover: hover)").matches;

/** Names what is under the pointer or in focus. The child must carry its own accessible name. */
export function Tooltip({ label, shortcut, side = "top", children }: Props) {
  const wrapper = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<Element | null>(null);

  const open = () => setAnchor(wrapper.current?.firstElementChild ?? null);
  const close = () => {
    clearTimeout(timer.current);
    if (anchor !== null) lastClosedAt = Date.now();
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    // It only watches what passes through to the control inside, which has the role.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={wrapper}
      className="contents"
      onPointerEnter={(event) => {
        if (event.pointerType !== "mouse") return;
        timer.current = setTimeout(open, Date.now() - lastClosedAt < warmFor ? 0 : openDelay);
      }}
      onPointerLeave={close}
      onPointerDown={close}
      onFocus={(event) => event.target.matches(":focus-visible") && canHover() && open()}
      onBlur={close}
      onKeyDown={close}
    >
      {children}
      {anchor !== null && (
        <Layer anchor={anchor} side={side}>
          {label}
          {shortcut !== undefined && <Shortcut keys={shortcut} tone="inverse" />}
        </Layer>
      )}
    </span>
  );
}
