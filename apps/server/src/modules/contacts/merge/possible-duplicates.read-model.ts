import type { DuplicateGroup } from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import { createParameters } from "../../../platform/db/parameters.ts";
import type { TicketViewer } from "../../tickets/index.ts";
import { visibleContacts } from "../contact.read-model.ts";

export type Sign = DuplicateGroup["sign"];

/** Contacts that have the same sign: their key in the index, who they are, and how many. */
export type SignGroup = { readonly key: string; readonly ids: string[]; readonly count: number };

/** Where a look begins: at a key, or behind it. */
export type Start = { readonly key: string; readonly isBehind: boolean };

/** What one look reads along the index, and how many of a group are named. */
const WINDOW = 10_000;
const NAMED = 10;

/** Where the sign stands: expressions as their indexes have them. Groups are no persons. */
const signs: Readonly<Record<Sign, { from: string; key: string; where: string }>> = {
  phone_ending: {
    from: `(SELECT "value", "contactId" AS "id" FROM "ContactIdentity" WHERE "kind" = 'PHONE') AS sign`,
    key: `"right"(sign."value", 8)`,
    where: `length(sign."value") >= 8`,
  },
  email: {
    from: `(SELECT "email", "id" FROM "Contact" WHERE "email" IS NOT NULL) AS sign`,
    key: `lower(sign."email")`,
    where: "TRUE",
  },
  name: {
    from: `"Contact" AS sign`,
    key: `"left"("searchable"(sign."name"), 60) COLLATE "C"`,
    where: String.raw`sign."name" ~ '[^\d\s+().-]'`,
  },
};

/**
 * Looks along one index from a key on: the groups of contacts with the same key among those that the viewer may see, without who
 * was told apart from all others of the group, and the key
 * from which the next look goes on; null at the end. Reads a window of the index at most, however many contacts there are.
 */
export async function lookForDuplicates(
  sql: Sql,
  viewer: TicketViewer,
  { sign, from, limit }: { sign: Sign; from: Start | null; limit: number },
): Promise<{ groups: SignGroup[]; next: Start | null }> {
  const { text, values } = possibleDuplicatesStatement(viewer, { sign, from });
  const [row] = await sql.query<{ groups: SignGroup[]; last: string | null; read: number; isOne: boolean }>(
    text,
    values,
  );
  if (row === undefined) return { groups: [], next: null };
  const isFull = row.read >= WINDOW && row.last !== null;
  // The last key of a full window may go on behind it: the next look begins with it, unless it fills the window alone.
  const whole = isFull && !row.isOne ? row.groups.filter(({ key }) => key !== row.last) : row.groups;
  const shown = whole.slice(0, limit);
  const lastShown = shown.at(-1);
  if (whole.length > limit && lastShown !== undefined)
    return { groups: shown, next: { key: lastShown.key, isBehind: true } };
  if (!isFull || row.last === null) return { groups: shown, next: null };
  return { groups: shown, next: { key: row.last, isBehind: row.isOne } };
}

/** The statement, apart so that a test can look at its plan. */
export function possibleDuplicatesStatement(
  viewer: TicketViewer,
  { sign, from }: { sign: Sign; from: Start | null },
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { from: table, key, where } = signs[sign];
  const begin = from === null ? "TRUE" : `${key} ${from.isBehind ? ">" : ">="} ${parameters.bind(from.key, "text")}`;
  const text = `
    WITH near AS MATERIALIZED (
      SELECT ${key} AS "key", sign."id" FROM ${table} WHERE ${begin} AND ${where} ORDER BY ${key} LIMIT ${WINDOW}
    ), several AS (
      SELECT "key", array_agg(DISTINCT "id") AS "ids" FROM near GROUP BY "key" HAVING count(DISTINCT "id") > 1
    ), visible AS (
      SELECT several."key", contact."id", contact."createdAt"
      FROM several CROSS JOIN LATERAL unnest(several."ids") AS one("id") JOIN "Contact" AS contact ON contact."id" = one."id"
      WHERE ${visibleContacts(viewer, parameters)}
        AND NOT EXISTS (SELECT 1 FROM "ContactIdentity" g WHERE g."contactId" = contact."id" AND g."kind" = 'GROUP')
    ), told AS (
      SELECT visible."key", visible."id", count(*) AS "others"
      FROM visible
      JOIN (SELECT "oneId" AS "id", "otherId" FROM "ToldApart" UNION ALL SELECT "otherId", "oneId" FROM "ToldApart") AS pair
        ON pair."id" = visible."id"
      JOIN visible AS other ON other."key" = visible."key" AND other."id" = pair."otherId"
      GROUP BY visible."key", visible."id"
    ), sized AS (
      SELECT "key", count(*) AS "size" FROM visible GROUP BY "key"
    ), suspect AS (
      SELECT visible.* FROM visible JOIN sized USING ("key") LEFT JOIN told USING ("key", "id")
      WHERE coalesce(told."others", 0) < sized."size" - 1
    ), grouped AS (
      SELECT "key", (array_agg("id" ORDER BY "createdAt", "id"))[1:${NAMED}] AS "ids", count(*)::int AS "count"
      FROM suspect GROUP BY "key" HAVING count(*) > 1 ORDER BY "key"
    )
    SELECT coalesce((SELECT jsonb_agg(to_jsonb(grouped)) FROM grouped), '[]') AS "groups",
           (SELECT "key" FROM near ORDER BY "key" DESC LIMIT 1) AS "last", (SELECT count(*)::int FROM near) AS "read",
           (SELECT count(DISTINCT "key") = 1 FROM near) AS "isOne"`;
  return { text, values: parameters.values };
}
