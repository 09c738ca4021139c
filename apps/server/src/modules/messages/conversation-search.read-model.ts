import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";
import { type Conversation, isInConversation } from "./message-pages.read-model.ts";

/** So many of the newest tickets are searched, and of each so many of the newest messages: more than anybody reads. */
const mostTickets = 200;
const mostMessages = 20_000;

export type Hit = { readonly id: string; readonly ticketId: string; readonly sentAt: Date };

/** The messages of a conversation, and of the earlier tickets above it that the person may see, that hold a text; newest first. */
export async function findInConversation(
  sql: Sql,
  viewer: TicketViewer,
  conversation: Conversation,
  text: string,
  limit: number,
): Promise<Hit[]> {
  const fragments = searchFragments(text);
  if (fragments.length === 0) return [];
  const parameters = createParameters();
  const { bind } = parameters;
  const isHere = isInConversation(bind(conversation.id, "uuid"), bind(conversation.contactId, "uuid"));
  const said = `m."body" || coalesce(' ' || m."fileName", '')`;
  return sql.query<Hit>(
    `SELECT m."id", block."id" AS "ticketId", m."sentAt" FROM (
       SELECT ticket."id", ticket."createdAt" FROM "Ticket" AS ticket
       WHERE ${isHere} AND ${visibleTickets(viewer, parameters)}
       ORDER BY ticket."createdAt" DESC, ticket."id" DESC LIMIT ${mostTickets}) block
     CROSS JOIN LATERAL (
       SELECT x."id", x."sentAt", x."body", CASE WHEN x."type" = 'DOCUMENT' THEN f."fileName" END AS "fileName"
       FROM "Message" x LEFT JOIN "MediaFile" f ON f."id" = x."mediaId" AND x."type" = 'DOCUMENT'
       WHERE x."ticketId" = block."id"
       ORDER BY x."sentAt" DESC, x."id" DESC LIMIT ${mostMessages}) m
     WHERE ${contains(said, fragments, parameters)}
     ORDER BY block."createdAt" DESC, block."id" DESC, m."sentAt" DESC, m."id" DESC LIMIT ${bind(limit, "int")}`,
    parameters.values,
  );
}
