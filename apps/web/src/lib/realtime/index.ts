export { emit } from "./emit.ts";
export { addHandlers, type RealtimeHandlers } from "./handlers.ts";
export { isServerReachable, onDisconnect } from "./reachability.ts";
export { useIsConnected, useIsOffline, useIsUserOnline, useRealtimeState } from "./state.ts";
export { openRealtime, preloadConnection, useRealtime } from "./use-realtime.ts";
