/** Who looks at which ticket, and who writes there, as one sees it without opening it. */
export { presenceHandlers } from "./presence-realtime.ts";
export { RowViewers } from "./row-viewers.tsx";
export { useTellViewing } from "./use-tell-viewing.ts";
export { ViewerLine } from "./viewer-line.tsx";
export { useViewers } from "./viewers.ts";
