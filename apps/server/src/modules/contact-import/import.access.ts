import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { type ContactImportRow, findImport, loadImportFile } from "./contact-import.repository.ts";

/** An import of one's own, or for administrators anybody's. Throws `not_found`. */
export async function loadOwnImport({ db, actor }: UserContext, id: string): Promise<ContactImportRow> {
  const found = orNotFound(await findImport(db, id));
  if (actor.role !== "ADMIN" && found.userId !== actor.id) throw new AppError("not_found");
  return found;
}

/** A draft with its file. Throws `contact_import_state_conflict` when it was begun or ended. */
export async function loadDraft(context: UserContext, id: string): Promise<{ draft: ContactImportRow; file: Buffer }> {
  const draft = await loadOwnImport(context, id);
  const file = draft.status === "DRAFT" ? await loadImportFile(context.db, id) : null;
  if (file === null) throw new AppError("contact_import_state_conflict");
  return { draft, file };
}
