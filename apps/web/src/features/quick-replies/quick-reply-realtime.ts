import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { quickReplyKeys } from "./quick-reply-queries.ts";

const refetch = (queryClient: Parameters<NonNullable<RealtimeHandlers["user:update"]>>[0]) =>
  void queryClient.invalidateQueries({ queryKey: quickReplyKeys.all });

export const quickReplyHandlers: RealtimeHandlers = {
  "catalogue:changed": (queryClient, { catalogue }) => {
    if (catalogue === "quickReplies") refetch(queryClient);
  },
  // Other queues, other replies.
  "user:update": refetch,
};
