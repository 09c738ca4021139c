import type { IdentityKind } from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import type { TicketScope } from "../../../platform/outbox/outbox.ts";
import type { MovedValues } from "../../custom-fields/index.ts";
import type { TicketMerge } from "../../tickets/index.ts";
import type { MovedPair } from "./told-apart.repository.ts";

/** The fields of a contact that a merge joins. */
export type MergedContactFields = {
  readonly name: string;
  readonly isNamed: boolean;
  readonly phoneNumber: string | null;
  readonly email: string | null;
  readonly notes: string;
  readonly isBlocked: boolean;
};

/** A contact about to be merged, with its identities. */
export type MergingContact = MergedContactFields & {
  readonly id: string;
  readonly createdAt: Date;
  readonly identities: { kind: IdentityKind; value: string; address: string }[];
};

/** All that it takes to part two contacts again exactly. Rows are as JSON. */
export type MergeSnapshot = {
  /** The one that is gone, and the one that stayed, before. */
  readonly gone: MergedContactFields & { readonly createdAt: string };
  readonly kept: MergedContactFields;
  /** The one that stayed, after. */
  readonly merged: MergedContactFields;
  readonly identities: readonly { readonly kind: IdentityKind; readonly value: string }[];
  readonly goneTagIds: readonly string[];
  /** The tags that the one that stayed did not have. */
  readonly addedTagIds: readonly string[];
  readonly openings: readonly { readonly whatsappId: string; readonly openedAt: string }[];
  /** Where the one that stayed had not been written to first. */
  readonly addedOpenings: readonly string[];
  readonly ticketIds: readonly string[];
  readonly tickets: readonly TicketMerge[];
  /** Messages in no ticket, messages written in groups, and messages reacted to. */
  readonly messageIds: readonly string[];
  readonly authoredIds: readonly string[];
  readonly reactedIds: readonly string[];
  /** Absent in merges from before there were such fields. */
  readonly fieldValues?: MovedValues;
  /** Absent in merges from before contacts could be told apart. */
  readonly toldApart?: readonly MovedPair[];
};

/** Every number on which these contacts have a ticket or a message. */
export async function listConnectionsOf(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ whatsappId: string }>(
    `SELECT "whatsappId" FROM "Ticket" WHERE "contactId" = ANY($1::uuid[])
     UNION SELECT "whatsappId" FROM "Message" WHERE "contactId" = ANY($1::uuid[])`,
    [contactIds],
  );
  return rows.map(({ whatsappId }) => whatsappId);
}

/** From here to the end of the transaction nothing is waited for longer than this. */
export async function giveUpWaitingAfter(tx: Sql, milliseconds: number): Promise<void> {
  await tx.query(`SELECT set_config('lock_timeout', $1::text, true)`, [`${milliseconds}ms`]);
}

/** So that no message, ticket or identity is given to them until the transaction ends. */
export async function lockContacts(tx: Sql, contactIds: readonly string[]): Promise<void> {
  await tx.query(`SELECT "id" FROM "Contact" WHERE "id" = ANY($1::uuid[]) ORDER BY "id" FOR UPDATE`, [contactIds]);
}

/** Those of these contacts that exist, the oldest first. */
export async function loadMerging(tx: Sql, contactIds: readonly string[]): Promise<MergingContact[]> {
  return tx.query<MergingContact>(
    `SELECT c."id", c."name", c."isNamed", c."phoneNumber", c."email", c."notes", c."isBlocked", c."createdAt",
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', i."kind", 'value', i."value", 'address', i."address"))
                 FROM "ContactIdentity" i WHERE i."contactId" = c."id"), '[]') AS "identities"
     FROM "Contact" c WHERE c."id" = ANY($1::uuid[]) ORDER BY c."createdAt", c."id"`,
    [contactIds],
  );
}

export type ContactScope = TicketScope & { readonly contactId: string };

/** What decides who may see contacts, and merge them. */
export async function listTicketScopes(sql: Sql, contactIds: readonly string[]): Promise<ContactScope[]> {
  return sql.query<ContactScope>(
    `SELECT DISTINCT "contactId", "status", "queueId", "userId" FROM "Ticket" WHERE "contactId" = ANY($1::uuid[])`,
    [contactIds],
  );
}

export type MovedRows = Pick<
  MergeSnapshot,
  "goneTagIds" | "addedTagIds" | "openings" | "addedOpenings" | "messageIds" | "authoredIds" | "reactedIds"
>;

/** Gives everything but the tickets of one contact to another. Returns what it was. */
export async function moveBelongings(tx: Sql, goneId: string, keptId: string): Promise<MovedRows> {
  const [moved] = await tx.query<MovedRows>(
    `WITH messages AS (
       UPDATE "Message" SET "contactId" = $2::uuid WHERE "contactId" = $1::uuid RETURNING "id", "ticketId"
     ), reactions AS (
       UPDATE "MessageReaction" r SET "reactorId" = $2::uuid
       WHERE r."reactorId" = $1::uuid AND r."direction" = 'INBOUND' AND NOT EXISTS (
         SELECT 1 FROM "MessageReaction" o
         WHERE o."messageId" = r."messageId" AND o."direction" = 'INBOUND' AND o."reactorId" = $2::uuid)
       RETURNING "messageId"
     ), identities AS (
       UPDATE "ContactIdentity" SET "contactId" = $2::uuid WHERE "contactId" = $1::uuid
     ), tags AS (
       INSERT INTO "ContactTag" ("contactId", "tagId") SELECT $2::uuid, "tagId" FROM "ContactTag" WHERE "contactId" = $1::uuid
       ON CONFLICT DO NOTHING RETURNING "tagId"
     ), opened AS (
       INSERT INTO "ConversationOpening" ("whatsappId", "contactId", "openedAt")
       SELECT "whatsappId", $2::uuid, "openedAt" FROM "ConversationOpening" WHERE "contactId" = $1::uuid
       ON CONFLICT DO NOTHING RETURNING "whatsappId"
     )
     SELECT coalesce((SELECT jsonb_agg("id") FROM messages WHERE "ticketId" IS NULL), '[]') AS "messageIds",
            coalesce((SELECT jsonb_agg("messageId") FROM reactions), '[]') AS "reactedIds",
            coalesce((SELECT jsonb_agg("tagId") FROM "ContactTag" WHERE "contactId" = $1::uuid), '[]') AS "goneTagIds",
            coalesce((SELECT jsonb_agg("tagId") FROM tags), '[]') AS "addedTagIds",
            coalesce((SELECT jsonb_agg(jsonb_build_object('whatsappId', "whatsappId", 'openedAt', "openedAt"))
                      FROM "ConversationOpening" WHERE "contactId" = $1::uuid), '[]') AS "openings",
            coalesce((SELECT jsonb_agg("whatsappId") FROM opened), '[]') AS "addedOpenings",
            '[]'::jsonb AS "authoredIds"`,
    [goneId, keptId],
  );
  // A message of a group may be both the contact's and written by them: one row is changed by one statement once only.
  const authored = await tx.query<{ id: string }>(
    `UPDATE "Message" SET "authorContactId" = $2::uuid WHERE "authorContactId" = $1::uuid RETURNING "id"`,
    [goneId, keptId],
  );
  if (moved === undefined) throw new Error("a SELECT without FROM answered nothing");
  return { ...moved, authoredIds: authored.map(({ id }) => id) };
}

/** Deletes a contact to which nothing belongs any more. */
export async function deleteContact(tx: Sql, contactId: string): Promise<void> {
  await tx.query(`DELETE FROM "Contact" WHERE "id" = $1::uuid`, [contactId]);
}

/** Writes what a merge, or its undoing, makes of a contact. */
export async function writeMergedFields(
  tx: Sql,
  contactId: string,
  fields: MergedContactFields,
  now: Date,
): Promise<void> {
  const { name, isNamed, phoneNumber, email, notes, isBlocked } = fields;
  await tx.query(
    `UPDATE "Contact" SET "name" = $2::text, "isNamed" = $3::boolean, "phoneNumber" = $4::text, "email" = $5::text,
       "notes" = $6::text, "isBlocked" = $7::boolean, "updatedAt" = $8::timestamptz
     WHERE "id" = $1::uuid`,
    [contactId, name, isNamed, phoneNumber, email, notes, isBlocked, now],
  );
}

export type NewMerge = {
  readonly id: string;
  readonly contactId: string;
  readonly mergedId: string;
  readonly userId: string | null;
  readonly snapshot: MergeSnapshot;
};

export async function insertMerge(tx: Sql, merge: NewMerge, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO "ContactMerge" ("id", "contactId", "mergedId", "userId", "snapshot", "createdAt")
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $6::timestamptz)`,
    [merge.id, merge.contactId, merge.mergedId, merge.userId, JSON.stringify(merge.snapshot), now],
  );
}

/** Pairs of these contacts that a person has parted: WhatsApp's word does not merge them again. */
export async function listParted(sql: Sql, contactIds: readonly string[]): Promise<[string, string][]> {
  const rows = await sql.query<{ contactId: string; mergedId: string }>(
    `SELECT DISTINCT "contactId", "mergedId" FROM "ContactMerge"
     WHERE "undoneAt" IS NOT NULL AND "contactId" = ANY($1::uuid[]) AND "mergedId" = ANY($1::uuid[])`,
    [contactIds],
  );
  return rows.map(({ contactId, mergedId }) => [contactId, mergedId]);
}
