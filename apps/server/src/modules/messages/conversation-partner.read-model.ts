import type { Sql } from "../../platform/db/db.ts";
import type { Identity, Party } from "../../whatsapp/driver.ts";
import { identityKey } from "../contacts/index.ts";
import { addressesOf, type StoredAddress, toIdentities } from "./message-ref.ts";

/** The active ticket of somebody who writes on a number; null when there is none. */
export async function findActiveTicketId(
  db: Pick<Sql, "query">,
  connectionId: string,
  party: Party,
): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `SELECT t."id" FROM unnest($2::"IdentityKind"[], $3::text[]) AS wanted("kind", "value")
     JOIN "ContactIdentity" i ON i."kind" = wanted."kind" AND i."value" = wanted."value"
     JOIN "Ticket" t ON t."contactId" = i."contactId" AND t."whatsappId" = $1::uuid AND t."status" <> 'CLOSED'
     LIMIT 1`,
    [connectionId, party.identities.map(({ kind }) => kind), party.identities.map(identityKey)],
  );
  return row?.id ?? null;
}

/** Whom an open ticket is a conversation with, as WhatsApp names them. */
export type ConversationPartner = {
  readonly connectionId: string;
  readonly identities: readonly Identity[];
  /** WhatsApp's id of their last message: some drivers need it to say that we read or type. */
  readonly lastInboundProviderId: string | null;
};

export async function findConversationPartner(
  db: Pick<Sql, "query">,
  ticketId: string,
): Promise<ConversationPartner | null> {
  const [row] = await db.query<Omit<ConversationPartner, "identities"> & { addresses: StoredAddress[] }>(
    `SELECT t."whatsappId" AS "connectionId",
            ${addressesOf(`t."contactId"`, `t."id"`)} AS "addresses",
            (SELECT m."providerId" FROM "Message" m WHERE m."ticketId" = t."id" AND m."direction" = 'INBOUND'
             ORDER BY m."sentAt" DESC, m."id" DESC LIMIT 1) AS "lastInboundProviderId"
     FROM "Ticket" t WHERE t."id" = $1::uuid AND t."status" = 'OPEN'`,
    [ticketId],
  );
  if (row === undefined) return null;
  const { addresses, ...partner } = row;
  return { ...partner, identities: toIdentities(addresses) };
}
