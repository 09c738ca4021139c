import type { Handlers } from "../../platform/http/handler.ts";
import type { ConversationDeps } from "./ask-whatsapp.ts";
import { checkNumber } from "./check-number.ts";
import { openTicket } from "./open-ticket.ts";

/** The part of the API by which conversations are begun. */
export const conversationHandlers = (deps: ConversationDeps): Pick<Handlers, "checkNumber" | "openTicket"> => ({
  checkNumber: ({ context, body }) => checkNumber({ ...context, ...deps }, body),
  openTicket: ({ context, body }) => openTicket({ ...context, ...deps }, body),
});
