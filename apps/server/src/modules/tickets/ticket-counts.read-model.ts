import type { EndpointResponse, endpoints } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import type { TicketViewer } from "./ticket.policy.ts";
import { visibleTickets } from "./ticket.read-model.ts";

export type TicketCounts = EndpointResponse<(typeof endpoints)["countTickets"]>;

/** No count goes further: nobody reads more, and it keeps each within an index. */
const MOST = 1000;

/** What the inbox's tabs hold, with one statement that reads active tickets only. */
export async function countTicketRows(sql: Sql, viewer: TicketViewer): Promise<TicketCounts> {
  const { text, values } = ticketCountsStatement(viewer);
  const [counts] = await sql.query<TicketCounts>(text, values, `ticket counts ${viewer.role}`);
  return counts ?? { mine: 0, pending: 0, all: 0, unread: 0 };
}

/** The statement of the counts, apart so that a test can look at its plan. */
export function ticketCountsStatement(viewer: TicketViewer): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const mine = `ticket."userId" = ${parameters.bind(viewer.id, "uuid")} AND ticket."status" = 'OPEN'`;
  const visible = visibleTickets(viewer, parameters);
  const upTo = (condition: string) =>
    `(SELECT count(*) FROM (SELECT 1 FROM "Ticket" AS ticket WHERE ${condition} LIMIT ${MOST}) AS counted)`;
  const text = `
    SELECT ${upTo(mine)} AS "mine",
           ${upTo(`ticket."status" = 'PENDING' AND ${visible}`)} AS "pending",
           ${upTo(`ticket."status" IN ('PENDING', 'OPEN') AND ${visible}`)} AS "all",
           ${upTo(`${mine} AND ticket."unreadMessages" > 0`)} AS "unread"`;
  return { text, values: parameters.values };
}
