import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSession } from "../../stores/session.ts";
import { addHandlers, type RealtimeHandlers } from "./handlers.ts";
import { useRealtimeState } from "./state.ts";

/** Registers a feature's handlers for as long as the component is there. Pass a constant map. */
export function useRealtime(handlers: RealtimeHandlers): void {
  useEffect(() => addHandlers(handlers), [handlers]);
}

const presence: RealtimeHandlers = {
  "user:online": (_queryClient, { userId }) =>
    useRealtimeState.setState(({ onlineUserIds }) => ({ onlineUserIds: new Set(onlineUserIds).add(userId) })),
  "user:status": (_queryClient, { userId, isByHand }) => {
    if (userId === useSession.getState().user?.id) useRealtimeState.setState({ isAwayByHand: isByHand });
  },
  "user:offline": (_queryClient, { userId }) =>
    useRealtimeState.setState(({ onlineUserIds }) => ({
      onlineUserIds: new Set([...onlineUserIds].filter((id) => id !== userId)),
    })),
};

/** Opens the socket while somebody is signed in. Used once, by the guarded part of the app. Its code comes after the page's. */
export function useRealtimeConnection(): void {
  const queryClient = useQueryClient();
  useRealtime(presence);
  useEffect(() => {
    let close: (() => void) | null = null;
    let isGone = false;
    void import("./connection.ts").then(({ openConnection }) => {
      if (!isGone) close = openConnection(queryClient);
    });
    return () => {
      isGone = true;
      close?.();
    };
  }, [queryClient]);
}
