import type { ContactDuplicate } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { presentContact } from "../contact.presenter.ts";
import { isContactVisible } from "../contact.repository.ts";
import { listDuplicateRows } from "./duplicates.read-model.ts";

/** Contacts that may be the same person as one, among those that one may see. Throws `not_found`. */
export async function listContactDuplicates(
  { db, actor }: UserContext,
  { id, limit }: { id: string; limit: number },
): Promise<{ items: ContactDuplicate[] }> {
  if (!(await isContactVisible(db, actor, id))) throw new AppError("not_found");
  const rows = await listDuplicateRows(db, actor, id, limit);
  return { items: rows.map((row) => ({ contact: presentContact(row), reasons: row.reasons })) };
}
