import type { ContactMerge } from "@whatskovi/contract";
import { recordAudit } from "../../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../../platform/context.ts";
import type { Sql } from "../../../platform/db/db.ts";
import { AppError, orNotFound } from "../../../platform/errors/app-error.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import { returnFieldValues } from "../../custom-fields/index.ts";
import { partTicketsOf } from "../../tickets/index.ts";
import { isContactVisible } from "../contact.repository.ts";
import { mayMerge } from "./contact-merge.policy.ts";
import { loadMerge } from "./contact-merge.read-model.ts";
import { listTicketScopes, loadMerging, writeMergedFields } from "./contact-merge.repository.ts";
import {
  claimUndoing,
  type LiveMerge,
  restoreContact,
  returnBelongings,
  returnMessagesOf,
} from "./contact-parting.repository.ts";
import { partFields } from "./join-contacts.ts";
import { entriesOfContact } from "./merge-contacts.ts";
import { withMergeLocks } from "./merge-locks.ts";
import { showMerge } from "./show-merges.ts";
import { returnPairs } from "./told-apart.repository.ts";

/**
 * Makes two of a merged contact again: the one that was gone, under its old id, with its identities, tickets and messages. What
 * came since goes to whose identity it came by; what was written by us stays in the conversation in which it stands. Throws
 * `merge_not_undoable` when it was undone already, when a later merge into the contact stands, or when the contact was itself
 * merged; of two at once one undoes it.
 */
export async function undoMerge(context: UserContext, { id }: { id: string }): Promise<ContactMerge> {
  const { db, actor, outbox } = context;
  const { contactId, isLatest } = orNotFound(await loadMerge(db, id));
  if (!(await isContactVisible(db, actor, contactId))) throw new AppError("not_found");
  if (!isLatest) throw new AppError("merge_not_undoable");
  await withMergeLocks(db, { contactIds: [contactId] }, async (tx) => {
    if (!mayMerge(actor, await listTicketScopes(tx, [contactId]))) throw new AppError("forbidden");
    const merge = await claimUndoing(tx, id, actor.id, context.clock.now());
    if (merge === null) throw new AppError("merge_not_undoable");
    await outbox.append(tx, await part(context, tx, merge));
  });
  return showMerge(context, id);
}

async function part({ actor, clock }: UserContext, tx: Sql, merge: LiveMerge): Promise<OutboxEntry[]> {
  const { contactId: keptId, mergedId: goneId, createdAt: mergedAt, snapshot } = merge;
  const now = clock.now();
  const [kept] = await loadMerging(tx, [keptId]);
  if (kept === undefined) throw new AppError("merge_not_undoable");
  await writeMergedFields(tx, keptId, partFields(kept, snapshot.kept, snapshot.merged), now);
  await restoreContact(tx, goneId, snapshot.gone, now);
  await returnBelongings(tx, merge);
  if (snapshot.fieldValues !== undefined) await returnFieldValues(tx, keptId, goneId, snapshot.fieldValues);
  if (snapshot.toldApart !== undefined) await returnPairs(tx, goneId, keptId, snapshot.toldApart);
  const vias = snapshot.identities.map(({ kind, value }) => `${kind}:${value}`);
  const tickets = await partTicketsOf(tx, {
    from: keptId,
    to: goneId,
    actor,
    now,
    mergedAt,
    vias,
    ticketIds: snapshot.ticketIds,
    merges: snapshot.tickets,
  });
  await returnMessagesOf(tx, merge, vias);
  const details = { mergeId: merge.id, mergedId: goneId };
  await recordAudit(tx, actor, { action: "contact.parted", entity: "contact", entityId: keptId, details });
  return [
    ...tickets.entries,
    ...(await entriesOfContact(tx, goneId, tickets.entries)),
    ...(await entriesOfContact(tx, keptId, tickets.entries)),
  ];
}
