import { type Actor, systemActor } from "../../../platform/actor.ts";
import { recordAudit } from "../../../platform/audit/audit.repository.ts";
import type { Sql } from "../../../platform/db/db.ts";
import { newId } from "../../../platform/ids.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import { moveFieldValues } from "../../custom-fields/index.ts";
import { listActiveTicketIds, mergeTicketsOf } from "../../tickets/index.ts";
import {
  deleteContact,
  insertMerge,
  listParted,
  loadMerging,
  type MergedContactFields,
  type MergingContact,
  moveBelongings,
  writeMergedFields,
} from "./contact-merge.repository.ts";
import { isMergeable, joinContacts } from "./join-contacts.ts";
import { movePairs } from "./told-apart.repository.ts";

export type MergeBy = { readonly actor: Actor; readonly now: Date };

/**
 * Makes one contact of two, with everything that belongs to either, and notes all that it takes to part them again. Everything
 * of both must be locked (`withMergeLocks`). Returns the entries for the outbox, to be appended last.
 */
export async function mergePair(
  tx: Sql,
  kept: MergingContact,
  gone: MergingContact,
  { actor, now }: MergeBy,
): Promise<{ mergeId: string; entries: OutboxEntry[] }> {
  const tickets = await mergeTicketsOf(tx, { from: gone.id, to: kept.id, actor, now });
  const belongings = await moveBelongings(tx, gone.id, kept.id);
  const fieldValues = await moveFieldValues(tx, gone.id, kept.id);
  const toldApart = await movePairs(tx, gone.id, kept.id);
  await deleteContact(tx, gone.id);
  const merged = joinContacts(kept, gone);
  await writeMergedFields(tx, kept.id, merged, now);
  const mergeId = newId();
  const snapshot = {
    gone: { ...fieldsOf(gone), createdAt: gone.createdAt.toISOString() },
    kept: fieldsOf(kept),
    merged,
    identities: gone.identities.map(({ kind, value }) => ({ kind, value })),
    ticketIds: tickets.ticketIds,
    tickets: tickets.merges,
    ...belongings,
    fieldValues,
    toldApart,
  };
  const userId = actor.kind === "user" ? actor.id : null;
  await insertMerge(tx, { id: mergeId, contactId: kept.id, mergedId: gone.id, userId, snapshot }, now);
  await recordAudit(tx, actor, {
    action: "contact.merged",
    entity: "contact",
    entityId: kept.id,
    details: { mergeId, mergedId: gone.id, tickets: tickets.merges.length },
  });
  return {
    mergeId,
    entries: [
      ...tickets.entries,
      { type: "contact-merged", contactId: gone.id, intoId: kept.id },
      ...(await entriesOfContact(tx, kept.id, tickets.entries)),
    ],
  };
}

/** A contact, and its active tickets, which show it; those that are told of already are not told twice. */
export async function entriesOfContact(
  tx: Sql,
  contactId: string,
  told: readonly OutboxEntry[],
): Promise<OutboxEntry[]> {
  const toldIds = told.flatMap((entry) => (entry.type === "ticket" ? [entry.ticketId] : []));
  const ticketIds = (await listActiveTicketIds(tx, contactId)).filter((id) => !toldIds.includes(id));
  return [{ type: "contact", contactId }, ...ticketIds.map((ticketId) => ({ type: "ticket", ticketId }) as const)];
}

/**
 * Merges contacts of which WhatsApp says that they are one person: into the oldest, which others know longest. Those that are
 * not there any more were merged by somebody faster; those that a person has parted stay apart, and so do a group and a person.
 */
export async function mergeTold(tx: Sql, contactIds: readonly string[], now: Date): Promise<OutboxEntry[]> {
  const [first, ...others] = await loadMerging(tx, contactIds);
  if (first === undefined || others.length === 0) return [];
  const parted = await listParted(tx, contactIds);
  const entries: OutboxEntry[] = [];
  let kept = first;
  for (const gone of others) {
    if (!isMergeable(kept, gone) || isParted(parted, kept.id, gone.id)) continue;
    entries.push(...(await mergePair(tx, kept, gone, { actor: systemActor, now })).entries);
    const [joined] = await loadMerging(tx, [kept.id]);
    kept = joined ?? kept;
  }
  return entries;
}

/** Those of the groups in which there is somebody to merge: not all of them were parted by a person. */
export async function withoutParted(sql: Sql, groups: readonly (readonly string[])[]): Promise<(readonly string[])[]> {
  const parted = await listParted(sql, groups.flat());
  if (parted.length === 0) return [...groups];
  return groups.filter((group) =>
    group.some((one, index) => group.slice(index + 1).some((other) => !isParted(parted, one, other))),
  );
}

const isParted = (parted: readonly [string, string][], one: string, other: string) =>
  parted.some(([kept, gone]) => (kept === one && gone === other) || (kept === other && gone === one));

const fieldsOf = ({ name, isNamed, phoneNumber, email, notes, isBlocked }: MergingContact): MergedContactFields => ({
  name,
  isNamed,
  phoneNumber,
  email,
  notes,
  isBlocked,
});
