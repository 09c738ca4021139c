import pg from "pg";
import { StartError } from "../errors/start-error.ts";

const oldestMajor = 15;

/** Makes sure that the PostgreSQL at `DATABASE_URL` answers and is new enough. Throws `StartError` with what to change. */
export async function checkExternalPostgres(url: string): Promise<void> {
  const where = placeOf(url);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "whatskovi",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; version: string }>(
      `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`,
    );
    if (Number(rows[0]?.number) >= oldestMajor * 10_000) return;
    throw new StartError(
      `The PostgreSQL at DATABASE_URL (${where}) is ${rows[0]?.version}: WhatsKovi needs ${oldestMajor} or newer.`,
    );
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(explain(error as Error & { code?: string }, where), { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: Error & { code?: string }, where: string): string {
  switch (error.code) {
    case "28P01":
    case "28000":
      return `The PostgreSQL at DATABASE_URL (${where}) does not accept its user or password: ${error.message}.`;
    case "3D000":
      return `The PostgreSQL at DATABASE_URL (${where}) has no such database: create it first (CREATE DATABASE).`;
    default: {
      const reason = error.message || error.code || "no reason given";
      return `The PostgreSQL at DATABASE_URL (${where}) cannot be reached: ${reason}. Is it running, and is the address right?`;
    }
  }
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || "localhost"}:${port || "5432"}${pathname}`;
}
