import type { IdentityKind } from "@whatskovi/contract";
import type { Identity, MessageRef } from "../../whatsapp/driver.ts";

/** A contact's way of being written to, as stored. */
export type StoredAddress = { kind: IdentityKind; address: string };

/** A message as a driver has to know it to speak of it, as the database gives it. */
export type StoredRef = Omit<MessageRef, "chat" | "author"> & { readonly author: StoredAddress[] | null };

/**
 * JSON: the identities of the contact in that column, the best to write to first. Of several phones it is the one by which the
 * contact wrote last in that ticket: somebody who was two contacts is answered where they write from.
 */
export const addressesOf = (contactId: string, ticketId?: string): string => `
  coalesce((SELECT json_agg(json_build_object('kind', i."kind", 'address', i."address") ORDER BY
      array_position('{GROUP,PHONE,BSUID,LID,USERNAME}'::text[], i."kind"::text),
      ${ticketId === undefined ? "" : `coalesce(i."kind" || ':' || i."value" = last."via", false) DESC,`} i."createdAt" DESC)
    FROM "ContactIdentity" i ${ticketId === undefined ? "" : lastInbound(contactId, ticketId)}
    WHERE i."contactId" = ${contactId}), '[]'::json)`;

/** One look for all identities, and none for who has a single phone: nearly everybody. */
const lastInbound = (contactId: string, ticketId: string): string => `
  LEFT JOIN (
    SELECT v."via" FROM "Message" v
    WHERE v."ticketId" = ${ticketId} AND v."direction" = 'INBOUND'
      AND (SELECT count(*) FROM "ContactIdentity" p WHERE p."contactId" = ${contactId} AND p."kind" = 'PHONE') > 1
    ORDER BY v."sentAt" DESC, v."id" DESC LIMIT 1) last ON true`;

/** JSON: a `StoredRef` of the message of that alias; null when WhatsApp does not know it. */
export const refOf = (alias: string): string => `
  CASE WHEN ${alias}."providerId" IS NOT NULL THEN json_build_object('providerId', ${alias}."providerId",
    'isFromUs', ${alias}."direction" = 'OUTBOUND', 'timestamp', floor(extract(epoch FROM ${alias}."sentAt") * 1000),
    'type', ${alias}."type", 'body', ${alias}."body",
    'author', CASE WHEN ${alias}."authorContactId" IS NOT NULL THEN ${addressesOf(`${alias}."authorContactId"`)} END) END`;

export const toIdentities = (addresses: readonly StoredAddress[]): Identity[] =>
  addresses.map(({ kind, address }) => ({ kind, value: address }));

export const toMessageRef = (ref: StoredRef, chat: readonly Identity[]): MessageRef => ({
  ...ref,
  chat,
  author: ref.author === null ? null : toIdentities(ref.author),
});
