import type { Db, Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

/** A queue as stored, with how many active people it has. */
export type QueueRow = {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly description: string;
  readonly greetingMessage: string;
  readonly priority: number;
  readonly memberCount: number;
  readonly createdAt: Date;
};

export const queueColumns = `q."id", q."name", q."color", q."description", q."greetingMessage", q."priority", q."createdAt",
  (SELECT count(*)::int FROM "UserQueue" m JOIN "User" u ON u."id" = m."userId" AND u."isActive" WHERE m."queueId" = q."id")
    AS "memberCount"`;

export async function loadQueue(db: Pick<Sql, "query">, id: string): Promise<QueueRow | null> {
  const [row] = await db.query<QueueRow>(`SELECT ${queueColumns} FROM "Queue" q WHERE q."id" = $1::uuid`, [id]);
  return row ?? null;
}

/**
 * The queue, locked until the transaction ends against everything that refers to it: no ticket, number or member can join it
 * meanwhile.
 */
export async function lockQueue(tx: Pick<Sql, "query">, id: string): Promise<QueueRow | null> {
  await tx.query(`SELECT 1 AS "locked" FROM "Queue" WHERE "id" = $1::uuid FOR UPDATE`, [id]);
  return loadQueue(tx, id);
}

export type QueueFields = Pick<QueueRow, "name" | "color" | "description" | "greetingMessage" | "priority">;

/** Throws a unique violation when the name is taken. */
export async function insertQueue(tx: Db, fields: QueueFields): Promise<string> {
  const { id } = await tx.models.queue.create({ data: { id: newId(), ...fields }, select: { id: true } });
  return id;
}

/** Throws a unique violation when the name is taken. */
export async function writeQueue(tx: Db, id: string, changes: Partial<QueueFields>): Promise<void> {
  await tx.models.queue.update({ where: { id }, data: changes, select: { id: true } });
}

export async function hasActiveTickets(tx: Pick<Sql, "query">, queueId: string): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM "Ticket" WHERE "queueId" = $1::uuid AND "status" IN ('PENDING', 'OPEN')) AS "found"`,
    [queueId],
  );
  return row?.found === true;
}

/** The numbers whose new tickets wait in the queue. */
export async function listConnectionIds(tx: Pick<Sql, "query">, queueId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT "id" FROM "WhatsAppConnection" WHERE "queueId" = $1::uuid AND "deletedAt" IS NULL`,
    [queueId],
  );
  return rows.map((row) => row.id);
}

/** Members leave with it; closed tickets and numbers stay, without a queue. */
export async function removeQueue(tx: Pick<Sql, "query">, id: string): Promise<void> {
  await tx.query(`DELETE FROM "Queue" WHERE "id" = $1::uuid`, [id]);
}
