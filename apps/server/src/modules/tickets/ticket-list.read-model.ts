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
  const rows = await sql.query<TicketRow>(text, values, preparedName(viewer, query));
  const { placeOf } = sorts[query.sort];
  return toPage(
    rows,
    query.limit,
    (row) => [query.sort, ...placeOf(row), row.id],
    (row) => row,
  );
}

/** The tabs of the inbox are asked for all the time, and planning them takes longer than reading: their few forms are prepared. */
function preparedName(viewer: TicketViewer, query: TicketListQuery): string | undefined {
  const { sort, limit, cursor, status: _, userId, ...others } = query;
  const isTab = sort === "lastMessageAt" && limit === 50 && (userId === undefined || userId === "me");
  if (!isTab || Object.values(others).some((value) => value !== undefined)) return undefined;
  return ["tickets", viewer.role, ...statusesOf(query), userId ?? "", cursor === undefined ? "" : "after"].join(" ");
}

const statusesOf = ({ status }: TicketListQuery): TicketStatus[] =>
  TicketStatus.options.filter((each) => status === undefined || status.includes(each));

/** The statement of a page, apart so that a test can look at its plan. */
export function ticketListStatement(viewer: TicketViewer, query: TicketListQuery): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { direction, keys } = sorts[query.sort];
  const order = (columns: readonly string[]) => columns.map((column) => `${column} ${direction}`).join(", ");
  // Not bound, so that a prepared plan knows how little is wanted.
  const limit = Math.trunc(query.limit) + 1;
  const conditions = [
    // Wrapped it only filters: the planner would else take its parts for a reason to leave the path.
    `COALESCE(${visibleTickets(viewer, parameters)}, FALSE)`,
    ...filters(viewer, query, parameters),
    ...startAfter(query, parameters),
  ];
  const part = (where: readonly string[]) => `
    SELECT ticket."id", ${keys.map((key, index) => `${key.sql} AS "key${index}"`).join(", ")}
    FROM "Ticket" AS ticket WHERE ${[...where, ...conditions].join(" AND ")}
    ORDER BY ${order([...keys.map((key) => key.sql), `ticket."id"`])} LIMIT ${limit}`;
  const parts = accessPaths(viewer, query, parameters).flatMap(({ from, where }) =>
    matches(query.q, parameters).flatMap((match) =>
      statusConditions(query).map((status) => inPath(from, part([...where, ...match, status]))),
    ),
  );
  const page = order([...keys.map((_, index) => `page."key${index}"`), `page."id"`]);
  const text = `
    SELECT ${ticketColumns}
    FROM (SELECT * FROM (${parts.join(" UNION ")}) AS page ORDER BY ${page} LIMIT ${limit}) AS page
    JOIN "Ticket" AS ticket ON ticket."id" = page."id" ${ticketJoins}
    ORDER BY ${page}`;
  return { text, values: parameters.values };
}

const inPath = (from: string | null, part: string) =>
  from === null ? `(${part})` : `(SELECT part.* FROM ${from} CROSS JOIN LATERAL (${part}) AS part)`;

function startAfter({ sort: name, cursor }: TicketListQuery, { bind }: Parameters): string[] {
  const { keys, direction } = sorts[name];
  const place = decodeCursor(cursor, [z.literal(name), ...keys.map((key) => key.schema), cursorKey.id]);
  if (place === null) return [];
  const casts = [...keys.map((key) => key.cast), "uuid"];
  const columns = [...keys.map((key) => key.sql), `ticket."id"`];
  const values = casts.map((cast, index) => bind(place[index + 1], cast));
  return [`(${columns.join(", ")}) ${direction === "DESC" ? "<" : ">"} (${values.join(", ")})`];
}

function filters(viewer: TicketViewer, query: TicketListQuery, { bind }: Parameters): string[] {
  const { queueId, userId, tagId, connectionId, contactId, unread } = query;
  const conditions: string[] = [];
  if (queueId !== undefined) conditions.push(`ticket."queueId" = ${bind(queueId, "uuid")}`);
  if (userId === "none") conditions.push(`ticket."userId" IS NULL`);
  else if (userId !== undefined)
    conditions.push(`ticket."userId" = ${bind(userId === "me" ? viewer.id : userId, "uuid")}`);
  if (tagId !== undefined) {
    conditions.push(`ticket."id" IN (SELECT "ticketId" FROM "TicketTag" WHERE "tagId" = ${bind(tagId, "uuid")})`);
  }
  if (connectionId !== undefined) conditions.push(`ticket."whatsappId" = ${bind(connectionId, "uuid")}`);
  if (contactId !== undefined) conditions.push(`ticket."contactId" = ${bind(contactId, "uuid")}`);
  if (unread !== undefined) conditions.push(`ticket."unreadMessages" ${unread ? ">" : "="} 0`);
  return conditions;
}

/** The indexes hold the newest message first in each status: in that order the statuses are read apart, else together. */
function statusConditions(query: TicketListQuery): string[] {
  const statuses = statusesOf(query);
  const parts = query.sort === "lastMessageAt" ? statuses.map((status) => [status]) : [statuses];
  return parts.map((part) => `ticket."status" IN (${part.map((status) => `'${status}'`).join(", ")})`);
}

const NUMBER = /^#?(\d{1,9})$/;

/** The conditions of a search, any one of which is enough. Apart, because one index serves each. */
function matches(q: string | undefined, parameters: Parameters): string[][] {
  if (q === undefined || q === "") return [[]];
  const number = NUMBER.exec(q)?.[1];
  const byNumber = number === undefined ? [] : [[`ticket."number" = ${parameters.bind(Number(number), "int")}`]];
  if (q.startsWith("#") && number !== undefined) return byNumber;
  const name = contains(`contact."name" || ' ' || COALESCE(contact."phoneNumber", '')`, searchFragments(q), parameters);
  return [...byNumber, [`ticket."contactId" IN (SELECT contact."id" FROM "Contact" AS contact WHERE ${name})`]];
}

/** A way to the rows: all ways together lead to everything that may be visible. */
type AccessPath = { readonly from: string | null; readonly where: readonly string[] };

/**
 * Each way follows one index in the order of the list and stops after a page, so a page costs the same however long the history
 * is: everything, a person's, a queue's. What may be seen is decided by the conditions alone, never by these ways.
 */
function accessPaths(viewer: TicketViewer, query: TicketListQuery, { bind }: Parameters): AccessPath[] {
  const ofUser = (userId: string) => ({ from: null, where: [`ticket."userId" = ${bind(userId, "uuid")}`] });
  const ofQueues = (queueIds: readonly string[], where: readonly string[] = []) => {
    const ids = bind(queueIds, "uuid[]");
    if (query.sort !== "lastMessageAt") return { from: null, where: [`ticket."queueId" = ANY(${ids})`, ...where] };
    return { from: `unnest(${ids}) AS place("queueId")`, where: [`ticket."queueId" = place."queueId"`, ...where] };
  };
  if (query.userId !== undefined && query.userId !== "none")
    return [ofUser(query.userId === "me" ? viewer.id : query.userId)];
  if (viewer.role === "ADMIN") return [{ from: null, where: [] }];
  const queueIds = viewer.queueIds.filter((queueId) => query.queueId === undefined || queueId === query.queueId);
  if (viewer.role === "SUPERVISOR") return [ofUser(viewer.id), ofQueues(queueIds)];
  return [ofUser(viewer.id), ofQueues(queueIds, [`ticket."status" = 'PENDING'`])];
}
