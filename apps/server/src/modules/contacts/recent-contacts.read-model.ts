import { type Page, TicketStatus } from "@whatskovi/contract";
import { cursorKey, type CursorPart, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters, type Parameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";
import { contactConditions } from "./contact-filter.ts";
import type { ContactPageQuery, ListedContactRow } from "./contact-list.read-model.ts";
import { contactColumns } from "./contact.read-model.ts";

type Place = readonly [at: string | null, id: string];

/**
 * One page of the contacts that a person may see, the last contact first. A contact stands where the latest of its tickets does
 * among those that the person may see; who has none comes last, the newest first. Exact at every moment, for nothing is kept
 * beside the tickets.
 */
export async function listRecentContactRows(
  sql: Sql,
  viewer: TicketViewer,
  query: ContactPageQuery,
): Promise<Page<ListedContactRow>> {
  const after = decodeCursor(query.cursor, [cursorKey.optionalTimestamp, cursorKey.id]);
  const rows: (ListedContactRow & { placeId: string })[] = [];
  if (after === null || after[0] !== null) {
    const { text, values } = recentContactsStatement(viewer, query, after);
    rows.push(...(await sql.query<ListedContactRow & { placeId: string }>(text, values)));
  }
  if (rows.length <= query.limit) {
    const rest = query.limit + 1 - rows.length;
    const { text, values } = withoutTicketStatement(
      viewer,
      query,
      after !== null && after[0] === null ? after[1] : null,
      rest,
    );
    rows.push(...(await sql.query<ListedContactRow & { placeId: string }>(text, values)));
  }
  return toPage(
    rows,
    query.limit,
    (row): readonly CursorPart[] => [row.lastContactAt?.toISOString() ?? null, row.placeId],
    (row) => row,
  );
}

/**
 * Those with a ticket, apart so that a test can look at its plan. It walks the tickets as the inbox does, status by status along
 * their indexes, and takes each contact at its latest one.
 */
export function recentContactsStatement(
  viewer: TicketViewer,
  query: ContactPageQuery,
  after: Place | null,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const limit = Math.trunc(query.limit) + 1;
  const conditions = [
    // Wrapped it only filters: the planner would else take its parts for a reason to leave the path.
    `COALESCE(${visibleTickets(viewer, parameters)}, FALSE)`,
    ...contactConditions(viewer, query, parameters),
    `NOT EXISTS (
       SELECT 1 FROM (SELECT ticket.* FROM "Ticket" AS ticket WHERE ${visibleTickets(viewer, parameters)}) AS later
       WHERE later."contactId" = ticket."contactId" AND (later."lastMessageAt", later."id") > (ticket."lastMessageAt", ticket."id"))`,
  ];
  if (after !== null)
    conditions.push(
      `(ticket."lastMessageAt", ticket."id") < (${parameters.bind(after[0], "timestamptz")}, ${parameters.bind(after[1], "uuid")})`,
    );
  const part = (where: readonly string[]) => `
    SELECT ticket."id" AS "placeId", ticket."lastMessageAt", ticket."contactId"
    FROM "Ticket" AS ticket JOIN "Contact" AS contact ON contact."id" = ticket."contactId"
    WHERE ${[...where, ...conditions].join(" AND ")}
    ORDER BY ticket."lastMessageAt" DESC, ticket."id" DESC LIMIT ${limit}`;
  const parts = pathsOf(viewer, parameters).flatMap(({ from, where }) =>
    TicketStatus.options.map((status) => {
      const one = part([...where, `ticket."status" = '${status}'`]);
      return from === null ? `(${one})` : `(SELECT part.* FROM ${from} CROSS JOIN LATERAL (${one}) AS part)`;
    }),
  );
  const order = `page."lastMessageAt" DESC, page."placeId" DESC`;
  const text = `
    SELECT ${contactColumns}, page."placeId", page."lastMessageAt" AS "lastContactAt"
    FROM (SELECT * FROM (${parts.join(" UNION ")}) AS page ORDER BY ${order} LIMIT ${limit}) AS page
    JOIN "Contact" AS contact ON contact."id" = page."contactId"
    ORDER BY ${order}`;
  return { text, values: parameters.values };
}

/** The indexes by which tickets are walked. What may be seen is decided by the conditions alone, never by these ways. */
function pathsOf(viewer: TicketViewer, { bind }: Parameters): { from: string | null; where: readonly string[] }[] {
  if (viewer.role === "ADMIN") return [{ from: null, where: [] }];
  return [
    { from: null, where: [`ticket."userId" = ${bind(viewer.id, "uuid")}`] },
    {
      from: `unnest(${bind([...viewer.queueIds], "uuid[]")}) AS place("queueId")`,
      where: [`ticket."queueId" = place."queueId"`],
    },
  ];
}

function withoutTicketStatement(
  viewer: TicketViewer,
  query: ContactPageQuery,
  afterId: string | null,
  limit: number,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = [
    ...contactConditions(viewer, query, parameters),
    `NOT EXISTS (SELECT 1 FROM "Ticket" AS ticket WHERE ticket."contactId" = contact."id")`,
  ];
  if (afterId !== null) {
    // Ids are made in the order of time, so one that was taken away meanwhile still tells the place.
    conditions.push(`contact."id" < ${bind(afterId, "uuid")}`);
  }
  const text = `
    SELECT ${contactColumns}, contact."id" AS "placeId", NULL::timestamptz AS "lastContactAt"
    FROM "Contact" AS contact WHERE ${conditions.join(" AND ")}
    ORDER BY contact."id" DESC LIMIT ${bind(limit, "int")}`;
  return { text, values: parameters.values };
}
