import type { CsvDelimiter, CustomField } from "@whatskovi/contract";
import { recordAudit } from "../../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../../platform/context.ts";
import { BYTE_ORDER_MARK, type CsvFile, writeRows } from "../../../platform/csv/index.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { newId } from "../../../platform/ids.ts";
import { loadCustomFields, showFieldValue } from "../../custom-fields/index.ts";
import type { ListedContactRow } from "../contact-list.read-model.ts";
import { listTargetIds, type Target } from "../many/many-contacts.repository.ts";
import { loadContactsForExport } from "./export-page.read-model.ts";
import { type ExportLanguage, exportWords } from "./export-words.ts";

type Format = { readonly delimiter: CsvDelimiter; readonly withBom: boolean; readonly language: ExportLanguage };

/** Contacts that are found by one search, and those that are in memory at once. */
const SEARCHED = 20_000;
const BATCH = 1000;

/**
 * Writes contacts as a CSV file, page by page while the browser takes them, so that any number of them needs the memory of one
 * page. It is in the audit log before the first line is.
 */
export async function exportContacts(
  { db, actor, clock }: UserContext,
  { ids, filter, delimiter, withBom, language }: Target & Format,
): Promise<CsvFile> {
  if (actor.role === "AGENT") throw new AppError("forbidden");
  const fields = await loadCustomFields(db);
  await recordAudit(db, actor, {
    action: "contacts.exported",
    entity: "contact",
    entityId: newId(),
    details: { filter: filter ?? null, ids: ids ?? null },
  });
  async function* lines() {
    yield (withBom ? BYTE_ORDER_MARK : "") + writeRows([headerOf(fields, language)], delimiter);
    for (let after: string | undefined; ;) {
      const found: string[] = await listTargetIds(db, actor, { ids, filter, after }, SEARCHED);
      for (let start = 0; start < found.length; start += BATCH) {
        const rows = await loadContactsForExport(db, actor, found.slice(start, start + BATCH));
        yield writeRows(
          rows.map((row) => lineOf(row, fields, language)),
          delimiter,
        );
      }
      after = found.at(-1);
      if (found.length < SEARCHED) return;
    }
  }
  const day = clock.now().toISOString().slice(0, 10);
  return { name: `${exportWords[language].file}-${day}.csv`, text: lines() };
}

function headerOf(fields: readonly CustomField[], language: ExportLanguage): string[] {
  const { name, phone, email, notes, tags, blocked, created, lastContact } = exportWords[language];
  return [name, phone, email, notes, tags, ...fields.map((field) => field.name), blocked, created, lastContact];
}

function lineOf(row: ListedContactRow, fields: readonly CustomField[], language: ExportLanguage): string[] {
  const words = exportWords[language];
  const values = new Map(row.customFields.map(({ fieldId, value }) => [fieldId, value]));
  return [
    row.name,
    row.phoneNumber ?? "",
    row.email ?? "",
    row.notes,
    row.tags.map((tag) => tag.name).join(", "),
    ...fields.map((field) => showFieldValue(field, values.get(field.id) ?? "", words)),
    row.isBlocked ? words.yes : words.no,
    row.createdAt.toISOString(),
    row.lastContactAt?.toISOString() ?? "",
  ];
}
