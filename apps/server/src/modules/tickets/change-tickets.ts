import type { BulkTicketAction, BulkTicketResult, Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { acceptTicket } from "./accept-ticket.ts";
import { closeTicket } from "./close-ticket.ts";
import { getTicket } from "./get-ticket.ts";
import { readTicket } from "./read-ticket.ts";
import { reopenTicket } from "./reopen-ticket.ts";
import { returnTicket } from "./return-ticket.ts";
import { findLastTicketEvent } from "./ticket-events.read-model.ts";
import { transferTicket } from "./transfer-ticket.ts";
import { unreadTicket } from "./unread-ticket.ts";
import { updateTicket } from "./update-ticket.ts";

type Action<Kind extends BulkTicketAction["kind"] = BulkTicketAction["kind"]> = Extract<
  BulkTicketAction,
  { kind: Kind }
>;

const verbs: { [Kind in Action["kind"]]: (context: UserContext, id: string, action: Action<Kind>) => Promise<Ticket> } =
  {
    accept: (context, id) => acceptTicket(context, { id }),
    transfer: (context, id, { userId, queueId, note }) => transferTicket(context, { id, userId, queueId, note }),
    return: (context, id) => returnTicket(context, { id }),
    close: (context, id, { reason }) => closeTicket(context, { id, reason }),
    reopen: (context, id) => reopenTicket(context, { id }),
    tag: (context, id, { tagIds }) => updateTicket(context, { id, addTagIds: tagIds }),
    untag: (context, id, { tagIds }) => updateTicket(context, { id, removeTagIds: tagIds }),
    priority: (context, id, { priority }) => updateTicket(context, { id, priority }),
    read: (context, id) => readTicket(context, { id }),
    unread: (context, id) => unreadTicket(context, { id }),
  };

/**
 * Does one thing to many tickets, one after the other, each by the verb of one ticket, with its rights and its transaction: what
 * is refused for one stops no other. Repeated, as when the answer was lost, it changes nothing more and says "done" again. What
 * fails for the server's own sake ends the whole; what was done until then stays done.
 */
export async function changeTickets(
  context: UserContext,
  { ticketIds, action }: { ticketIds: readonly string[]; action: BulkTicketAction },
): Promise<BulkTicketResult[]> {
  const results: BulkTicketResult[] = [];
  for (const ticketId of new Set(ticketIds)) results.push(await changeOne(context, ticketId, action));
  return results;
}

async function changeOne(context: UserContext, ticketId: string, action: Action): Promise<BulkTicketResult> {
  try {
    const verb = verbs[action.kind] as (context: UserContext, id: string, action: Action) => Promise<Ticket>;
    return { outcome: "done", ticketId, ticket: await verb(context, ticketId, action) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const earlier = await doneBefore(context, ticketId, action, error);
    if (earlier !== undefined) return { outcome: "done", ticketId, ticket: earlier };
    const { takenBy } = error.details;
    return { outcome: "refused", ticketId, code: error.code, ...(takenBy !== undefined && { takenBy }) };
  }
}

/** What a verb refuses only because it has been done: the ticket, or null when it is out of sight since. Undefined for all else. */
async function doneBefore(
  context: UserContext,
  id: string,
  action: Action,
  { code }: AppError,
): Promise<Ticket | null | undefined> {
  if (code === "not_found" && action.kind === "transfer")
    return (await wasHandedOver(context, id, action)) ? null : undefined;
  if (code !== "ticket_state_conflict") return undefined;
  const ticket = await getTicket(context, { id }).catch(() => undefined);
  return ticket !== undefined && isAsWished(ticket, action, context.actor.id) ? ticket : undefined;
}

function isAsWished(ticket: Ticket, { kind }: Action, me: string): boolean {
  if (kind === "close") return ticket.status === "CLOSED";
  if (kind === "return") return ticket.status === "PENDING";
  return kind === "reopen" && ticket.status === "OPEN" && ticket.userId === me;
}

/** Whether the last thing that happened to a ticket is this handover, by this person. */
async function wasHandedOver({ db, actor }: UserContext, id: string, action: Action<"transfer">): Promise<boolean> {
  const event = await findLastTicketEvent(db, id);
  if (event?.type !== "TRANSFERRED" || event.userId !== actor.id) return false;
  const { toUser, toQueue } = event.details as Record<"toUser" | "toQueue", { id: string } | null>;
  return (
    (toUser?.id ?? undefined) === action.userId && (action.queueId === undefined || toQueue?.id === action.queueId)
  );
}
