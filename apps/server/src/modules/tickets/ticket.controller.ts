import type { Handlers } from "../../platform/http/handler.ts";
import { acceptTicket } from "./accept-ticket.ts";
import { changeTickets } from "./change-tickets.ts";
import { closeTicket } from "./close-ticket.ts";
import { getTicket } from "./get-ticket.ts";
import { listTicketEvents } from "./list-ticket-events.ts";
import { readTicket } from "./read-ticket.ts";
import { reopenTicket } from "./reopen-ticket.ts";
import { returnTicket } from "./return-ticket.ts";
import { countTicketRows } from "./ticket-counts.read-model.ts";
import { listTicketRows } from "./ticket-list.read-model.ts";
import { presentTicket } from "./ticket.presenter.ts";
import { transferTicket } from "./transfer-ticket.ts";
import { unreadTicket } from "./unread-ticket.ts";
import { updateTicket } from "./update-ticket.ts";

type TicketHandlers = Pick<
  Handlers,
  | "listTickets"
  | "countTickets"
  | "changeTickets"
  | "getTicket"
  | "updateTicket"
  | "acceptTicket"
  | "transferTicket"
  | "returnTicket"
  | "closeTicket"
  | "reopenTicket"
  | "readTicket"
  | "unreadTicket"
  | "listTicketEvents"
>;

/** The tickets' part of the API. */
export const ticketHandlers = (): TicketHandlers => ({
  listTickets: async ({ context, query }) => {
    const { items, nextCursor } = await listTicketRows(context.db, context.actor, query);
    return { items: items.map((row) => presentTicket(row, context.actor)), nextCursor };
  },
  countTickets: ({ context, query }) => countTicketRows(context.db, context.actor, query),
  changeTickets: async ({ context, body }) => ({ results: await changeTickets(context, body) }),
  getTicket: ({ context, params }) => getTicket(context, params),
  updateTicket: ({ context, params, body }) => updateTicket(context, { ...params, ...body }),
  acceptTicket: ({ context, params }) => acceptTicket(context, params),
  transferTicket: ({ context, params, body }) => transferTicket(context, { ...params, ...body }),
  returnTicket: ({ context, params }) => returnTicket(context, params),
  closeTicket: ({ context, params, body }) => closeTicket(context, { ...params, ...body }),
  reopenTicket: ({ context, params }) => reopenTicket(context, params),
  readTicket: ({ context, params }) => readTicket(context, params),
  unreadTicket: ({ context, params }) => unreadTicket(context, params),
  listTicketEvents: ({ context, params, query }) => listTicketEvents(context, { ...params, ...query }),
});
