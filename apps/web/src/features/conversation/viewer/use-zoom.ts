import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import {
  contained,
  fitted,
  movedBy,
  type Point,
  type Size,
  swipeOf,
  turned,
  wholePicture,
  type Zoom,
  zoomedAt,
} from "./zoom.ts";

const stepFactor = 1.5;

type Gesture = { readonly pointers: Map<number, Point>; moved: Point };

const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});
const spreadOf = ([one, other]: readonly Point[]): number =>
  one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);

/** Zoom, pan, pinch and swipe of the picture on a stage. With another id another picture is there, as a whole. */
export function useZoom(
  stage: HTMLElement | null,
  id: string,
  picture: Size,
  onSwipe: (meant: "next" | "previous" | "close") => void,
) {
  const [zoom, setZoom] = useState<Zoom>(wholePicture);
  const [shownId, setShownId] = useState(id);
  if (shownId !== id) {
    setShownId(id);
    setZoom(wholePicture);
  }
  const gesture = useRef<Gesture>({ pointers: new Map(), moved: { x: 0, y: 0 } });

  const change = useCallback(
    (next: (zoom: Zoom) => Zoom) =>
      setZoom((current) => {
        const zoomed = next(current);
        if (stage === null) return zoomed;
        const size = { width: stage.clientWidth, height: stage.clientHeight };
        return contained(zoomed, fitted(picture, size, zoomed.turns), size);
      }),
    [stage, picture],
  );
  const fromMiddle = useCallback(
    ({ x, y }: Point): Point => {
      const box = stage?.getBoundingClientRect();
      return box === undefined ? { x: 0, y: 0 } : { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
    },
    [stage],
  );

  useEffect(() => {
    if (stage === null) return;
    // Not by React, which listens passively: the page must not scroll meanwhile.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      change((current) =>
        zoomedAt(current, Math.exp(-event.deltaY / 300), fromMiddle({ x: event.clientX, y: event.clientY })),
      );
    };
    stage.addEventListener("wheel", onWheel, { passive: false });
    return () => stage.removeEventListener("wheel", onWheel);
  }, [stage, change, fromMiddle]);

  const release = (event: PointerEvent) => {
    const { pointers, moved } = gesture.current;
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    const meant = zoom.scale === 1 && event.pointerType !== "mouse" ? swipeOf(moved) : null;
    if (meant !== null) onSwipe(meant);
  };

  return {
    zoom,
    enlarge: () => change((current) => zoomedAt(current, stepFactor, { x: 0, y: 0 })),
    reduce: () => change((current) => zoomedAt(current, 1 / stepFactor, { x: 0, y: 0 })),
    whole: () => change(() => wholePicture),
    turn: () => change(turned),
    move: (by: Point) => change((current) => movedBy(current, by)),
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (gesture.current.pointers.size === 0) gesture.current.moved = { x: 0, y: 0 };
        gesture.current.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { pointers } = gesture.current;
        if (!pointers.has(event.pointerId)) return;
        const before = [...pointers.values()];
        pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        const after = [...pointers.values()];
        const [from, to] = [middleOf(before), middleOf(after)];
        const by = { x: to.x - from.x, y: to.y - from.y };
        // Two fingers never swipe.
        gesture.current.moved =
          pointers.size > 1 ? { x: 0, y: 0 } : { x: gesture.current.moved.x + by.x, y: gesture.current.moved.y + by.y };
        const factor = pointers.size > 1 && spreadOf(before) > 0 ? spreadOf(after) / spreadOf(before) : 1;
        change((current) => movedBy(zoomedAt(current, factor, fromMiddle(to)), by));
      },
      onPointerUp: release,
      onPointerCancel: (event: PointerEvent) => void gesture.current.pointers.delete(event.pointerId),
      onDoubleClick: (event: { clientX: number; clientY: number }) =>
        change((current) =>
          current.scale > 1
            ? { ...wholePicture, turns: current.turns }
            : zoomedAt(current, 2.5, fromMiddle({ x: event.clientX, y: event.clientY })),
        ),
    },
  };
}

export type Zooming = ReturnType<typeof useZoom>;
