import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { IdParams, pageOf, PageQuery } from "../primitives.ts";

/** A message that WhatsApp approved beforehand. The text has places `{{1}}`, `{{2}}`, … or `{{name}}`, filled in order. */
export const MessageTemplate = z.object({
  name: z.string(),
  /** As WhatsApp writes it: `pt_BR`. */
  language: z.string(),
  category: z.string(),
  body: z.string(),
  /** How many values the text has need of. */
  parameters: z.number().int(),
});
export type MessageTemplate = z.infer<typeof MessageTemplate>;

export const templateEndpoints = {
  listTicketTemplates: defineEndpoint({
    operationId: "listTicketTemplates",
    method: "GET",
    path: "/api/tickets/:id/templates",
    tag: "Messages",
    summary: "The approved templates that may be sent in a ticket, as its number has them now",
    access: "AGENT",
    params: IdParams,
    query: PageQuery,
    response: pageOf(MessageTemplate),
    errors: [
      "not_found",
      "ticket_state_conflict",
      "unsupported_by_connection",
      "connection_state_conflict",
      "unavailable",
    ],
  }),
};
