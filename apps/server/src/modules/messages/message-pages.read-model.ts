import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";
import { loadMessages, type MessageRow, selectMessages } from "./message.read-model.ts";

/** A place in a conversation. Without an id it stands before everything, or after everything, of its ticket. */
export type MessagePlace = { readonly ticketId: string; readonly sentAt: string; readonly id: string };

/** `older` is newest first, `newer` is oldest first. */
export type Direction = "older" | "newer";

const order = { older: "DESC", newer: "ASC" } as const;

/** The messages of a ticket from a place on, or all of them from the end that the direction leaves, nearest first. */
export function listMessages(
  sql: Sql,
  ticketId: string,
  direction: Direction,
  from: (Pick<MessagePlace, "sentAt" | "id"> & { readonly isIncluded?: boolean }) | null,
  limit: number,
): Promise<MessageRow[]> {
  const comparison = `${direction === "older" ? "<" : ">"}${from?.isIncluded === true ? "=" : ""}`;
  const place = from === null ? "" : `AND (m."sentAt", m."id") ${comparison} ($3::timestamptz, $4::uuid)`;
  return sql.query<MessageRow>(
    `${selectMessages} WHERE m."ticketId" = $1::uuid ${place}
     ORDER BY m."sentAt" ${order[direction]}, m."id" ${order[direction]} LIMIT $2::int`,
    from === null ? [ticketId, limit] : [ticketId, limit, from.sentAt, from.id],
    `list-messages ${direction} ${from === null ? "" : comparison}`,
  );
}

/** The ticket whose conversation goes on into the earlier ones of its contact. */
export type Conversation = { readonly id: string; readonly contactId: string };

/**
 * The messages of the contact's tickets before that border, or after it up to the conversation's own, nearest first. Only of
 * tickets that the person may see. At most `limit` tickets and as many messages of each are looked at.
 */
export async function listBeyond(
  sql: Sql,
  viewer: TicketViewer,
  conversation: Conversation,
  direction: Direction,
  borderId: string,
  limit: number,
): Promise<MessageRow[]> {
  const parameters = createParameters();
  const { bind } = parameters;
  const way = order[direction];
  const count = bind(limit, "int");
  const placeOf = (id: string) => `(SELECT b."createdAt", b."id" FROM "Ticket" b WHERE b."id" = ${bind(id, "uuid")})`;
  const bounds = [`(ticket."createdAt", ticket."id") ${direction === "older" ? "<" : ">"} ${placeOf(borderId)}`];
  if (direction === "newer") bounds.push(`(ticket."createdAt", ticket."id") <= ${placeOf(conversation.id)}`);
  const found = await sql.query<{ id: string }>(
    `SELECT m."id" FROM (
       SELECT ticket."id", ticket."createdAt" FROM "Ticket" AS ticket
       WHERE ticket."contactId" = ${bind(conversation.contactId, "uuid")} AND ${bounds.join(" AND ")}
         AND ${visibleTickets(viewer, parameters)}
         AND EXISTS (SELECT 1 FROM "Message" any_message WHERE any_message."ticketId" = ticket."id")
       ORDER BY ticket."createdAt" ${way}, ticket."id" ${way} LIMIT ${count}) block
     CROSS JOIN LATERAL (
       SELECT m."id", m."sentAt" FROM "Message" m WHERE m."ticketId" = block."id"
       ORDER BY m."sentAt" ${way}, m."id" ${way} LIMIT ${count}) m
     ORDER BY block."createdAt" ${way}, block."id" ${way}, m."sentAt" ${way}, m."id" ${way} LIMIT ${count}`,
    parameters.values,
  );
  const ids = found.map(({ id }) => id);
  const rows = new Map((await loadMessages(sql, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Where a message stands, if it is in the conversation, or, with `isEarlierToo`, in one of those tickets that `listBeyond` goes into. */
export async function findPlace(
  sql: Sql,
  viewer: TicketViewer,
  conversation: Conversation,
  messageId: string,
  isEarlierToo: boolean,
): Promise<MessagePlace | null> {
  const parameters = createParameters();
  const { bind } = parameters;
  const home = bind(conversation.id, "uuid");
  const [row] = await sql.query<{ ticketId: string; sentAt: Date; id: string }>(
    `SELECT m."ticketId", m."sentAt", m."id" FROM "Message" m JOIN "Ticket" AS ticket ON ticket."id" = m."ticketId"
     WHERE m."id" = ${bind(messageId, "uuid")}
       AND (ticket."id" = ${home} ${isEarlierToo ? `OR (${isInConversation(home, bind(conversation.contactId, "uuid"))} AND ${visibleTickets(viewer, parameters)})` : ""})`,
    parameters.values,
  );
  return row === undefined ? null : { ...row, sentAt: row.sentAt.toISOString() };
}

/** Whether `listBeyond` goes into a ticket. */
export async function isBeyond(
  sql: Sql,
  viewer: TicketViewer,
  conversation: Conversation,
  ticketId: string,
): Promise<boolean> {
  const parameters = createParameters();
  const { bind } = parameters;
  const rows = await sql.query(
    `SELECT 1 FROM "Ticket" AS ticket WHERE ticket."id" = ${bind(ticketId, "uuid")}
       AND ${isInConversation(bind(conversation.id, "uuid"), bind(conversation.contactId, "uuid"))} AND ${visibleTickets(viewer, parameters)}`,
    parameters.values,
  );
  return rows.length > 0;
}

/** The condition that `ticket` is the conversation's own or one that stands above it, for whoever may see it. */
export const isInConversation = (home: string, contactId: string): string =>
  `(ticket."contactId" = ${contactId} AND (ticket."createdAt", ticket."id")
     <= (SELECT b."createdAt", b."id" FROM "Ticket" b WHERE b."id" = ${home}))`;

/** How many messages the ticket counts as unread. */
export async function countUnread(sql: Sql, ticketId: string): Promise<number> {
  const [ticket] = await sql.query<{ unreadMessages: number }>(
    `SELECT "unreadMessages" FROM "Ticket" WHERE "id" = $1::uuid`,
    [ticketId],
  );
  return ticket?.unreadMessages ?? 0;
}

/** The `nth` message of the customer, counted from the newest on, or the oldest of fewer. Null when there is none. */
export async function findInbound(sql: Sql, ticketId: string, nth: number): Promise<MessagePlace | null> {
  const [row] = await sql.query<{ id: string; sentAt: Date }>(
    `SELECT * FROM (
       SELECT m."id", m."sentAt" FROM "Message" m WHERE m."ticketId" = $1::uuid AND m."direction" = 'INBOUND'
       ORDER BY m."sentAt" DESC, m."id" DESC LIMIT $2::int) newest
     ORDER BY "sentAt", "id" LIMIT 1`,
    [ticketId, nth],
  );
  return row === undefined ? null : { ticketId, id: row.id, sentAt: row.sentAt.toISOString() };
}
