import type { InboxFilters, InboxTab, InboxView, Page, TicketSort } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

/** What a person decides about a view. */
export type ViewFields = {
  readonly name: string;
  readonly tab: InboxTab;
  readonly filters: InboxFilters;
  readonly sort: TicketSort | null;
  readonly isDefault: boolean;
};

type ViewRow = Omit<InboxView, "createdAt" | "updatedAt"> & {
  readonly position: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const columns = `"id", "name", "tab", "filters", "sort", "isDefault", "position", "createdAt", "updatedAt"`;

const present = ({ position: _, createdAt, updatedAt, ...view }: ViewRow): InboxView => ({
  ...view,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

export async function listInboxViews(
  sql: Sql,
  userId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<InboxView>> {
  const after = decodeCursor(cursor, [cursorKey.number, cursorKey.id]);
  const rows = await sql.query<ViewRow>(
    `SELECT ${columns} FROM "InboxView"
     WHERE "userId" = $1::uuid AND ($2::int IS NULL OR ("position", "id") > ($2::int, $3::uuid))
     ORDER BY "position", "id" LIMIT $4::int`,
    [userId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
  return toPage(rows, limit, (row) => [row.position, row.id], present);
}

/** All of a person's views, in their order. */
export async function readInboxViews(sql: Sql, userId: string): Promise<InboxView[]> {
  const rows = await sql.query<ViewRow>(
    `SELECT ${columns} FROM "InboxView" WHERE "userId" = $1::uuid ORDER BY "position", "id"`,
    [userId],
  );
  return rows.map(present);
}

/** Two changes of one person's views at once are made one after the other. */
export async function lockViewsOf(tx: Sql, userId: string): Promise<void> {
  await tx.query(`SELECT 1 FROM "User" WHERE "id" = $1::uuid FOR NO KEY UPDATE`, [userId]);
}

export async function countViews(tx: Sql, userId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM "InboxView" WHERE "userId" = $1::uuid`,
    [userId],
  );
  return row?.count ?? 0;
}

/** Another view of a person becomes the default, or none: the index allows one. */
export async function clearDefault(tx: Sql, userId: string): Promise<void> {
  await tx.query(`UPDATE "InboxView" SET "isDefault" = false WHERE "userId" = $1::uuid AND "isDefault"`, [userId]);
}

/** After the others. Throws a unique violation when the name is taken. */
export async function insertView(tx: Sql, userId: string, view: ViewFields, now: Date): Promise<InboxView> {
  const [row] = await tx.query<ViewRow>(
    `INSERT INTO "InboxView" ("id", "userId", "name", "tab", "filters", "sort", "isDefault", "position", "createdAt", "updatedAt")
     SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::jsonb, $6::text, $7::boolean,
            COALESCE(max("position") + 1, 0), $8::timestamptz, $8::timestamptz
     FROM "InboxView" WHERE "userId" = $2::uuid
     RETURNING ${columns}`,
    [newId(), userId, view.name, view.tab, JSON.stringify(view.filters), view.sort, view.isDefault, now],
  );
  if (row === undefined) throw new Error("the view was not written");
  return present(row);
}

/** Null when the person has no such view. Throws a unique violation when the name is taken. */
export async function writeView(
  tx: Sql,
  userId: string,
  id: string,
  changes: Partial<ViewFields>,
  now: Date,
): Promise<InboxView | null> {
  const { name, tab, filters, sort, isDefault } = changes;
  const [row] = await tx.query<ViewRow>(
    `UPDATE "InboxView"
     SET "name" = COALESCE($3::text, "name"), "tab" = COALESCE($4::text, "tab"),
         "filters" = COALESCE($5::jsonb, "filters"), "sort" = CASE WHEN $6::boolean THEN $7::text ELSE "sort" END,
         "isDefault" = COALESCE($8::boolean, "isDefault"), "updatedAt" = $9::timestamptz
     WHERE "userId" = $1::uuid AND "id" = $2::uuid
     RETURNING ${columns}`,
    [
      userId,
      id,
      name ?? null,
      tab ?? null,
      filters === undefined ? null : JSON.stringify(filters),
      sort !== undefined,
      sort ?? null,
      isDefault ?? null,
      now,
    ],
  );
  return row === undefined ? null : present(row);
}

/** Whether there was one. */
export async function removeView(tx: Sql, userId: string, id: string): Promise<boolean> {
  const removed = await tx.query(
    `DELETE FROM "InboxView" WHERE "userId" = $1::uuid AND "id" = $2::uuid RETURNING "id"`,
    [userId, id],
  );
  return removed.length > 0;
}

/** The ids of a person's views in their order. */
export async function listViewIds(tx: Sql, userId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT "id" FROM "InboxView" WHERE "userId" = $1::uuid ORDER BY "position", "id"`,
    [userId],
  );
  return rows.map((row) => row.id);
}

/** Gives each of these views its place. */
export async function placeViews(tx: Sql, userId: string, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE "InboxView" AS view SET "position" = place."position"
     FROM unnest($2::uuid[]) WITH ORDINALITY AS place("id", "position")
     WHERE view."id" = place."id" AND view."userId" = $1::uuid`,
    [userId, ids],
  );
}
