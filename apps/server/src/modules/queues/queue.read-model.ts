import type { Page, Queue, QueueMember, Role } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { presentQueue } from "./queue.presenter.ts";
import { queueColumns, type QueueRow } from "./queue.repository.ts";

type PageQuery = { cursor?: string | undefined; limit: number };

/** Queues by priority, the highest first, then by name. */
export async function listQueues(db: Pick<Sql, "query">, query: PageQuery): Promise<Page<Queue>> {
  const after = decodeCursor(query.cursor, [cursorKey.number, cursorKey.text, cursorKey.id]);
  const rows = await db.query<QueueRow & { sortName: string }>(
    `SELECT ${queueColumns}, lower(q."name") AS "sortName" FROM "Queue" q
     WHERE $1::int IS NULL OR (-q."priority", lower(q."name"), q."id") > (-$1::int, $2::text, $3::uuid)
     ORDER BY -q."priority", lower(q."name"), q."id" LIMIT $4::int`,
    [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, query.limit + 1],
  );
  return toPage(rows, query.limit, (row) => [row.priority, row.sortName, row.id], presentQueue);
}

type MemberRow = { id: string; name: string; email: string; role: Role; sortName: string };

/** Active members by name. */
export async function listQueueMembers(
  db: Pick<Sql, "query">,
  queueId: string,
  query: PageQuery,
): Promise<Page<QueueMember>> {
  const after = decodeCursor(query.cursor, [cursorKey.text, cursorKey.id]);
  const rows = await db.query<MemberRow>(
    `SELECT u."id", u."name", u."email", u."role"::text AS "role", lower(u."name") AS "sortName"
     FROM "UserQueue" m JOIN "User" u ON u."id" = m."userId"
     WHERE m."queueId" = $1::uuid AND u."isActive" AND ($2::text IS NULL OR (lower(u."name"), u."id") > ($2::text, $3::uuid))
     ORDER BY lower(u."name"), u."id" LIMIT $4::int`,
    [queueId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.sortName, row.id],
    ({ sortName: _, ...member }) => member,
  );
}
