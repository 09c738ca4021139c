import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyToCache } from "../../lib/query/replay-into-fetches.ts";
import { useSession } from "../../stores/session.ts";
import { applyMessage } from "./message-cache.ts";
import { resendUnsent } from "./send-message.ts";
import { applyTyping, endTyping } from "./typing.ts";

/** What events do to conversations. */
export const conversationHandlers: RealtimeHandlers = {
  "message:new": (queryClient, event) => {
    applyToCache(queryClient, (client) => applyMessage(client, event));
    endTyping(event);
  },
  "message:update": (queryClient, event) => applyToCache(queryClient, (client) => applyMessage(client, event)),
  "ticket:typing": (_queryClient, event) => applyTyping(event, useSession.getState().user?.id ?? ""),
  "session:ready": (queryClient) => resendUnsent(queryClient),
};
