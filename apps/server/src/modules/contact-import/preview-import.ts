import type { ImportPreview, ImportPreviewRow, ImportSettings } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { findPhoneOwners } from "../contacts/index.ts";
import { loadCustomFields } from "../custom-fields/index.ts";
import { checkSettings } from "./check-settings.ts";
import { guessColumns } from "./guess-columns.ts";
import { firstRows } from "./import-file.ts";
import { loadDraft } from "./import.access.ts";
import { planBatch, type PlannedRow } from "./plan-batch.ts";
import { phonesOf } from "./phones-of.ts";
import { readRow } from "./read-row.ts";
import { refusingUnreadable } from "./unreadable.ts";

const SHOWN = 20;
const SAMPLES = 3;
const SAMPLE_LENGTH = 100;

/** The columns of a draft and its first rows as they would be stored with these settings. Stores nothing. */
export async function previewImport(
  context: UserContext,
  id: string,
  settings: ImportSettings,
): Promise<ImportPreview> {
  const { db, actor } = context;
  const { file } = await loadDraft(context, id);
  const fields = await loadCustomFields(db);
  checkSettings(settings, fields, { needsPhone: false });
  const all = await refusingUnreadable(() => firstRows(file, settings, SHOWN + 1));
  const header = settings.hasHeader ? (all[0] ?? []) : null;
  const cells = settings.hasHeader ? all.slice(1) : all.slice(0, SHOWN);
  const first = settings.hasHeader ? 2 : 1;
  const rows = cells.map((row, index) => readRow(first + index, row, settings, fields));
  const owners = await findPhoneOwners(db, actor, phonesOf(rows), { locks: false });
  const plan = planBatch(rows, owners, settings);
  const shorten = (cell: string | undefined) => (cell ?? "").slice(0, SAMPLE_LENGTH);
  return {
    columns: guessColumns(header, cells, fields).map((guess, column) => ({
      header: header === null ? null : shorten(header[column]),
      samples: cells.slice(0, SAMPLES).map((row) => shorten(row[column])),
      guess,
    })),
    rows: plan.rows.map(presentRow),
  };
}

function presentRow({ row, outcome, reason }: PlannedRow): ImportPreviewRow {
  const phoneNumber = row.phone?.phoneNumber ?? null;
  const { name, email, notes, tags, values } = row;
  return { row: row.row, outcome, reason, name, phoneNumber, email, notes, tags: [...tags], customFields: [...values] };
}
