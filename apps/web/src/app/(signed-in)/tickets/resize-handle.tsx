import type { KeyboardEvent, PointerEvent } from "react";
import { useT } from "../../../lib/i18n/index.ts";
import { listWidthLimits, setListWidth, useLayout } from "../../../stores/layout.ts";

const step = 16;

/** The line between list and conversation: dragged, or moved by the arrow keys. */
export function ResizeHandle() {
  const t = useT("inbox");
  const width = useLayout((layout) => layout.listWidth);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    setListWidth(event.clientX - left);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const change = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    setListWidth(width + change);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resize")}
      aria-valuenow={width}
      aria-valuemin={listWidthLimits.min}
      aria-valuemax={listWidthLimits.max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setListWidth(listWidthLimits.usual)}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 right-0 z-10 w-2 translate-x-1/2 cursor-col-resize touch-none transition-colors hover:bg-accent-soft focus-visible:bg-accent-soft max-desktop:hidden"
    />
  );
}
