import type { TicketFilter, TicketSort } from "@whatskovi/contract";
import { z } from "zod";
import { cursorKey, decodeCursor } from "../../platform/db/cursor.ts";
import type { Parameters } from "../../platform/db/parameters.ts";
import { filterConditions, searchConditions, statusesOf } from "./ticket-filters.ts";
import { sorts } from "./ticket-sorts.ts";
import type { TicketViewer } from "./ticket.policy.ts";
import { visibleTickets } from "./ticket.read-model.ts";

export type TicketListQuery = TicketFilter & {
  readonly sort: TicketSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** The first `limit` tickets that a person may see and asks for, in their order: a query of `id` and the order's `key0`, `key1` … */
export function foundTickets(viewer: TicketViewer, query: TicketListQuery, parameters: Parameters): string {
  const { direction, keys } = sorts[query.sort];
  const order = (columns: readonly string[]) => columns.map((column) => `${column} ${direction}`).join(", ");
  // Not bound, so that a prepared plan knows how little is wanted.
  const limit = Math.trunc(query.limit);
  const conditions = [
    // Wrapped it only filters: the planner would else take its parts for a reason to leave the path.
    `COALESCE(${visibleTickets(viewer, parameters)}, FALSE)`,
    ...filterConditions(viewer, query, parameters),
    ...startAfter(query, parameters),
  ];
  const part = (where: readonly string[]) => `
    SELECT ticket."id", ${keys.map((key, index) => `${key.sql} AS "key${index}"`).join(", ")}
    FROM "Ticket" AS ticket WHERE ${[...where, ...conditions].join(" AND ")}
    ORDER BY ${order([...keys.map((key) => key.sql), `ticket."id"`])} LIMIT ${limit}`;
  // The indexes run in the order of the list in each status: so the statuses are read apart.
  const parts = accessPaths(viewer, query, parameters).flatMap(({ from, where }) =>
    searchConditions(query.q, parameters).flatMap((search) =>
      statusesOf(query).map((status) => inPath(from, part([...where, ...search, `ticket."status" = '${status}'`]))),
    ),
  );
  const found = order([...keys.map((_, index) => `found."key${index}"`), `found."id"`]);
  return `SELECT * FROM (${parts.join(" UNION ")}) AS found ORDER BY ${found} LIMIT ${limit}`;
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
    // Who is looked for leads to few tickets: once is better than once for each queue.
    const isSearch = query.q !== undefined && query.q !== "";
    if (query.sort !== "lastMessageAt" || isSearch)
      return { from: null, where: [`ticket."queueId" = ANY(${ids})`, ...where] };
    return { from: `unnest(${ids}) AS place("queueId")`, where: [`ticket."queueId" = place."queueId"`, ...where] };
  };
  if (query.userId !== undefined && query.userId !== "none")
    return [ofUser(query.userId === "me" ? viewer.id : query.userId)];
  const { queueId: chosen } = query;
  if (viewer.role === "ADMIN")
    return chosen === undefined || chosen.includes("none") ? [{ from: null, where: [] }] : [ofQueues(chosen)];
  const queueIds = viewer.queueIds.filter((queueId) => chosen === undefined || chosen.includes(queueId));
  if (viewer.role === "SUPERVISOR") return [ofUser(viewer.id), ofQueues(queueIds)];
  return [ofUser(viewer.id), ofQueues(queueIds, [`ticket."status" = 'PENDING'`])];
}
