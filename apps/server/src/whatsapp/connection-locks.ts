import pg from "pg";
import type { Logger } from "../platform/logging/index.ts";

/** The class of the session advisory locks that say which process serves a number. */
const lockSpace = 7104;

/**
 * One process serves a number at a time: who holds its advisory lock. All locks of this process hang on one database session;
 * when that ends, PostgreSQL gives all of them free, and whoever holds must stop serving at once.
 */
export class ConnectionLocks {
  readonly #databaseUrl: string;
  readonly #log: Logger;
  readonly #onLost: () => void;
  #client: Promise<pg.Client> | null = null;

  constructor(options: { databaseUrl: string; log: Logger; onLost: () => void }) {
    this.#databaseUrl = options.databaseUrl;
    this.#log = options.log;
    this.#onLost = options.onLost;
  }

  /** False when another process serves the number. */
  async take(connectionId: string): Promise<boolean> {
    const client = await this.#connected();
    const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1, hashtext($2)) AS held", [
      lockSpace,
      connectionId,
    ]);
    return rows[0]?.held === true;
  }

  async give(connectionId: string): Promise<void> {
    if (this.#client === null) return;
    const client = await this.#client;
    await client.query("SELECT pg_advisory_unlock($1, hashtext($2))", [lockSpace, connectionId]).catch(() => {});
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    await client?.end().catch(() => {});
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = null;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#databaseUrl, application_name: "whatskovi locks", keepAlive: true });
    const lost = () => {
      if (this.#client === null) return;
      this.#client = null;
      this.#log.error({}, "the session that holds the numbers' locks was lost");
      this.#onLost();
    };
    client.on("error", lost);
    client.on("end", lost);
    await client.connect();
    return client;
  }
}
