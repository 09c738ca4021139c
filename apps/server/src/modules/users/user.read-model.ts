import type { Colleague, Page, User } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { presentColleague, presentUser } from "./user.presenter.ts";
import { userColumns, type UserRow } from "./user.repository.ts";

type Query = { cursor?: string | undefined; limit: number; q?: string | undefined };
type ListedRow = UserRow & { sortName: string };

/** People by name, whatever its case. */
async function listRows(
  db: Pick<Sql, "query">,
  query: Query & { isActive?: boolean | undefined; queueId?: string | undefined; matchesEmail: boolean },
): Promise<ListedRow[]> {
  const after = decodeCursor(query.cursor, [cursorKey.text, cursorKey.id]);
  return db.query<ListedRow>(
    `SELECT ${userColumns}, lower(u."name") AS "sortName" FROM "User" u
     WHERE ($1::boolean IS NULL OR u."isActive" = $1::boolean)
       AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM "UserQueue" m WHERE m."userId" = u."id" AND m."queueId" = $2::uuid))
       AND ($3::text IS NULL OR strpos(lower(u."name"), lower($3::text)) > 0
            OR ($4::boolean AND strpos(u."email", lower($3::text)) > 0))
       AND ($5::text IS NULL OR (lower(u."name"), u."id") > ($5::text, $6::uuid))
     ORDER BY lower(u."name"), u."id" LIMIT $7::int`,
    [
      query.isActive ?? null,
      query.queueId ?? null,
      query.q ?? null,
      query.matchesEmail,
      after?.[0] ?? null,
      after?.[1] ?? null,
      query.limit + 1,
    ],
  );
}

const placeOf = (row: ListedRow) => [row.sortName, row.id];

export async function listUsers(
  db: Pick<Sql, "query">,
  query: Query & { isActive?: boolean | undefined },
): Promise<Page<User>> {
  return toPage(await listRows(db, { ...query, matchesEmail: true }), query.limit, placeOf, presentUser);
}

/** E-mail addresses are neither shown to colleagues nor found by them. */
export async function listColleagues(
  db: Pick<Sql, "query">,
  query: Query & { queueId?: string | undefined },
): Promise<Page<Colleague>> {
  const rows = await listRows(db, { ...query, isActive: true, matchesEmail: false });
  return toPage(rows, query.limit, placeOf, presentColleague);
}
