import type { Sql } from "../../platform/db/db.ts";
import type { SharedScope } from "../media/index.ts";

export type StoredReply = SharedScope & {
  readonly id: string;
  readonly shortcut: string;
  readonly body: string;
  readonly mediaId: string | null;
};

/** How many there are beside this one in a scope, which stays locked until the transaction ends. */
export async function countBeside(tx: Sql, id: string, { ownerId, queueId }: SharedScope): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(7110, hashtext($1::text))`, [`${ownerId}:${queueId}`]);
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM "QuickReply"
     WHERE "ownerId" IS NOT DISTINCT FROM $1::uuid AND "queueId" IS NOT DISTINCT FROM $2::uuid AND "id" <> $3::uuid`,
    [ownerId, queueId, id],
  );
  return row?.count ?? 0;
}

/** Throws a unique violation when the shortcut is taken in its scope, a foreign key violation when the queue is gone. */
export async function insertReply(tx: Sql, reply: StoredReply, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO "QuickReply" ("id", "shortcut", "body", "ownerId", "queueId", "mediaId", "createdAt", "updatedAt")
     VALUES ($1::uuid, $2::text, $3::text, $4::uuid, $5::uuid, $6::uuid, $7::timestamptz, $7::timestamptz)`,
    [reply.id, reply.shortcut, reply.body, reply.ownerId, reply.queueId, reply.mediaId, now],
  );
}

/** The reply, which nobody else changes until the transaction ends. Null when there is none. */
export async function lockReply(tx: Sql, id: string): Promise<StoredReply | null> {
  const [row] = await tx.query<StoredReply>(
    `SELECT "id", "shortcut", "body", "ownerId", "queueId", "mediaId" FROM "QuickReply" WHERE "id" = $1::uuid FOR UPDATE`,
    [id],
  );
  return row ?? null;
}

/** Throws as `insertReply`. */
export async function writeReply(tx: Sql, reply: StoredReply, now: Date): Promise<void> {
  await tx.query(
    `UPDATE "QuickReply" SET "shortcut" = $2::text, "body" = $3::text, "ownerId" = $4::uuid, "queueId" = $5::uuid,
       "mediaId" = $6::uuid, "updatedAt" = $7::timestamptz
     WHERE "id" = $1::uuid`,
    [reply.id, reply.shortcut, reply.body, reply.ownerId, reply.queueId, reply.mediaId, now],
  );
}

export async function removeReply(tx: Sql, id: string): Promise<void> {
  await tx.query(`DELETE FROM "QuickReply" WHERE "id" = $1::uuid`, [id]);
}

/** All that name a field of contacts, whoever's they are; nobody else changes them until the transaction ends. */
export async function listRepliesNamingFields(tx: Sql): Promise<{ id: string; body: string }[]> {
  return tx.query(`SELECT "id", "body" FROM "QuickReply" WHERE "body" LIKE '%field.%' ORDER BY "id" FOR UPDATE`);
}

export async function rewriteBodies(tx: Sql, replies: readonly { id: string; body: string }[]): Promise<void> {
  if (replies.length === 0) return;
  await tx.query(
    `UPDATE "QuickReply" AS reply SET "body" = new."body" FROM jsonb_to_recordset($1::jsonb) AS new("id" uuid, "body" text)
     WHERE reply."id" = new."id"`,
    [JSON.stringify(replies)],
  );
}
