import type { ConnectionStatus } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

const simulated = `FROM "WhatsAppConnection" WHERE "driver" = 'simulator' AND "deletedAt" IS NULL`;

/** Null when there is no such number, or when it is not simulated. */
export async function findSimulated(db: Pick<Sql, "query">, id: string): Promise<{ status: ConnectionStatus } | null> {
  const [row] = await db.query<{ status: ConnectionStatus }>(`SELECT "status" ${simulated} AND "id" = $1::uuid`, [id]);
  return row ?? null;
}

/** The simulated number that was made first. */
export async function findFirstSimulated(db: Pick<Sql, "query">): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(`SELECT "id" ${simulated} ORDER BY "createdAt", "id" LIMIT 1`);
  return row?.id ?? null;
}

/** Of those who try the simulator at once, one makes it. Holds until the transaction ends. */
export async function lockTrial(tx: Pick<Sql, "query">): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(7105)::text AS "locked"`);
}

export async function findQueueNamed(db: Pick<Sql, "query">, name: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(`SELECT "id" FROM "Queue" WHERE "name" = $1::text`, [name]);
  return row?.id ?? null;
}

/** The name, or with the first number behind it that no other connection has: "Simulador 2". */
export async function freeConnectionName(db: Pick<Sql, "query">, name: string): Promise<string> {
  const rows = await db.query<{ name: string }>(
    `SELECT lower("name") AS "name" FROM "WhatsAppConnection"
     WHERE "deletedAt" IS NULL AND starts_with(lower("name"), lower($1::text))`,
    [name],
  );
  const taken = new Set(rows.map((row) => row.name));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
