import { useSyncExternalStore } from "react";

const events = ["focus", "blur"] as const;

function subscribe(notify: () => void): () => void {
  for (const event of events) window.addEventListener(event, notify);
  document.addEventListener("visibilitychange", notify);
  return () => {
    for (const event of events) window.removeEventListener(event, notify);
    document.removeEventListener("visibilitychange", notify);
  };
}

/** Whether somebody is looking: the page is visible and has the focus. */
export const useAttention = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible" && document.hasFocus(),
    () => false,
  );
