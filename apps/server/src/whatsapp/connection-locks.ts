import pg from "pg";
import type { Logger } from "../platform/logging/index.ts";
import { withDeadline } from "./with-deadline.ts";

/** The class of the session advisory locks that say which process serves a number. */
const lockSpace = 7104;
/** A process whose machine is gone loses its locks within half a minute. */
const fromDeadProcesses = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";
const answerDeadlineMs = 10_000;

/**
 * One process serves a number at a time: who holds its advisory lock. All locks of this process hang on one database session;
 * when that ends, PostgreSQL gives all of them free, and whoever holds must stop serving at once.
 */
export class ConnectionLocks {
  readonly #databaseUrl: string;
  readonly #log: Logger;
  readonly #onLost: () => void;
  #client: Promise<pg.Client> | null = null;
  #statements: Promise<unknown> = Promise.resolve();
  #live: pg.Client | null = null;

  constructor(options: { databaseUrl: string; log: Logger; onLost: () => void }) {
    this.#databaseUrl = options.databaseUrl;
    this.#log = options.log;
    this.#onLost = options.onLost;
  }

  /** False when another process serves the number. */
  async take(connectionId: string): Promise<boolean> {
    const client = await this.#connected();
    const row = await this.#ask<{ held: boolean }>(
      client,
      "SELECT pg_try_advisory_lock($1, hashtext($2)) AS held",
      connectionId,
    );
    return row?.held === true;
  }

  async give(connectionId: string): Promise<void> {
    const client = await this.#client?.catch(() => null);
    if (client === null || client === undefined) return;
    await this.#ask(client, "SELECT pg_advisory_unlock($1, hashtext($2))", connectionId).catch(() => {});
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    this.#live = null;
    await client?.end().catch(() => {});
  }

  /** A session that does not answer is as good as lost: PostgreSQL may have given its locks to another process. */
  async check(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    if (client === null || client === undefined) return;
    try {
      await withDeadline(
        this.#alone(() => client.query("SELECT 1")),
        answerDeadlineMs,
        () => new Error("no answer in time"),
      );
    } catch {
      this.#lost(client);
      void client.end().catch(() => {});
    }
  }

  async #ask<Row extends object>(client: pg.Client, text: string, connectionId: string): Promise<Row | undefined> {
    return (await this.#alone(() => client.query<Row>(text, [lockSpace, connectionId]))).rows[0];
  }

  /** One statement at a time, as the driver wants it. */
  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#statements.then(work);
    this.#statements = done.catch(() => {});
    return done;
  }

  #connected(): Promise<pg.Client> {
    if (this.#client !== null) return this.#client;
    const connecting = this.#connect();
    this.#client = connecting;
    connecting.catch(() => {
      if (this.#client === connecting) this.#client = null;
    });
    return connecting;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: "whatskovi locks",
      keepAlive: true,
    });
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    await client.connect();
    await client.query(fromDeadProcesses);
    this.#live = client;
    return client;
  }

  #lost(client: pg.Client): void {
    if (this.#live !== client) return;
    this.#live = null;
    this.#client = null;
    this.#statements = Promise.resolve();
    this.#log.error({}, "the session that holds the numbers' locks was lost");
    this.#onLost();
  }
}
