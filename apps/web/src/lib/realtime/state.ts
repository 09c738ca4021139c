import { useEffect, useState } from "react";
import { create } from "zustand";

type RealtimeState = {
  readonly isConnected: boolean;
  /** Whether the last connection was given up because nothing had come for long enough to be told of. */
  readonly brokeInSilence: boolean;
  /** Whether events tell of this moment; false while they tell what was missed. */
  readonly isCaughtUp: boolean;
  readonly onlineUserIds: ReadonlySet<string>;
  /** Whether the person has said, in whichever browser, that they are away. */
  readonly isAwayByHand: boolean;
};

export const useRealtimeState = create<RealtimeState>(() => ({
  isConnected: false,
  brokeInSilence: false,
  isCaughtUp: false,
  onlineUserIds: new Set(),
  isAwayByHand: false,
}));

export const useIsConnected = (): boolean => useRealtimeState((state) => state.isConnected);

export const useIsUserOnline = (userId: string): boolean =>
  useRealtimeState((state) => state.onlineUserIds.has(userId));

/** True once the server is gone for some time: short gaps are nobody's business. */
export function useIsOffline(afterMs = 2000): boolean {
  const isConnected = useIsConnected();
  const [isOverdue, setOverdue] = useState(false);
  useEffect(() => {
    if (isConnected) {
      setOverdue(false);
      return;
    }
    const { brokeInSilence } = useRealtimeState.getState();
    const timer = setTimeout(() => setOverdue(true), brokeInSilence ? 0 : afterMs);
    return () => clearTimeout(timer);
  }, [isConnected, afterMs]);
  return isOverdue && !isConnected;
}
