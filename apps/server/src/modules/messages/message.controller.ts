import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { loadVisibleTicket } from "../tickets/index.ts";
import { listMessages } from "./message.read-model.ts";
import { presentMessage } from "./message.presenter.ts";
import { deleteMessage } from "./actions/delete-message.ts";
import { editMessage } from "./actions/edit-message.ts";
import { setReaction } from "./actions/set-reaction.ts";
import { forwardMessage } from "./forward-message.ts";
import { retryMessage } from "./retry-message.ts";
import { sendMessage } from "./send-message.ts";
import { undoMessage } from "./undo-message.ts";

/** The messages' part of the API. */
export const messageHandlers = (): Pick<
  Handlers,
  | "listTicketMessages"
  | "sendMessage"
  | "retryMessage"
  | "undoMessage"
  | "setReaction"
  | "editMessage"
  | "deleteMessage"
  | "forwardMessage"
> => ({
  listTicketMessages: async ({ context, params, query }) => {
    const place = decodeCursor(query.cursor, [cursorKey.timestamp, cursorKey.id]);
    const ticket = await loadVisibleTicket(context.db, context.actor, params.id);
    const before = place === null ? null : { sentAt: place[0], id: place[1] };
    const rows = await listMessages(context.db, ticket.id, before, query.limit + 1);
    return toPage(rows, query.limit, (row) => [row.sentAt.toISOString(), row.id], presentMessage);
  },
  sendMessage: ({ context, body }) => sendMessage(context, body),
  retryMessage: ({ context, params }) => retryMessage(context, params),
  undoMessage: ({ context, params }) => undoMessage(context, params),
  setReaction: ({ context, params, body }) => setReaction(context, { ...params, ...body }),
  editMessage: ({ context, params, body }) => editMessage(context, { ...params, ...body }),
  deleteMessage: ({ context, params }) => deleteMessage(context, params),
  forwardMessage: async ({ context, params, body }) => ({
    items: await forwardMessage(context, { ...params, ...body }),
  }),
});
