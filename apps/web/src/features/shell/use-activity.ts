import { useEffect, useRef, useState } from "react";
import { emit, type RealtimeHandlers, useRealtime } from "../../lib/realtime/index.ts";

const idleAfter = 5 * 60_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/**
 * Tells the server when nobody has touched this browser for five minutes, and when somebody is back. A new connection counts as
 * active there, so a browser that rests says so again.
 */
export function useActivity(): void {
  const isResting = useRef(false);
  const [handlers] = useState<RealtimeHandlers>(() => ({
    "session:ready": () => {
      if (isResting.current) emit("user:activity", { isActive: false });
    },
  }));
  useRealtime(handlers);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const rest = () => {
      isResting.current = true;
      emit("user:activity", { isActive: false });
    };
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(rest, idleAfter);
      if (!isResting.current) return;
      isResting.current = false;
      emit("user:activity", { isActive: true });
    };
    touch();
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, []);
}
