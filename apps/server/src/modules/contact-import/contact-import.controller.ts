import type { ContactImport, Page } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { sendFile } from "../../platform/csv/index.ts";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { listImportRows, presentImport } from "./contact-import.repository.ts";
import { createImport } from "./create-import.ts";
import { loadOwnImport } from "./import.access.ts";
import { previewImport } from "./preview-import.ts";
import { writeRejectedRows } from "./rejected-rows.ts";
import { cancelImport, startImport } from "./start-import.ts";

type ContactImportHandlers = Pick<
  Handlers,
  | "createContactImport"
  | "listContactImports"
  | "getContactImport"
  | "previewContactImport"
  | "startContactImport"
  | "cancelContactImport"
  | "getContactImportRejections"
>;

async function listImports(
  { db, actor }: UserContext,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<ContactImport>> {
  const after = decodeCursor(cursor, [cursorKey.timestamp, cursorKey.id]);
  const rows = await listImportRows(db, actor.role === "ADMIN" ? null : actor.id, after, limit + 1);
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], presentImport);
}

/** The endpoints of files of contacts. */
export const contactImportHandlers = (): ContactImportHandlers => ({
  createContactImport: ({ context, http }) => createImport(context, http.req),
  listContactImports: ({ context, query }) => listImports(context, query),
  getContactImport: async ({ context, params }) => presentImport(await loadOwnImport(context, params.id)),
  previewContactImport: ({ context, params, body }) => previewImport(context, params.id, body),
  startContactImport: ({ context, params, body }) => startImport(context, params.id, body),
  cancelContactImport: ({ context, params }) => cancelImport(context, params.id),
  getContactImportRejections: async ({ context, params, query, http }) =>
    sendFile(http.res, await writeRejectedRows(context, { ...params, ...query })),
});
