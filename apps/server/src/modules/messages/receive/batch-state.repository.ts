import type { Sql } from "../../../platform/db/db.ts";
import type { BatchKeys } from "./batch-keys.ts";
import type { ActiveTicket, BatchState, StoredMessage } from "./batch-state.ts";

const messageColumns = `
  m."id", m."ticketId", m."contactId", m."providerId", m."direction", m."status", m."failureCode", NULL::text AS "providerError",
  m."body", m."originalBody", m."editedAt", m."deletedAt", m."isPlaceholder"
  FROM "Message" m
  WHERE m."whatsappId" = $1::uuid`;

/**
 * One statement reads all and locks what may change. A ticket that is being closed at this moment is waited for, and is not
 * among the active ones when the closing was first.
 */
const loadState = `
  WITH known AS (
    SELECT i."kind", i."value", i."address", i."contactId", c."name", c."phoneNumber", c."isNamed", c."isBlocked"
    FROM unnest($2::"IdentityKind"[], $3::text[]) AS wanted("kind", "value")
    JOIN "ContactIdentity" i ON i."kind" = wanted."kind" AND i."value" = wanted."value"
    JOIN "Contact" c ON c."id" = i."contactId"
  ), active AS (
    SELECT t."id", t."contactId", t."lastMessageAt", t."waitingSince", t."lastInboundAt"
    FROM "Ticket" t
    WHERE t."whatsappId" = $1::uuid AND t."status" <> 'CLOSED' AND t."contactId" IN (SELECT "contactId" FROM known)
    FOR NO KEY UPDATE
  ), stored AS (
    SELECT ${messageColumns} AND m."providerId" = ANY($4::text[]) FOR NO KEY UPDATE
  ), named AS (
    SELECT ${messageColumns} AND m."id" = ANY($5::uuid[]) FOR NO KEY UPDATE
  ), parked AS (
    SELECT p."id", p."providerId", p."event" FROM "ParkedUpdate" p
    WHERE p."whatsappId" = $1::uuid AND p."providerId" = ANY($4::text[])
    ORDER BY p."createdAt", p."id"
  ), route AS (
    SELECT q."id" AS "queueId", coalesce(q."greetingMessage", '') AS "greetingMessage", w."groupsEnabled",
      (SELECT coalesce(json_agg(away), '[]') FROM (
        SELECT w."lastOnlineAt" AS "from", NULL::timestamptz AS "to" WHERE w."lastOnlineAt" IS NOT NULL
        UNION ALL
        (SELECT gap."startedAt", gap."endedAt" FROM "ConnectionGap" gap WHERE gap."whatsappId" = w."id"
         ORDER BY gap."startedAt" DESC LIMIT 5)
      ) away) AS "absences"
    FROM "WhatsAppConnection" w
    LEFT JOIN "Queue" q ON q."id" = coalesce(w."queueId",
      (SELECT first."id" FROM "Queue" first ORDER BY first."priority" DESC, first."createdAt", first."id" LIMIT 1))
    WHERE w."id" = $1::uuid AND w."deletedAt" IS NULL
  )
  SELECT coalesce((SELECT json_agg(known) FROM known), '[]') AS "identities",
         coalesce((SELECT json_agg(active) FROM active), '[]') AS "tickets",
         coalesce((SELECT json_agg(found) FROM (SELECT * FROM stored UNION SELECT * FROM named) found), '[]') AS "messages",
         coalesce((SELECT json_agg(parked) FROM parked), '[]') AS "parked",
         (SELECT row_to_json(route) FROM route) AS "route"`;

/** Reads what a batch has to know. */
export async function loadBatchState(tx: Sql, connectionId: string, keys: BatchKeys): Promise<BatchState> {
  const kinds = keys.identities.map(({ kind }) => kind);
  const values = keys.identities.map(({ value }) => value);
  const [state] = await tx.query<BatchState>(
    loadState,
    [connectionId, kinds, values, keys.providerIds, keys.messageIds],
    "receive-load",
  );
  if (state === undefined) throw new Error("a SELECT without FROM answered nothing");
  return {
    ...state,
    tickets: state.tickets.map(withTicketDates),
    messages: state.messages.map(withMessageDates),
    route: state.route && {
      ...state.route,
      absences: state.route.absences.map(({ from, to }) => ({ from: new Date(from), to: date(to) })),
    },
  };
}

const date = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

const withTicketDates = (ticket: ActiveTicket): ActiveTicket => ({
  ...ticket,
  lastMessageAt: new Date(ticket.lastMessageAt),
  waitingSince: date(ticket.waitingSince),
  lastInboundAt: date(ticket.lastInboundAt),
});

const withMessageDates = (message: StoredMessage): StoredMessage => ({
  ...message,
  editedAt: date(message.editedAt),
  deletedAt: date(message.deletedAt),
});
