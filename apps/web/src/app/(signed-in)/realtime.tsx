"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { connectionHandlers } from "../../features/connections/index.ts";
import { contactHandlers } from "../../features/contacts/index.ts";
import { customFieldHandlers } from "../../features/custom-fields/index.ts";
import {
  conversationHandlers,
  draftHandlers,
  releaseMedia,
  watchDrafts,
  watchOutbox,
} from "../../features/conversation/index.ts";
import { viewHandlers } from "../../features/inbox/index.ts";
import { presenceHandlers } from "../../features/presence/index.ts";
import { queueHandlers } from "../../features/queues/index.ts";
import { quickReplyHandlers } from "../../features/quick-replies/index.ts";
import { supervisionHandlers } from "../../features/supervision/index.ts";
import { tagHandlers } from "../../features/tags/index.ts";
import { ticketHandlers } from "../../features/tickets/index.ts";
import { userHandlers } from "../../features/users/index.ts";
import { watchFetches } from "../../lib/query/replay-into-fetches.ts";
import { useRealtime } from "../../lib/realtime/index.ts";

/** What every feature does with events, wherever one is in the app. */
export function Realtime() {
  useRealtime(connectionHandlers);
  useRealtime(contactHandlers);
  useRealtime(customFieldHandlers);
  useRealtime(queueHandlers);
  useRealtime(tagHandlers);
  useRealtime(userHandlers);
  useRealtime(ticketHandlers);
  useRealtime(conversationHandlers);
  useRealtime(draftHandlers);
  useRealtime(quickReplyHandlers);
  useRealtime(supervisionHandlers);
  useRealtime(viewHandlers);
  useRealtime(presenceHandlers);
  const queryClient = useQueryClient();
  useEffect(() => watchFetches(queryClient), [queryClient]);
  useEffect(() => releaseMedia(queryClient), [queryClient]);
  useEffect(() => watchOutbox(queryClient), [queryClient]);
  useEffect(() => watchDrafts(), []);
  return null;
}
