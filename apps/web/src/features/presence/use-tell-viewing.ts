import { useEffect, useSyncExternalStore } from "react";
import { emit, useIsConnected } from "../../lib/realtime/index.ts";

const repeatEvery = 20_000;
/** Who only passes by on the way down the list does not look. */
const settleMs = 300;

function subscribe(notify: () => void): () => void {
  document.addEventListener("visibilitychange", notify);
  return () => document.removeEventListener("visibilitychange", notify);
}

const useIsVisible = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible",
    () => false,
  );

/** Tells the colleagues which ticket is open here, as long as it is in sight. */
export function useTellViewing(ticketId: string | null): void {
  const isVisible = useIsVisible();
  const isConnected = useIsConnected();
  const seen = isVisible ? ticketId : null;
  useEffect(() => {
    if (!isConnected || seen === null) return;
    const tell = () => emit("ticket:viewing", { ticketId: seen });
    const first = setTimeout(tell, settleMs);
    const repeated = setInterval(tell, repeatEvery);
    return () => {
      clearTimeout(first);
      clearInterval(repeated);
      emit("ticket:viewing", { ticketId: null });
    };
  }, [isConnected, seen]);
}
