import type { Actor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/db/db.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";
import { entriesOfMany, findPhoneOwners, insertContacts, tagContacts, updateContacts } from "../contacts/index.ts";
import { holdCustomFields, writeManyFieldValues } from "../custom-fields/index.ts";
import { findTagsByName } from "../tags/index.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { addProgress, type ContactImportRow, insertRejections } from "./contact-import.repository.ts";
import type { NumberedRow } from "./import-file.ts";
import { phonesOf } from "./phones-of.ts";
import { type BatchPlan, type Outcome, planBatch } from "./plan-batch.ts";
import { readRow } from "./read-row.ts";

/** New tags have no colour that anybody chose. */
const TAG_COLOR = "#5f6f68";

/**
 * Stores a batch of rows and counts them, in the transaction of its caller, who holds the import. Throws a unique violation when a
 * phone has become somebody's at this moment: done again, the batch finds them.
 */
export async function storeBatch(
  tx: Sql,
  current: ContactImportRow,
  importer: TicketViewer & Actor,
  batch: readonly NumberedRow[],
  now: Date,
): Promise<OutboxEntry[]> {
  const { id, settings } = current;
  const fields = await holdCustomFields(tx);
  const rows = batch.map(({ row, cells }) => readRow(row, cells, settings, fields));
  const owners = await findPhoneOwners(tx, importer, phonesOf(rows), { locks: true });
  const plan = planBatch(rows, owners, settings);
  await insertContacts(tx, plan.inserts, now);
  await updateContacts(tx, plan.updates, now);
  await writeManyFieldValues(tx, plan.values);
  const tags = await findTagsByName(
    tx,
    plan.tags.map(({ name }) => name),
    { makes: settings.makesTags, color: TAG_COLOR },
  );
  await tagContacts(
    tx,
    plan.tags.flatMap(({ contactId, name }) => {
      const tagId = tags.ids.get(name.toLowerCase());
      return tagId === undefined ? [] : [{ contactId, tagId }];
    }),
  );
  await insertRejections(tx, id, rejectionsOf(plan));
  const count = (outcome: Outcome) => plan.rows.filter((row) => row.outcome === outcome).length;
  await addProgress(tx, id, {
    rows: batch.length,
    created: count("create"),
    updated: count("update"),
    skipped: count("skip"),
    rejected: count("reject"),
  });
  const told = await entriesOfMany(
    tx,
    plan.updates.map((update) => update.id),
  );
  return [
    // Lists of contacts are read again once, at the end.
    ...told.filter((entry) => entry.type !== "catalogue"),
    ...(tags.made.length > 0 ? [{ type: "catalogue", catalogue: "tags" } as const] : []),
    { type: "contact-import", importId: id },
  ];
}

const rejectionsOf = (plan: BatchPlan) =>
  plan.rows.flatMap(({ row, reason }) =>
    reason === null ? [] : [{ row: row.row, cells: row.cells.map((cell) => cell.replaceAll("\0", "")), reason }],
  );
