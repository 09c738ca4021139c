import type { Actor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/db/db.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";
import { keepOne } from "./keep-one-ticket.ts";
import { partTickets } from "./part-tickets.ts";
import { ticketScopeOf } from "./ticket.policy.ts";
import { appendTicketEvents, type NewTicketEvent } from "./ticket.repository.ts";
import {
  absorbTicket,
  giveTickets,
  listTicketsOf,
  type MergingTicket,
  settleAbsorbed,
  type TicketMerge,
  type TicketSnapshot,
} from "./ticket-merge.repository.ts";
import {
  listOpenedBy,
  loadPartingFacts,
  removeMergedTags,
  returnMessages,
  writeParted,
} from "./ticket-parting.repository.ts";

/** Which contact's tickets go to which, by whose doing. */
export type TicketsMove = { readonly from: string; readonly to: string; readonly actor: Actor; readonly now: Date };

export type MergedTickets = {
  readonly ticketIds: readonly string[];
  readonly merges: readonly TicketMerge[];
  /** For the outbox, after everything else is written. */
  readonly entries: readonly OutboxEntry[];
};

/**
 * Gives all tickets of a contact to another. Where both have an active one on a number they become one (see `keepOne`): the
 * messages of the other move into it, and it is closed. The tickets of both contacts must be locked. Changes no message's
 * contact.
 */
export async function mergeTicketsOf(tx: Sql, { from, to, actor, now }: TicketsMove): Promise<MergedTickets> {
  const [moving, staying] = [await listTicketsOf(tx, from), await listTicketsOf(tx, to)];
  const merges: TicketMerge[] = [];
  for (const [one, other] of rivalsOf(moving, staying)) {
    const { kept, closed } = keepOne(one, other);
    merges.push(await absorbTicket(tx, kept.id, closed.id));
    await settleAbsorbed(tx, kept.id, closed.id, now);
  }
  const ticketIds = moving.map(({ id }) => id);
  await giveTickets(tx, ticketIds, from, to, now);
  await appendTicketEvents(
    tx,
    merges.flatMap((merge) => eventsOf("MERGED", merge, actor)),
    now,
  );
  const changed = new Map(
    [...moving, ...staying.filter(({ id }) => isIn(merges, id))].map((ticket) => [ticket.id, ticket]),
  );
  return {
    ticketIds,
    merges,
    entries: [...entriesOf([...changed.values()], actor), ...merges.flatMap(conversationsOf)],
  };
}

/** What parts again, and by which identities it is known whose a message is. */
export type TicketsReturn = TicketsMove & {
  readonly ticketIds: readonly string[];
  readonly merges: readonly TicketMerge[];
  readonly mergedAt: Date;
  /** The identities of the contact that comes back, as `Message.via` names them. */
  readonly vias: readonly string[];
};

/**
 * Gives a contact that comes back its tickets, those opened since by one of its identities too, and parts the tickets that had
 * become one. `from` has them all; its tickets must be locked. Changes no message's contact.
 */
export async function partTicketsOf(
  tx: Sql,
  parting: TicketsReturn,
): Promise<Pick<MergedTickets, "ticketIds" | "entries">> {
  const { from, to, actor, now, merges } = parting;
  const before = await listTicketsOf(tx, from);
  const openedSince = await listOpenedBy(tx, from, parting);
  const ticketIds = await giveTickets(tx, [...parting.ticketIds, ...openedSince], from, to, now);
  for (const merge of merges) await partOne(tx, merge, parting);
  await appendTicketEvents(
    tx,
    merges.flatMap((merge) => eventsOf("UNMERGED", merge, actor)),
    now,
  );
  const changed = before.filter(({ id }) => ticketIds.includes(id) || isIn(merges, id));
  return { ticketIds, entries: [...entriesOf(changed, actor), ...merges.flatMap(conversationsOf)] };
}

async function partOne(tx: Sql, merge: TicketMerge, { to, vias, mergedAt, now }: TicketsReturn): Promise<void> {
  await returnMessages(tx, merge, { vias, isClosedOfReturning: merge.closed.contactId === to });
  const facts = await loadPartingFacts(tx, merge, mergedAt);
  const closedBefore: TicketSnapshot = facts.hasQueue ? merge.closed : { ...merge.closed, queueId: null };
  const { kept, closed } = partTickets({
    mergedAt,
    before: { kept: merge.kept, closed: closedBefore },
    now: facts.now,
    since: { kept: facts.keptSince, closed: facts.closedSince },
    hasOwner: facts.hasOwner,
  });
  await removeMergedTags(tx, merge);
  await writeParted(tx, merge.keptId, kept, shownBy(merge.kept), now);
  await writeParted(tx, merge.closedId, closed, shownBy(merge.closed), now);
}

const shownBy = ({ lastMessage, lastMessageAt }: TicketSnapshot) => ({ lastMessage, lastMessageAt });

function rivalsOf(
  moving: readonly MergingTicket[],
  staying: readonly MergingTicket[],
): [MergingTicket, MergingTicket][] {
  const isActive = ({ status }: MergingTicket) => status !== "CLOSED";
  return moving.filter(isActive).flatMap((one) => {
    const rival = staying.find((other) => isActive(other) && other.whatsappId === one.whatsappId);
    return rival === undefined ? [] : [[rival, one] as [MergingTicket, MergingTicket]];
  });
}

const isIn = (merges: readonly TicketMerge[], id: string) =>
  merges.some(({ keptId, closedId }) => keptId === id || closedId === id);

const userIdOf = (actor: Actor) => (actor.kind === "user" ? actor.id : null);

function eventsOf(type: "MERGED" | "UNMERGED", { kept, closed }: TicketMerge, actor: Actor): NewTicketEvent[] {
  const userId = userIdOf(actor);
  const named = ({ id, number }: TicketSnapshot) => ({ id, number });
  return [
    { ticketId: kept.id, type, userId, details: { ticket: named(closed), role: "kept" } },
    { ticketId: closed.id, type, userId, details: { ticket: named(kept), role: "closed" } },
  ];
}

const entriesOf = (tickets: readonly MergingTicket[], actor: Actor): OutboxEntry[] =>
  tickets.map((ticket) => ({
    type: "ticket",
    ticketId: ticket.id,
    before: ticketScopeOf(ticket),
    actorId: userIdOf(actor),
  }));

const conversationsOf = ({ keptId, closedId }: TicketMerge): OutboxEntry[] => [
  { type: "conversation", ticketId: keptId },
  { type: "conversation", ticketId: closedId },
];
