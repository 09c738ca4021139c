import { type Page, type TicketFilter, type TicketSort, TicketStatus } from "@whatskovi/contract";
import { z } from "zod";
import { cursorKey, type CursorPart, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters, type Parameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import type { TicketViewer } from "./ticket.policy.ts";
import { ticketColumns, ticketJoins, type TicketRow, visibleTickets } from "./ticket.read-model.ts";

export type TicketListQuery = TicketFilter & {
  readonly sort: TicketSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** What a list is sorted by before the id: columns that all run in one direction, so that a page begins by one row comparison. */
type Sort = {
  readonly direction: "ASC" | "DESC";
  readonly keys: readonly { readonly sql: string; readonly cast: string; readonly schema: z.ZodType<CursorPart> }[];
  readonly placeOf: (row: TicketRow) => readonly CursorPart[];
};

const lastMessageAt = { sql: `ticket."lastMessageAt"`, cast: "timestamptz", schema: cursorKey.timestamp };

const sorts: Readonly<Record<TicketSort, Sort>> = {
  lastMessageAt: { direction: "DESC", keys: [lastMessageAt], placeOf: (row) => [row.lastMessageAt.toISOString()] },
  createdAt: {
    direction: "DESC",
    keys: [{ sql: `ticket."createdAt"`, cast: "timestamptz", schema: cursorKey.timestamp }],
    placeOf: (row) => [row.createdAt.toISOString()],
  },
  /** Who has waited longest comes first; who does not wait, last. */
  waitingSince: {
    direction: "ASC",
    keys: [
      {
        sql: `COALESCE(ticket."waitingSince", 'infinity')`,
        cast: "timestamptz",
        schema: z.union([cursorKey.timestamp, z.literal("infinity")]),
      },
    ],
    placeOf: (row) => [row.waitingSince?.toISOString() ?? "infinity"],
  },
  priority: {
    direction: "DESC",
    keys: [{ sql: `ticket."priority"`, cast: `"TicketPriority"`, schema: cursorKey.text }, lastMessageAt],
    placeOf: (row) => [row.priority, row.lastMessageAt.toISOString()],
  },
};

/** One page of the tickets that a person may see and asks for, with one statement. */
export async function listTicketRows(sql: Sql, viewer: TicketViewer, query: TicketListQuery): Promise<Page<TicketRow>> {
  const { text, values } = ticketListStatement(viewer, query);
  const rows = await sql.query<TicketRow>(text, values);
  const { placeOf } = sorts[query.sort];
  return toPage(rows, query.limit, (row) => [query.sort, ...placeOf(row), row.id], (row) => row);
}

/** The statement of a page, apart so that a test can look at its plan. */
export function ticketListStatement(viewer: TicketViewer, query: TicketListQuery): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const sort = sorts[query.sort];
  const keys = sort.keys.map((key, index) => `${key.sql} AS "key${index}"`).join(", ");
  const order = (columns: readonly string[]) => columns.map((column) => `${column} ${sort.direction}`).join(", ");
  const limit = parameters.bind(query.limit + 1, "int");
  const conditions = [visibleTickets(viewer, parameters), ...filters(viewer, query, parameters), ...startAfter(query, parameters)];
  const inner = [...sort.keys.map((key) => key.sql), `ticket."id"`];
  const outer = [...sort.keys.map((_, index) => `page."key${index}"`), `page."id"`];
  const parts = accessPaths(viewer, query, parameters).map(
    (path) => `(SELECT part.* FROM ${path.from} CROSS JOIN LATERAL (
        SELECT ticket."id", ${keys} FROM "Ticket" AS ticket
        WHERE ${[...path.where, ...conditions].join(" AND ")}
        ORDER BY ${order(inner)} LIMIT ${limit}) AS part)`,
  );
  const text = `
    SELECT ${ticketColumns}
    FROM (SELECT * FROM (${parts.join(" UNION ")}) AS page ORDER BY ${order(outer)} LIMIT ${limit}) AS page
    JOIN "Ticket" AS ticket ON ticket."id" = page."id" ${ticketJoins}
    ORDER BY ${order(outer)}`;
  return { text, values: parameters.values };
}

function startAfter({ sort: name, cursor }: TicketListQuery, { bind }: Parameters): string[] {
  const { keys, direction } = sorts[name];
  const place = decodeCursor(cursor, [z.literal(name), ...keys.map((key) => key.schema), cursorKey.id]);
  if (place === null) return [];
  const casts = [...keys.map((key) => key.cast), "uuid"];
  const columns = [...keys.map((key) => key.sql), `ticket."id"`];
  const values = casts.map((cast, index) => bind(place[index + 1], cast));
  return [`(${columns.join(", ")}) ${direction === "DESC" ? "<" : ">"} (${values.join(", ")})`];
}

function filters(viewer: TicketViewer, query: TicketListQuery, parameters: Parameters): string[] {
  const { bind } = parameters;
  const { queueId, userId, tagId, connectionId, contactId, unread, q } = query;
  const conditions: string[] = [];
  if (queueId !== undefined) conditions.push(`ticket."queueId" = ${bind(queueId, "uuid")}`);
  if (userId === "none") conditions.push(`ticket."userId" IS NULL`);
  else if (userId !== undefined) conditions.push(`ticket."userId" = ${bind(userId === "me" ? viewer.id : userId, "uuid")}`);
  if (tagId !== undefined) {
    conditions.push(`ticket."id" IN (SELECT "ticketId" FROM "TicketTag" WHERE "tagId" = ${bind(tagId, "uuid")})`);
  }
  if (connectionId !== undefined) conditions.push(`ticket."whatsappId" = ${bind(connectionId, "uuid")}`);
  if (contactId !== undefined) conditions.push(`ticket."contactId" = ${bind(contactId, "uuid")}`);
  if (unread !== undefined) conditions.push(`ticket."unreadMessages" ${unread ? ">" : "="} 0`);
  if (q !== undefined && q !== "") conditions.push(matches(q, parameters));
  return conditions;
}

const NUMBER = /^#?(\d{1,9})$/;

function matches(q: string, parameters: Parameters): string {
  const number = NUMBER.exec(q)?.[1];
  const isNumber = number === undefined ? [] : [`ticket."number" = ${parameters.bind(Number(number), "int")}`];
  if (q.startsWith("#") && number !== undefined) return isNumber.join("");
  const name = contains(`contact."name" || ' ' || COALESCE(contact."phoneNumber", '')`, searchFragments(q), parameters);
  return `(${[...isNumber, `ticket."contactId" IN (SELECT contact."id" FROM "Contact" AS contact WHERE ${name})`].join(" OR ")})`;
}

/** A way to the rows: what it reads and by which conditions. All ways together lead to everything that may be visible. */
type AccessPath = { readonly from: string; readonly where: readonly string[] };

/**
 * Each way follows one index in the order of the list and stops after a page, so a page costs the same however long the history
 * is: a status, a person's, a queue's. What may be seen is decided by the conditions alone, never by these ways.
 */
function accessPaths(viewer: TicketViewer, query: TicketListQuery, parameters: Parameters): AccessPath[] {
  const statuses = query.status ?? TicketStatus.options;
  const byStatus = byStatuses(statuses, parameters);
  const ofUser = (userId: string): AccessPath => ({
    from: byStatus.from,
    where: [...byStatus.where, `ticket."userId" = ${parameters.bind(userId, "uuid")}`],
  });
  if (query.userId !== undefined && query.userId !== "none") return [ofUser(query.userId === "me" ? viewer.id : query.userId)];
  if (viewer.role === "ADMIN") return query.queueId === undefined ? [byStatus] : [ofQueues([query.queueId], byStatus, parameters)];
  const queueIds = viewer.queueIds.filter((queueId) => query.queueId === undefined || queueId === query.queueId);
  const queueStatuses = viewer.role === "AGENT" ? statuses.filter((status) => status === "PENDING") : statuses;
  if (queueIds.length === 0 || queueStatuses.length === 0) return [ofUser(viewer.id)];
  return [ofUser(viewer.id), ofQueues(queueIds, byStatuses(queueStatuses, parameters), parameters)];
}

const byStatuses = (statuses: readonly TicketStatus[], { bind }: Parameters): AccessPath => ({
  from: `unnest(${bind(statuses, `"TicketStatus"[]`)}) AS wanted("status")`,
  where: [`ticket."status" = wanted."status"`],
});

const ofQueues = (queueIds: readonly string[], { from, where }: AccessPath, { bind }: Parameters): AccessPath => ({
  from: `${from} CROSS JOIN unnest(${bind(queueIds, "uuid[]")}) AS place("queueId")`,
  where: [...where, `ticket."queueId" = place."queueId"`],
});
