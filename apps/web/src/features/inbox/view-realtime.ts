import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { viewKey } from "./view-queries.ts";

/** What one's other browsers do to one's views. */
export const viewHandlers: RealtimeHandlers = {
  "views:changed": (queryClient, { views }) => queryClient.setQueryData(viewKey, views),
};
