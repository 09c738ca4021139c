import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { beginSurely } from "../load-surely.ts";
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

const loadConnection = () => import("./connection.ts");

/** Fetches the code of the socket, so that it is there when the socket is to be opened. */
export const preloadConnection = (): void => void loadConnection().catch(() => undefined);

/** Opens the one socket of the app, once its code has come; the answer closes it. Whoever must miss no event listens before. */
export function openRealtime(queryClient: QueryClient): () => void {
  const forget = addHandlers(presence);
  const close = beginSurely(loadConnection, ({ openConnection }) => openConnection(queryClient));
  return () => {
    close();
    forget();
  };
}
