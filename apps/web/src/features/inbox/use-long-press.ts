import { type PointerEvent, useMemo, useRef } from "react";

const pressMs = 450;
const tolerance = 10;

/** A finger that rests on something. `onClick` of the same press is not meant then: ask `wasLong`. */
export function useLongPress(onPress: (target: EventTarget) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const isLong = useRef(false);
  return useMemo(() => {
    const cancel = () => clearTimeout(timer.current);
    return {
      wasLong: () => isLong.current,
      handlers: {
        onPointerDown: ({ pointerType, clientX, clientY, target }: PointerEvent) => {
          isLong.current = false;
          if (pointerType === "mouse") return;
          start.current = { x: clientX, y: clientY };
          timer.current = setTimeout(() => {
            isLong.current = true;
            onPress(target);
          }, pressMs);
        },
        onPointerMove: ({ clientX, clientY }: PointerEvent) => {
          if (Math.hypot(clientX - start.current.x, clientY - start.current.y) > tolerance) cancel();
        },
        onPointerUp: cancel,
        onPointerCancel: cancel,
      },
    };
  }, [onPress]);
}
