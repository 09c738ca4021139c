import type { Handlers } from "../../platform/http/handler.ts";
import { deleteMessage } from "./actions/delete-message.ts";
import { editMessage } from "./actions/edit-message.ts";
import { setReaction } from "./actions/set-reaction.ts";
import { forwardMessage } from "./forward-message.ts";
import { listTicketMessages } from "./list-ticket-messages.ts";
import { retryMessage } from "./retry-message.ts";
import { searchTicketMessages } from "./search-ticket-messages.ts";
import { sendMessage } from "./send-message.ts";
import { undoMessage } from "./undo-message.ts";

/** The messages' part of the API. */
export const messageHandlers = (): Pick<
  Handlers,
  | "listTicketMessages"
  | "searchTicketMessages"
  | "sendMessage"
  | "retryMessage"
  | "undoMessage"
  | "setReaction"
  | "editMessage"
  | "deleteMessage"
  | "forwardMessage"
> => ({
  listTicketMessages: ({ context, params, query }) => listTicketMessages(context, { ...params, ...query }),
  searchTicketMessages: ({ context, params, query }) => searchTicketMessages(context, { ...params, ...query }),
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
