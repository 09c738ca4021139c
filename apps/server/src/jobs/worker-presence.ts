import pg from "pg";
import type { Sql } from "../platform/db/db.ts";
import type { Logger } from "../platform/logging/index.ts";
import { freeJobsOfTheDead, holdPresence } from "./job-queue.repository.ts";

const lookEveryMs = 5000;

type PresenceDeps = {
  readonly databaseUrl: string;
  readonly db: Sql;
  readonly logger: Logger;
  /** Done after each look for jobs of the dead. */
  readonly afterLook: () => Promise<unknown>;
};

/**
 * Shows which workers live, and gives free the jobs of those that do not. The queue itself waits four hours for a worker that
 * was killed. Each worker of ours has an advisory lock as long as its process has its database session.
 */
export class WorkerPresence {
  readonly #deps: PresenceDeps;
  readonly #workerIds = new Set<string>();
  #session: Promise<pg.Client> | null = null;
  /** One statement after the other. */
  #entering: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(deps: PresenceDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    await this.#connected();
    await this.#look();
    this.#timer = setInterval(() => {
      this.#looking = this.#look();
    }, lookEveryMs);
    this.#timer.unref();
  }

  enter(workerId: string): void {
    this.#workerIds.add(workerId);
    this.#entering = this.#entering
      .then(() => this.#connected())
      .then((client) => holdPresence(client, workerId))
      .catch((error: unknown) => this.#deps.logger.warn({ err: error }, "a worker's presence could not be noted"));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    const client = await this.#session?.catch(() => null);
    this.#session = null;
    await client?.end().catch(() => {});
  }

  async #look(): Promise<void> {
    try {
      await this.#connected();
      const freed = await freeJobsOfTheDead(this.#deps.db, [...this.#workerIds]);
      if (freed > 0) this.#deps.logger.warn({ workers: freed }, "jobs of workers that were killed are done again");
      await this.#deps.afterLook();
    } catch (error) {
      this.#deps.logger.warn({ err: error }, "whether jobs were left behind could not be read");
    }
  }

  /** After a loss of the session all presence is noted anew. */
  #connected(): Promise<pg.Client> {
    const session = this.#session ?? this.#connect();
    this.#session = session;
    session.catch(() => {
      if (this.#session === session) this.#session = null;
    });
    return session;
  }

  async #connect(): Promise<pg.Client> {
    const { databaseUrl } = this.#deps;
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: "whatskovi jobs",
      keepAlive: true,
    });
    const lost = () => {
      this.#session = null;
    };
    client.on("error", lost);
    await client.connect();
    for (const workerId of this.#workerIds) await holdPresence(client, workerId);
    client.on("end", lost);
    return client;
  }
}
