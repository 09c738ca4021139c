import type { MessageType, NotificationKind } from "@whatskovi/contract";
import { cursorKey, decodeCursor } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";

/** A notification with where it leads, as the database gives it. */
export type NotificationRow = {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly ticketId: string;
  readonly ticketNumber: number;
  readonly contactName: string;
  readonly messageId: string | null;
  readonly messageType: MessageType | null;
  readonly text: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

const columns = `
  notification."id", notification."kind", ticket."id" AS "ticketId", ticket."number" AS "ticketNumber",
  contact."name" AS "contactName", notification."messageId", message."type" AS "messageType",
  CASE WHEN message."id" IS NULL THEN notification."note"
       WHEN message."deletedAt" IS NULL THEN left(message."body", 200) ELSE '' END AS "text",
  notification."actorId", actor."name" AS "actorName", notification."createdAt", notification."readAt"`;

/** A message may have moved to another ticket of its contact since. */
const place = `
  LEFT JOIN "Message" AS message ON message."id" = notification."messageId"
  JOIN "Ticket" AS ticket ON ticket."id" = COALESCE(message."ticketId", notification."ticketId")`;

const joins = `${place}
  JOIN "Contact" AS contact ON contact."id" = ticket."contactId"
  LEFT JOIN "User" AS actor ON actor."id" = notification."actorId"`;

/** How many unread ones are counted; more are "many". */
const countedAtMost = 100;

type ListQuery = { cursor?: string | undefined; limit: number; unread?: boolean | undefined };

/** The statement of a page, apart so that a test can look at its plan. */
export function notificationListStatement(viewer: TicketViewer, query: ListQuery): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const after = decodeCursor(query.cursor, [cursorKey.id]);
  const own = [
    `"userId" = ${parameters.bind(viewer.id, "uuid")}`,
    ...(query.unread === undefined ? [] : [`"readAt" IS ${query.unread ? "" : "NOT "}NULL`]),
    ...(after === null ? [] : [`"id" < ${parameters.bind(after[0], "uuid")}`]),
  ];
  // The offset keeps the person's own rows the beginning of the plan: what is joined to them only filters.
  const text = `
    SELECT ${columns}
    FROM (SELECT * FROM "Notification" WHERE ${own.join(" AND ")} OFFSET 0) AS notification
    ${joins}
    WHERE ${visibleTickets(viewer, parameters)}
    ORDER BY notification."id" DESC LIMIT ${parameters.bind(query.limit + 1, "int")}`;
  return { text, values: parameters.values };
}

/** What was meant for somebody in tickets that they may see now, newest first, with one row too many. */
export function listNotificationRows(
  db: Pick<Sql, "query">,
  viewer: TicketViewer,
  query: ListQuery,
): Promise<NotificationRow[]> {
  const { text, values } = notificationListStatement(viewer, query);
  return db.query<NotificationRow>(text, values);
}

/** How many somebody has not read, of tickets that they may see now. */
export async function countUnread(db: Pick<Sql, "query">, viewer: TicketViewer): Promise<number> {
  const parameters = createParameters();
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM (
       SELECT 1 FROM "Notification" AS notification ${place}
       WHERE notification."userId" = ${parameters.bind(viewer.id, "uuid")} AND notification."readAt" IS NULL
         AND ${visibleTickets(viewer, parameters)} LIMIT ${countedAtMost}) AS unread`,
    parameters.values,
  );
  return row?.count ?? 0;
}

/** Those of these ids that were meant for this person and that they may see now. */
export function loadNotificationsFor(
  db: Pick<Sql, "query">,
  viewer: TicketViewer,
  ids: readonly string[],
): Promise<NotificationRow[]> {
  const parameters = createParameters();
  return db.query<NotificationRow>(
    `SELECT ${columns} FROM "Notification" AS notification ${joins}
     WHERE notification."id" = ANY(${parameters.bind([...ids], "uuid[]")})
       AND notification."userId" = ${parameters.bind(viewer.id, "uuid")} AND ${visibleTickets(viewer, parameters)}`,
    parameters.values,
  );
}
