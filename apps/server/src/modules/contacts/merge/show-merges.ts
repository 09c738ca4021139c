import type { ContactMerge, Page } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import { cursorKey, decodeCursor, toPage } from "../../../platform/db/cursor.ts";
import { AppError, orNotFound } from "../../../platform/errors/app-error.ts";
import { isContactVisible } from "../contact.repository.ts";
import { mayMerge } from "./contact-merge.policy.ts";
import { type ContactMergeRow, listMergeRows, loadMerge } from "./contact-merge.read-model.ts";
import { listTicketScopes } from "./contact-merge.repository.ts";

/** What was merged into a contact that one may see, newest first. Throws `not_found`. */
export async function listContactMerges(
  { db, actor }: UserContext,
  { id, cursor, limit }: { id: string; cursor?: string | undefined; limit: number },
): Promise<Page<ContactMerge>> {
  if (!(await isContactVisible(db, actor, id))) throw new AppError("not_found");
  const after = decodeCursor(cursor, [cursorKey.timestamp, cursorKey.id]);
  const rows = await listMergeRows(db, id, after, limit + 1);
  const may = mayMerge(actor, await listTicketScopes(db, [id]));
  return toPage(
    rows,
    limit,
    (row) => [row.createdAt.toISOString(), row.id],
    (row) => presentMerge(row, may),
  );
}

/** A merge after a verb. */
export async function showMerge({ db, actor }: UserContext, id: string): Promise<ContactMerge> {
  const row = orNotFound(await loadMerge(db, id));
  return presentMerge(row, mayMerge(actor, await listTicketScopes(db, [row.contactId])));
}

const presentMerge = (row: ContactMergeRow, may: boolean): ContactMerge => ({
  id: row.id,
  contactId: row.contactId,
  merged: { id: row.mergedId, name: row.mergedName, phoneNumber: row.mergedPhoneNumber },
  user: row.userId === null ? null : { id: row.userId, name: row.userName ?? "" },
  createdAt: row.createdAt.toISOString(),
  mergedTickets: row.mergedTickets,
  undoneAt: row.undoneAt?.toISOString() ?? null,
  undoneBy: row.undoneById === null ? null : { id: row.undoneById, name: row.undoneByName ?? "" },
  canUndo: row.isLatest && may,
});
