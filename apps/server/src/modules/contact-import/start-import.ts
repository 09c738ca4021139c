import type { ContactImport, ImportSettings } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { loadCustomFields } from "../custom-fields/index.ts";
import { checkSettings } from "./check-settings.ts";
import { endImport, loadContactImport, queueImport } from "./contact-import.repository.ts";
import { tooManyRows } from "./create-import.ts";
import { countRows, firstRows, MAX_ROWS } from "./import-file.ts";
import { enqueueImport } from "./import-jobs.repository.ts";
import { loadDraft, loadOwnImport } from "./import.access.ts";
import { refusingUnreadable } from "./unreadable.ts";

/** Begins a draft: it is done by a job. Throws `contact_import_state_conflict` when somebody has begun or ended it. */
export async function startImport(context: UserContext, id: string, settings: ImportSettings): Promise<ContactImport> {
  const { db, actor, outbox } = context;
  const { draft, file } = await loadDraft(context, id);
  checkSettings(settings, await loadCustomFields(db), { needsPhone: true });
  const totalRows = await refusingUnreadable(() => countRows(file, settings));
  if (totalRows > MAX_ROWS) throw tooManyRows();
  const header = settings.hasHeader ? ((await firstRows(file, settings, 1))[0] ?? []) : null;
  await db.sqlTransaction(async (tx) => {
    if (!(await queueImport(tx, id, { settings, header: storable(header), totalRows })))
      throw new AppError("contact_import_state_conflict");
    await recordAudit(tx, actor, {
      action: "contact-import.started",
      entity: "contact-import",
      entityId: id,
      details: { fileName: draft.fileName, rows: totalRows, onDuplicate: settings.onDuplicate },
    });
    await enqueueImport(tx, id);
    await outbox.append(tx, [{ type: "contact-import", importId: id }]);
  });
  return orNotFound(await loadContactImport(db, id));
}

/** PostgreSQL keeps no NUL in its texts. */
const storable = (cells: readonly string[] | null) => cells?.map((cell) => cell.replaceAll("\0", "")) ?? null;

/** Ends a draft or an import under way; what was stored stays. Throws `contact_import_state_conflict` when it has ended. */
export async function cancelImport(context: UserContext, id: string): Promise<ContactImport> {
  const { db, actor, outbox, clock } = context;
  await loadOwnImport(context, id);
  await db.sqlTransaction(async (tx) => {
    const end = { status: "CANCELLED", from: ["DRAFT", "QUEUED", "RUNNING"] } as const;
    if (!(await endImport(tx, id, end, clock.now()))) throw new AppError("contact_import_state_conflict");
    await recordAudit(tx, actor, { action: "contact-import.cancelled", entity: "contact-import", entityId: id });
    await outbox.append(tx, [
      { type: "contact-import", importId: id },
      { type: "catalogue", catalogue: "contacts" },
    ]);
  });
  return orNotFound(await loadContactImport(db, id));
}
