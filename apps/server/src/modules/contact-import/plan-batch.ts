import type { ImportSettings, RejectionReason } from "@whatskovi/contract";
import { newId } from "../../platform/ids.ts";
import { type NewStoredContact, phoneMatchKey, type StoredContactChange } from "../contacts/index.ts";
import type { ImportRow } from "./read-row.ts";

export type Owner = { readonly contactId: string; readonly isVisible: boolean };

export type Outcome = "create" | "update" | "skip" | "reject";

export type PlannedRow = {
  readonly row: ImportRow;
  readonly outcome: Outcome;
  readonly reason: RejectionReason | null;
};

/** What a batch does, and what becomes of each of its rows. */
export type BatchPlan = {
  readonly rows: PlannedRow[];
  readonly inserts: NewStoredContact[];
  readonly updates: StoredContactChange[];
  readonly values: { contactId: string; fieldId: string; value: string }[];
  readonly tags: { contactId: string; name: string }[];
};

type Draft = { id: string; isNew: boolean; phoneNumber: string; rows: ImportRow[] };

/**
 * Decides what is done with the rows of a batch. A phone that is a contact's already, or came before in the file, is updated or
 * skipped as the settings say; of several rows of one phone the later ones win, field by field.
 */
export function planBatch(
  rows: readonly ImportRow[],
  owners: ReadonlyMap<string, Owner>,
  { onDuplicate }: Pick<ImportSettings, "onDuplicate">,
): BatchPlan {
  const drafts = new Map<string, Draft>();
  const planned = rows.map((row): PlannedRow => {
    const reject = (reason: RejectionReason): PlannedRow => ({ row, outcome: "reject", reason });
    if (row.reason !== null || row.phone === null) return reject(row.reason ?? "phone_missing");
    const key = phoneMatchKey(row.phone.phoneNumber);
    const owner = owners.get(key);
    const draft = drafts.get(key);
    if (owner === undefined && !row.phone.isValid) return reject("phone_invalid");
    if (owner?.isVisible === false) return reject("out_of_sight");
    if (owner === undefined && draft === undefined) {
      drafts.set(key, { id: newId(), isNew: true, phoneNumber: row.phone.phoneNumber, rows: [row] });
      return { row, outcome: "create", reason: null };
    }
    if (onDuplicate === "skip") return { row, outcome: "skip", reason: null };
    if (draft !== undefined) draft.rows.push(row);
    else if (owner !== undefined)
      drafts.set(key, { id: owner.contactId, isNew: false, phoneNumber: row.phone.phoneNumber, rows: [row] });
    return { row, outcome: "update", reason: null };
  });
  return { rows: planned, ...writesOf(mergeByContact([...drafts.values()])) };
}

/** Two phones of a file may be one contact's. */
function mergeByContact(drafts: readonly Draft[]): Draft[] {
  const byId = new Map<string, Draft>();
  for (const draft of drafts) {
    const known = byId.get(draft.id);
    if (known === undefined) byId.set(draft.id, draft);
    else known.rows.push(...draft.rows);
  }
  return [...byId.values()];
}

function writesOf(drafts: readonly Draft[]): Omit<BatchPlan, "rows"> {
  return {
    inserts: drafts.filter(({ isNew }) => isNew).map(newContactOf),
    updates: drafts.filter(({ isNew }) => !isNew).map(({ id, rows }) => ({ id, ...lastOf(rows) })),
    values: drafts.flatMap(({ id, rows }) =>
      [...new Map(rows.flatMap(({ values }) => values).map((value) => [value.fieldId, value.value]))].map(
        ([fieldId, value]) => ({ contactId: id, fieldId, value }),
      ),
    ),
    tags: drafts.flatMap(({ id, rows }) =>
      [...new Set(rows.flatMap(({ tags }) => tags))].map((name) => ({ contactId: id, name })),
    ),
  };
}

function newContactOf({ id, phoneNumber, rows }: Draft): NewStoredContact {
  const { name, email, notes } = lastOf(rows);
  return { id, phoneNumber, name: name ?? phoneNumber, isNamed: name !== null, email, notes: notes ?? "" };
}

function lastOf(rows: readonly ImportRow[]): Pick<ImportRow, "name" | "email" | "notes"> {
  const last = (field: "name" | "email" | "notes") => rows.findLast((row) => row[field] !== null)?.[field] ?? null;
  return { name: last("name"), email: last("email"), notes: last("notes") };
}
