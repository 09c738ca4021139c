import type {
  ContactImport,
  ContactImportFailure,
  ContactImportStatus,
  ImportSettings,
  RejectionReason,
} from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** An import as the API shows it, as the database gives it. */
export type ContactImportRow = {
  readonly id: string;
  readonly status: ContactImportStatus;
  readonly fileName: string;
  readonly size: number;
  readonly settings: ImportSettings;
  readonly header: string[] | null;
  readonly totalRows: number;
  readonly doneRows: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly failure: ContactImportFailure | null;
  readonly userId: string;
  readonly userName: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

const select = `
  SELECT i."id", i."status", i."fileName", i."size", i."settings", i."header", i."totalRows", i."doneRows", i."created", i."updated",
         i."skipped", i."rejected", i."failure", i."userId", u."name" AS "userName", i."createdAt", i."endedAt"
  FROM "ContactImport" AS i JOIN "User" AS u ON u."id" = i."userId"`;

/** One import, locked until the transaction ends where it is told so. Asks no policy. */
export async function findImport(
  sql: Sql,
  id: string,
  { locks = false }: { locks?: boolean } = {},
): Promise<ContactImportRow | null> {
  const [row] = await sql.query<ContactImportRow>(
    `${select} WHERE i."id" = $1::uuid ${locks ? "FOR NO KEY UPDATE OF i" : ""}`,
    [id],
  );
  return row ?? null;
}

/** Imports that were begun, newest first: a person's, or everybody's. */
export function listImportRows(
  sql: Sql,
  userId: string | null,
  after: readonly [string, string] | null,
  limit: number,
): Promise<ContactImportRow[]> {
  return sql.query<ContactImportRow>(
    `${select} WHERE ${userId === null ? "$1::uuid IS NULL" : `i."userId" = $1::uuid`} AND i."status" <> 'DRAFT'
       AND ($2::timestamptz IS NULL OR (i."createdAt", i."id") < ($2::timestamptz, $3::uuid))
     ORDER BY i."createdAt" DESC, i."id" DESC LIMIT $4::int`,
    [userId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export async function loadImportFile(sql: Sql, id: string): Promise<Buffer | null> {
  const [row] = await sql.query<{ file: Buffer | null }>(`SELECT "file" FROM "ContactImport" WHERE "id" = $1::uuid`, [
    id,
  ]);
  return row?.file ?? null;
}

export type NewImport = {
  readonly id: string;
  readonly userId: string;
  readonly fileName: string;
  readonly file: Buffer;
  readonly settings: ImportSettings;
  readonly totalRows: number;
};

export async function insertImport(sql: Sql, draft: NewImport, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO "ContactImport" ("id", "userId", "fileName", "size", "file", "settings", "totalRows", "createdAt")
     VALUES ($1::uuid, $2::uuid, $3::text, $4::int, $5::bytea, $6::jsonb, $7::int, $8::timestamptz)`,
    [
      draft.id,
      draft.userId,
      draft.fileName,
      draft.file.length,
      draft.file,
      JSON.stringify(draft.settings),
      draft.totalRows,
      now,
    ],
  );
}

/** From a draft to what waits for its turn. False when it is no draft any more: of two who begin it one does. */
export async function queueImport(
  tx: Sql,
  id: string,
  { settings, header, totalRows }: { settings: ImportSettings; header: readonly string[] | null; totalRows: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE "ContactImport" SET "status" = 'QUEUED', "settings" = $2::jsonb, "header" = $3::jsonb, "totalRows" = $4::int
     WHERE "id" = $1::uuid AND "status" = 'DRAFT' RETURNING "id"`,
    [id, JSON.stringify(settings), header === null ? null : JSON.stringify(header), totalRows],
  );
  return rows.length > 0;
}

/** From waiting to running; nothing when it runs already. */
export async function markRunning(sql: Sql, id: string): Promise<void> {
  await sql.query(`UPDATE "ContactImport" SET "status" = 'RUNNING' WHERE "id" = $1::uuid AND "status" = 'QUEUED'`, [
    id,
  ]);
}

/** Ends an import in one of these states and lets the file go. False when it was in another. */
export async function endImport(
  tx: Sql,
  id: string,
  end: { status: ContactImportStatus; failure?: ContactImportFailure; from: readonly ContactImportStatus[] },
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE "ContactImport" SET "status" = $2::"ContactImportStatus", "failure" = $3::text, "endedAt" = $4::timestamptz, "file" = NULL
     WHERE "id" = $1::uuid AND "status"::text = ANY($5::text[]) RETURNING "id"`,
    [id, end.status, end.failure ?? null, now, end.from],
  );
  return rows.length > 0;
}

export type Progress = { rows: number; created: number; updated: number; skipped: number; rejected: number };

/** Counts a batch; in the transaction that stores it. */
export async function addProgress(
  tx: Sql,
  id: string,
  { rows, created, updated, skipped, rejected }: Progress,
): Promise<void> {
  await tx.query(
    `UPDATE "ContactImport" SET "doneRows" = "doneRows" + $2::int, "created" = "created" + $3::int, "updated" = "updated" + $4::int,
       "skipped" = "skipped" + $5::int, "rejected" = "rejected" + $6::int
     WHERE "id" = $1::uuid`,
    [id, rows, created, updated, skipped, rejected],
  );
}

export type Rejection = { readonly row: number; readonly cells: readonly string[]; readonly reason: RejectionReason };

export async function insertRejections(tx: Sql, id: string, rejections: readonly Rejection[]): Promise<void> {
  if (rejections.length === 0) return;
  await tx.query(
    `INSERT INTO "ContactImportRejection" ("importId", "row", "cells", "reason")
     SELECT $1::uuid, "row", "cells", "reason" FROM jsonb_to_recordset($2::jsonb) AS new("row" int, "cells" jsonb, "reason" text)`,
    [id, JSON.stringify(rejections)],
  );
}

/** Rejected rows after a place, in the order of the file. */
export function listRejections(sql: Sql, id: string, afterRow: number, limit: number): Promise<Rejection[]> {
  return sql.query<Rejection>(
    `SELECT "row", "cells", "reason" FROM "ContactImportRejection" WHERE "importId" = $1::uuid AND "row" > $2::int
     ORDER BY "row" LIMIT $3::int`,
    [id, afterRow, limit],
  );
}

/** Drafts that nobody has begun, and rejected rows of imports that ended long ago: personal data is not kept without need. */
export async function pruneImports(sql: Sql, before: { drafts: Date; rejections: Date }): Promise<number> {
  const drafts = await sql.query(
    `DELETE FROM "ContactImport" WHERE "status" = 'DRAFT' AND "createdAt" < $1::timestamptz RETURNING "id"`,
    [before.drafts],
  );
  await sql.query(
    `DELETE FROM "ContactImportRejection" USING "ContactImport" AS i
     WHERE i."id" = "importId" AND i."endedAt" < $1::timestamptz`,
    [before.rejections],
  );
  return drafts.length;
}

export const presentImport = (row: ContactImportRow): ContactImport => ({
  id: row.id,
  status: row.status,
  fileName: row.fileName,
  size: row.size,
  settings: row.settings,
  totalRows: row.totalRows,
  doneRows: row.doneRows,
  created: row.created,
  updated: row.updated,
  skipped: row.skipped,
  rejected: row.rejected,
  failure: row.failure,
  user: { id: row.userId, name: row.userName },
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** An import as the API shows it. Asks no policy. */
export async function loadContactImport(sql: Sql, id: string): Promise<ContactImport | null> {
  const row = await findImport(sql, id);
  return row === null ? null : presentImport(row);
}
