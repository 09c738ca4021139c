import type { Sql } from "../../../platform/db/db.ts";

/** A merge as it is shown, as the database gives it. */
export type ContactMergeRow = {
  readonly id: string;
  readonly contactId: string;
  readonly mergedId: string;
  readonly mergedName: string;
  readonly mergedPhoneNumber: string | null;
  readonly mergedTickets: number;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly createdAt: Date;
  readonly undoneAt: Date | null;
  readonly undoneById: string | null;
  readonly undoneByName: string | null;
  /** Whether no later merge into the same contact stands, and the contact has not itself been merged. */
  readonly isLatest: boolean;
};

const columns = `
  merge."id", merge."contactId", merge."mergedId", merge."snapshot" #>> '{gone,name}' AS "mergedName",
  merge."snapshot" #>> '{gone,phoneNumber}' AS "mergedPhoneNumber",
  jsonb_array_length(merge."snapshot" -> 'tickets') AS "mergedTickets", merge."userId", by."name" AS "userName",
  merge."createdAt", merge."undoneAt", merge."undoneById", undoer."name" AS "undoneByName",
  merge."undoneAt" IS NULL AND EXISTS (SELECT 1 FROM "Contact" WHERE "id" = merge."contactId") AND NOT EXISTS (
    SELECT 1 FROM "ContactMerge" later WHERE later."contactId" = merge."contactId" AND later."undoneAt" IS NULL
      AND (later."createdAt", later."id") > (merge."createdAt", merge."id")) AS "isLatest"`;

const from = `
  FROM "ContactMerge" AS merge
  LEFT JOIN "User" AS by ON by."id" = merge."userId"
  LEFT JOIN "User" AS undoer ON undoer."id" = merge."undoneById"`;

/** One merge. Asks no policy. */
export async function loadMerge(sql: Sql, id: string): Promise<ContactMergeRow | undefined> {
  const [row] = await sql.query<ContactMergeRow>(`SELECT ${columns} ${from} WHERE merge."id" = $1::uuid`, [id]);
  return row;
}

/** The merges into a contact after a place in them, newest first. */
export async function listMergeRows(
  sql: Sql,
  contactId: string,
  after: readonly [string, string] | null,
  limit: number,
): Promise<ContactMergeRow[]> {
  return sql.query<ContactMergeRow>(
    `SELECT ${columns} ${from}
     WHERE merge."contactId" = $1::uuid
       AND ($2::timestamptz IS NULL OR (merge."createdAt", merge."id") < ($2::timestamptz, $3::uuid))
     ORDER BY merge."createdAt" DESC, merge."id" DESC LIMIT $4::int`,
    [contactId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Whether a merge has not been undone since: the contact that went is not there. */
export async function isMergeStanding(sql: Sql, { contactId }: { readonly contactId: string }): Promise<boolean> {
  return (await sql.query(`SELECT 1 FROM "Contact" WHERE "id" = $1::uuid`, [contactId])).length === 0;
}
