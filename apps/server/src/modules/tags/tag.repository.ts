import type { Page, Tag } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Db, Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

export type TagRow = Tag;
type ListQuery = { cursor?: string | undefined; limit: number; q?: string | undefined };

const tagFields = { id: true, name: true, color: true } as const;

export async function listTags(db: Pick<Sql, "query">, query: ListQuery): Promise<Page<Tag>> {
  const after = decodeCursor(query.cursor, [cursorKey.text, cursorKey.id]);
  const rows = await db.query<TagRow & { sortName: string }>(
    `SELECT "id", "name", "color", lower("name") AS "sortName" FROM "Tag"
     WHERE ($1::text IS NULL OR strpos(lower("name"), lower($1::text)) > 0)
       AND ($2::text IS NULL OR (lower("name"), "id") > ($2::text, $3::uuid))
     ORDER BY lower("name"), "id" LIMIT $4::int`,
    [query.q ?? null, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.sortName, row.id],
    ({ id, name, color }) => ({ id, name, color }),
  );
}

/** Throws a unique violation when the name is taken. */
export function insertTag(tx: Db, tag: { name: string; color: string }): Promise<TagRow> {
  return tx.models.tag.create({ data: { id: newId(), ...tag }, select: tagFields });
}

/** Null when there is none. Throws a unique violation when the name is taken. */
export async function writeTag(tx: Db, id: string, changes: { name?: string; color?: string }): Promise<TagRow | null> {
  const [row] = await tx.query<TagRow>(
    `UPDATE "Tag" SET "name" = COALESCE($2::text, "name"), "color" = COALESCE($3::text, "color")
     WHERE "id" = $1::uuid RETURNING "id", "name", "color"`,
    [id, changes.name ?? null, changes.color ?? null],
  );
  return row ?? null;
}

/** Takes it off every ticket and contact as well. Null when there is none. */
export async function removeTag(tx: Pick<Sql, "query">, id: string): Promise<TagRow | null> {
  const [row] = await tx.query<TagRow>(`DELETE FROM "Tag" WHERE "id" = $1::uuid RETURNING "id", "name", "color"`, [id]);
  return row ?? null;
}

/**
 * The ids of tags by their names in lower case. Those that do not exist are made where it is told so, also when somebody else
 * makes them at this moment; else they are left out.
 */
export async function findTagsByName(
  tx: Sql,
  names: readonly string[],
  { makes, color }: { makes: boolean; color: string },
): Promise<{ ids: Map<string, string>; made: Tag[] }> {
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]));
  if (wanted.size === 0) return { ids: new Map(), made: [] };
  const find = () =>
    tx.query<{ id: string; name: string }>(`SELECT "id", "name" FROM "Tag" WHERE lower("name") = ANY($1::text[])`, [
      [...wanted.keys()],
    ]);
  const known = new Set((await find()).map(({ name }) => name.toLowerCase()));
  const missing = [...wanted].filter(([key]) => !known.has(key)).map(([, name]) => ({ id: newId(), name }));
  const made =
    makes && missing.length > 0
      ? await tx.query<Tag>(
          `INSERT INTO "Tag" ("id", "name", "color") SELECT "id", "name", $2::text
           FROM jsonb_to_recordset($1::jsonb) AS new("id" uuid, "name" text) ON CONFLICT DO NOTHING RETURNING "id", "name", "color"`,
          [JSON.stringify(missing), color],
        )
      : [];
  return { ids: new Map((await find()).map(({ id, name }) => [name.toLowerCase(), id])), made };
}
