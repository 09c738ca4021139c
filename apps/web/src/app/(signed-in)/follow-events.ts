import type { QueryClient } from "@tanstack/react-query";
import { connectionHandlers } from "../../features/connections/index.ts";
import { contactHandlers } from "../../features/contacts/index.ts";
import { customFieldHandlers } from "../../features/custom-fields/index.ts";
import { conversationHandlers, draftHandlers, releaseMedia, watchOutbox } from "../../features/conversation/index.ts";
import { viewHandlers } from "../../features/inbox/index.ts";
import { presenceHandlers } from "../../features/presence/index.ts";
import { queueHandlers } from "../../features/queues/index.ts";
import { quickReplyHandlers } from "../../features/quick-replies/index.ts";
import { supervisionHandlers } from "../../features/supervision/index.ts";
import { tagHandlers } from "../../features/tags/index.ts";
import { ticketHandlers } from "../../features/tickets/index.ts";
import { userHandlers } from "../../features/users/index.ts";
import { addHandlers, openRealtime } from "../../lib/realtime/index.ts";

const handlers = [
  connectionHandlers,
  contactHandlers,
  customFieldHandlers,
  queueHandlers,
  tagHandlers,
  userHandlers,
  ticketHandlers,
  conversationHandlers,
  draftHandlers,
  quickReplyHandlers,
  supervisionHandlers,
  viewHandlers,
  presenceHandlers,
];

/** What every feature does with events, wherever one is in the app. The socket opens once all of them listen. The answer ends it. */
export function followEvents(queryClient: QueryClient): () => void {
  const ends = [
    ...handlers.map(addHandlers),
    releaseMedia(queryClient),
    watchOutbox(queryClient),
    openRealtime(queryClient),
  ];
  return () => {
    for (const end of ends.toReversed()) end();
  };
}
