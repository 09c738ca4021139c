export { emit } from "./emit.ts";
export type { RealtimeHandlers } from "./handlers.ts";
export { isServerReachable, onDisconnect } from "./reachability.ts";
export { useIsConnected, useIsOffline, useIsUserOnline } from "./state.ts";
export { useRealtime, useRealtimeConnection } from "./use-realtime.ts";
