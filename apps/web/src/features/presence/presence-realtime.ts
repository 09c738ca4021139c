import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { forgetViewers, setViewers } from "./viewers.ts";

/** What events say of who looks. After a connection the server tells all of it anew. */
export const presenceHandlers: RealtimeHandlers = {
  "session:ready": forgetViewers,
  "ticket:viewers": (_queryClient, { ticketId, viewers }) => setViewers(ticketId, viewers),
  "ticket:removed": (_queryClient, { ticketId }) => setViewers(ticketId, []),
};
