import type { QueryClient } from "@tanstack/react-query";
import { type ClientEventName, type ClientEventPayload, endpoints, EventMeta, serverEvents } from "@whatskovi/contract";
import { io, type Socket } from "socket.io-client";
import { api, isApiError, leave, serverUrl } from "../api/index.ts";
import { useSession } from "../../stores/session.ts";
import { createStream, type StreamEvent } from "./catch-up.ts";
import { createHandlerRegistry } from "./handlers.ts";
import { useRealtimeState } from "./state.ts";

export const registry = createHandlerRegistry();

let socket: Socket | null = null;

/** Tells the server something in passing. Lost when there is no connection: nothing of importance goes this way. */
export function emit<Name extends ClientEventName>(name: Name, payload: ClientEventPayload<Name>): void {
  if (socket?.connected) socket.volatile.emit(name, payload);
}

const seqOf = (meta: unknown): number | null => EventMeta.safeParse(meta).data?.seq ?? null;

function openStream(queryClient: QueryClient) {
  const refetchVisible = () => void queryClient.invalidateQueries();
  return createStream({
    fetchPage: (since) => api.call(endpoints.sync, { query: { since } }),
    apply(event: StreamEvent) {
      if (!registry.dispatch(queryClient, event.name, event.payload)) refetchVisible();
    },
    refetchVisible,
    isTooOld: (error) => isApiError(error, "sync_too_old"),
    wait: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** attempt, 15_000))),
  });
}

function listen(opened: Socket, queryClient: QueryClient): void {
  const stream = openStream(queryClient);
  opened.on("connect", () => useRealtimeState.setState({ isConnected: true }));
  opened.on("disconnect", (reason) => {
    useRealtimeState.setState({ isConnected: false, onlineUserIds: new Set() });
    stream.interrupted();
    if (reason === "io server disconnect" && useSession.getState().status === "signed-in") opened.connect();
  });
  opened.on("connect_error", (error: Error & { data?: { code?: string } }) => {
    useRealtimeState.setState({ isConnected: false });
    const isRefused = error.data?.code === "unauthenticated" || error.data?.code === "session_expired" || error.message === "unauthenticated";
    if (isRefused) void api.refresh(useSession.getState().accessToken).then(() => opened.connect(), () => undefined);
  });
  opened.onAny((name: string, payload: unknown, meta: unknown) => {
    if (name === "session:ready") {
      const ready = serverEvents["session:ready"].parse(payload);
      useRealtimeState.setState({ onlineUserIds: new Set(ready.onlineUserIds) });
      registry.dispatch(queryClient, name, payload);
      void stream.ready(ready.seq);
      return;
    }
    if (name === "session:ended") {
      leave(serverEvents["session:ended"].parse(payload).reason);
      return;
    }
    stream.receive({ name, payload, seq: seqOf(meta) });
  });
}

/** Opens the one socket of the app; the answer closes it. */
export function openConnection(queryClient: QueryClient): () => void {
  const opened = io(serverUrl === "" ? window.location.origin : serverUrl, {
    transports: ["websocket", "polling"],
    auth: (give) => give({ token: useSession.getState().accessToken }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
  });
  socket = opened;
  listen(opened, queryClient);
  const retryNow = () => {
    if (!opened.connected) opened.disconnect().connect();
  };
  window.addEventListener("online", retryNow);
  return () => {
    window.removeEventListener("online", retryNow);
    opened.offAny();
    opened.disconnect();
    if (socket === opened) socket = null;
    useRealtimeState.setState({ isConnected: false, onlineUserIds: new Set() });
  };
}
