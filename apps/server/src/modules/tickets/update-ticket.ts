import type { Ticket, TicketPriority } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { requireAbility } from "./ticket.access.ts";
import {
  addTags,
  holdTags,
  listTicketTags,
  lockTicketState,
  removeTags,
  setPriority,
  type TicketState,
  touchTicket,
} from "./ticket.repository.ts";

type Change = {
  readonly id: string;
  readonly priority?: TicketPriority | undefined;
  /** All the tags it shall have. */
  readonly tagIds?: readonly string[] | undefined;
  readonly addTagIds?: readonly string[] | undefined;
  readonly removeTagIds?: readonly string[] | undefined;
};

const mostTags = 50;

/** Changes the priority, and replaces the tags or some of them. The row is locked, so the timeline tells true from-to steps. */
export async function updateTicket(context: UserContext, change: Change): Promise<Ticket> {
  await context.db.sqlTransaction(async (tx) => {
    const state = await lockTicketState(tx, change.id);
    requireAbility(context.actor, state, "update");
    const happenings = [
      ...(await changePriority(tx, state, change.priority)),
      ...(await changeTags(tx, state, change)),
    ];
    if (happenings.length === 0) return;
    await touchTicket(tx, state.id, context.clock.now());
    await recordChange(context, tx, state, happenings);
  });
  return showTicket(context, change.id);
}

async function changePriority(tx: Sql, state: TicketState, to: TicketPriority | undefined) {
  if (to === undefined || to === state.priority) return [];
  await setPriority(tx, state.id, to);
  return [{ type: "PRIORITY_CHANGED", details: { from: state.priority, to } } as const];
}

async function changeTags(tx: Sql, state: TicketState, { tagIds, addTagIds = [], removeTagIds = [] }: Change) {
  if (tagIds === undefined && addTagIds.length === 0 && removeTagIds.length === 0) return [];
  const current = await listTicketTags(tx, state.id);
  const kept = (tagIds ?? current.map((tag) => tag.id)).filter((tagId) => !removeTagIds.includes(tagId));
  const wanted = new Set([...kept, ...addTagIds]);
  const removed = current.filter((tag) => !wanted.has(tag.id));
  const added = await holdTags(
    tx,
    [...wanted].filter((tagId) => current.every((tag) => tag.id !== tagId)),
  );
  if (current.length - removed.length + added.length < wanted.size) refuseTags("no tag has one of these ids");
  if (wanted.size > mostTags) refuseTags(`a ticket has at most ${mostTags} tags`);
  await removeTags(
    tx,
    state.id,
    removed.map((tag) => tag.id),
  );
  await addTags(
    tx,
    state.id,
    added.map((tag) => tag.id),
  );
  return [
    ...added.map((tag) => ({ type: "TAGGED", details: { tag } }) as const),
    ...removed.map((tag) => ({ type: "UNTAGGED", details: { tag } }) as const),
  ];
}

function refuseTags(message: string): never {
  throw new AppError("invalid_input", { fields: [{ path: "body.tagIds", message }] });
}
