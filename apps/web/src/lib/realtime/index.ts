export { emit } from "./emit.ts";
export type { RealtimeHandlers } from "./handlers.ts";
export { useIsConnected, useIsOffline, useIsUserOnline } from "./state.ts";
export { useRealtime, useRealtimeConnection } from "./use-realtime.ts";
