import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters, type Parameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import type { Page, QuickReply } from "@whatskovi/contract";
import { type MediaInfo, mediaInfoOf } from "../media/index.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { presentQuickReply } from "./quick-reply.presenter.ts";

export type QuickReplyRow = {
  readonly id: string;
  readonly shortcut: string;
  readonly body: string;
  readonly ownerId: string | null;
  readonly queueId: string | null;
  readonly queueName: string | null;
  readonly queueColor: string | null;
  readonly mediaId: string | null;
  readonly media: MediaInfo | null;
  readonly updatedAt: Date;
};

const select = `SELECT reply."id", reply."shortcut", reply."body", reply."ownerId", reply."queueId", queue."name" AS "queueName",
    queue."color" AS "queueColor", reply."mediaId", reply."updatedAt", lower(reply."shortcut") AS "sortKey",
    CASE WHEN f."id" IS NOT NULL THEN ${mediaInfoOf("f")} END AS "media"
  FROM "QuickReply" reply
  LEFT JOIN "Queue" queue ON queue."id" = reply."queueId"
  LEFT JOIN "MediaFile" f ON f."id" = reply."mediaId"`;

/** `isSharedWith` as a condition on the table `reply`. A test proves that both say the same. */
function usableReplies({ id, role, queueIds }: TicketViewer, { bind }: Parameters): string {
  const own = `reply."ownerId" = ${bind(id, "uuid")}`;
  const shared =
    role === "ADMIN" ? "TRUE" : `(reply."queueId" IS NULL OR reply."queueId" = ANY(${bind([...queueIds], "uuid[]")}))`;
  return `(${own} OR (reply."ownerId" IS NULL AND ${shared}))`;
}

/** One page of what a person may use, by shortcut. */
export async function listQuickReplies(
  sql: Pick<Sql, "query">,
  viewer: TicketViewer,
  query: { readonly cursor?: string | undefined; readonly limit: number; readonly q?: string | undefined },
): Promise<Page<QuickReply>> {
  const parameters = createParameters();
  const { bind, values } = parameters;
  const conditions = [usableReplies(viewer, parameters)];
  const q = query.q?.trim() ?? "";
  if (q !== "") conditions.push(contains(`reply."shortcut" || ' ' || reply."body"`, searchFragments(q), parameters));
  const after = decodeCursor(query.cursor, [cursorKey.text, cursorKey.id]);
  if (after !== null)
    conditions.push(`(lower(reply."shortcut"), reply."id") > (${bind(after[0], "text")}, ${bind(after[1], "uuid")})`);
  const rows = await sql.query<QuickReplyRow & { sortKey: string }>(
    `${select} WHERE ${conditions.join(" AND ")} ORDER BY lower(reply."shortcut"), reply."id" LIMIT ${bind(query.limit + 1, "int")}`,
    values,
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.sortKey, row.id],
    (row) => presentQuickReply(viewer, row),
  );
}

/** Null when there is none. Asks no policy. */
export async function findQuickReply(sql: Pick<Sql, "query">, id: string): Promise<QuickReplyRow | null> {
  const [row] = await sql.query<QuickReplyRow>(`${select} WHERE reply."id" = $1::uuid`, [id]);
  return row ?? null;
}
