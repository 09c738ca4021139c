import type { QueryClient } from "@tanstack/react-query";
import { io, type Socket } from "socket.io-client";
import { useSession } from "../../stores/session.ts";
import { api, endpoints, isApiError, leave, serverUrl } from "../api/index.ts";
import { dropAllQueries } from "../query/kept/index.ts";
import { createStream, type Stream, type StreamPorts } from "./catch-up.ts";
import { setSender } from "./emit.ts";
import { dispatch } from "./handlers.ts";
import { parseEvent, seqOf } from "./parse-event.ts";
import { askServer } from "./reachability.ts";
import { type Line, watchSilence } from "./silence.ts";
import { useRealtimeState } from "./state.ts";
import { placeToTakeUp, setStreamPlace } from "./stream-place.ts";

function openStream(queryClient: QueryClient): Stream {
  const refetchVisible = () => void queryClient.invalidateQueries();
  const ports: StreamPorts = {
    fetchPage: (since) => api.call(endpoints.sync, { query: { since } }),
    apply({ name, payload }, isRepeated) {
      const event = parseEvent(name, payload);
      if (event === "wrong") refetchVisible();
      else if (event !== "unknown") dispatch(queryClient, event, isRepeated);
    },
    refetchVisible,
    startAnew() {
      dropAllQueries();
      queryClient.removeQueries({ type: "inactive" });
      refetchVisible();
    },
    isTooOld: (error) => isApiError(error, "sync_too_old"),
    wait: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** attempt, 15_000))),
    setCaughtUp: (isCaughtUp) => useRealtimeState.setState({ isCaughtUp }),
  };
  const stream = createStream(ports, placeToTakeUp());
  setStreamPlace(stream.place);
  return stream;
}

/** What the connection itself says; everything else belongs to the stream. */
function receiveOwn(queryClient: QueryClient, stream: Stream, name: string, payload: unknown): boolean {
  const event = name === "session:ready" || name === "session:ended" ? parseEvent(name, payload) : "unknown";
  if (typeof event === "string") return false;
  if (event.name === "session:ended") leave(event.payload.reason);
  if (event.name !== "session:ready") return true;
  const { onlineUserIds, isAwayByHand } = event.payload;
  useRealtimeState.setState({ onlineUserIds: new Set(onlineUserIds), isAwayByHand });
  dispatch(queryClient, event);
  void stream.ready(event.payload.seq);
  return true;
}

const refusals = new Set(["unauthenticated", "session_expired"]);

async function connectAnew(socket: Socket): Promise<void> {
  try {
    await api.refresh();
    socket.connect();
  } catch (error) {
    // A refused refresh has ended the session; without an answer the connection is tried again later.
    if (isApiError(error, "network")) setTimeout(() => socket.active || socket.connect(), 5000);
  }
}

function listen(socket: Socket, queryClient: QueryClient, isSilent: () => boolean): void {
  const stream = openStream(queryClient);
  socket.on("connect", () => useRealtimeState.setState({ isConnected: true }));
  socket.on("disconnect", (reason) => {
    useRealtimeState.setState({ isConnected: false, brokeInSilence: isSilent() });
    stream.interrupted();
    if (reason === "io server disconnect" && useSession.getState().status === "signed-in") void connectAnew(socket);
  });
  socket.on("connect_error", (error: Error & { data?: { code?: string } }) => {
    useRealtimeState.setState({ isConnected: false });
    if (refusals.has(error.data?.code ?? error.message)) void connectAnew(socket);
  });
  socket.onAny((name: string, payload: unknown, meta: unknown) => {
    if (!receiveOwn(queryClient, stream, name, payload)) stream.receive({ name, payload, seq: seqOf(meta) });
  });
}

function lineOf(socket: Socket): Line {
  const { io: manager } = socket;
  return {
    isOpen: () => socket.connected,
    onPacket(hear) {
      const attend = () => {
        hear();
        manager.engine.on("packet", hear);
      };
      manager.on("open", attend);
      return () => {
        manager.off("open", attend);
        manager.engine.off("packet", hear);
      };
    },
    close: () => manager.engine.close(),
  };
}

/** When the network may have come or gone: it says so, or the machine slept. */
const signs = ["online", "offline", "visibilitychange", "pageshow"] as const;

/** Opens the one socket of the app; the answer closes it. */
export function openConnection(queryClient: QueryClient): () => void {
  const socket = io(serverUrl === "" ? window.location.origin : serverUrl, {
    transports: ["websocket", "polling"],
    // Some networks let no WebSocket through.
    tryAllTransports: true,
    auth: (give) => give({ token: useSession.getState().accessToken }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
  });
  setSender((name, payload) => {
    if (socket.connected) socket.volatile.emit(name, payload);
  });
  const silence = watchSilence(lineOf(socket), askServer);
  listen(socket, queryClient, silence.isSilent);
  const onSign = () => {
    if (document.visibilityState !== "visible") return;
    if (socket.connected) void silence.examine();
    else socket.disconnect().connect();
  };
  for (const sign of signs) window.addEventListener(sign, onSign);
  return () => {
    for (const sign of signs) window.removeEventListener(sign, onSign);
    silence.stop();
    setStreamPlace(() => null);
    setSender(null);
    socket.offAny();
    socket.disconnect();
    useRealtimeState.setState({ isConnected: false, isCaughtUp: false, onlineUserIds: new Set() });
  };
}
