import { useEffect } from "react";
import { emit } from "../../lib/realtime/index.ts";

const idleAfter = 5 * 60_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Tells the server when nobody has touched this browser for five minutes, and when somebody is back. */
export function useActivity(): void {
  useEffect(() => {
    let isActive = true;
    let timer: ReturnType<typeof setTimeout>;
    const rest = () => {
      isActive = false;
      emit("user:activity", { isActive });
    };
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(rest, idleAfter);
      if (isActive) return;
      isActive = true;
      emit("user:activity", { isActive });
    };
    touch();
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, []);
}
