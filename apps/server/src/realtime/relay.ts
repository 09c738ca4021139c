import type pg from "pg";
import type { Logger } from "../platform/logging/index.ts";
import type { Database } from "../platform/db/db.ts";
import {
  hasUnpublished,
  listPublicationsAfter,
  type Publication,
  readEmittedSeq,
  rememberEmittedSeq,
  takeUnpublished,
} from "../platform/outbox/publication.ts";

/** Of all processes, the one that holds this session advisory lock is the relay. */
const relayLock = 727_201;
const batchSize = 500;
/** A wake-up lost (another process appended, a timer slept) delays an event by this much at most. */
const idleMs = 500;
const leadershipRetryMs = 1000;

export type Relay = {
  start(): void;
  stop(): Promise<void>;
  wake(): void;
  /** Resolves when everything appended so far has been emitted. */
  drain(): Promise<void>;
  /** The place up to which events have surely been emitted: where a socket that has just joined its rooms begins. */
  emittedSeq(): Promise<number>;
};

/** The one way from the outbox to the screens. */
export function createRelay(deps: {
  database: Database;
  log: Logger;
  publish: (batch: readonly Publication[], onEmitted: (seq: number) => void) => Promise<void>;
}): Relay {
  const { database, log } = deps;
  let isRunning = false;
  let isLeader = false;
  let isBusy = false;
  let emitted = 0;
  let remembered = 0;
  let wakeUp: (() => void) | null = null;
  let isAwake = false;
  let loop: Promise<void> = Promise.resolve();

  const wake = () => {
    isAwake = true;
    wakeUp?.();
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (isAwake) return resolve();
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const onEmitted = (seq: number) => {
    emitted = Math.max(emitted, seq);
  };

  async function lead(client: pg.PoolClient): Promise<void> {
    let isLost = false;
    client.on("error", () => {
      isLost = true;
    });
    remembered = await readEmittedSeq(database);
    await publishAgain(remembered);
    isLeader = true;
    while (isRunning && !isLost) {
      isAwake = false;
      isBusy = true;
      const batch = await takeUnpublished(database, batchSize, emitted);
      if (batch.length > 0) {
        remembered = emitted;
        await deps.publish(batch, onEmitted);
        continue;
      }
      isBusy = false;
      if (emitted > remembered) {
        await rememberEmittedSeq(database, emitted);
        remembered = emitted;
      }
      await sleep(idleMs);
    }
  }

  /** What had its place but was perhaps not emitted when the last relay died. */
  async function publishAgain(after: number): Promise<void> {
    emitted = after;
    for (;;) {
      const batch = await listPublicationsAfter(database, emitted, batchSize);
      if (batch.length === 0) return;
      await deps.publish(batch, onEmitted);
    }
  }

  async function run(): Promise<void> {
    while (isRunning) {
      let client: pg.PoolClient | undefined;
      try {
        client = await database.pool.connect();
        const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS held", [relayLock]);
        if (rows[0]?.held === true) await lead(client);
        else await sleep(leadershipRetryMs);
      } catch (error) {
        log.error({ err: error }, "the relay stopped and starts again");
        await sleep(leadershipRetryMs);
      } finally {
        isBusy = false;
        isLeader = false;
        // Closing the connection gives the lock free, whatever state it is in.
        client?.release(true);
      }
    }
  }

  return {
    start() {
      isRunning = true;
      loop = run();
    },
    async stop() {
      isRunning = false;
      wake();
      await loop;
    },
    wake,
    async drain() {
      while (isBusy || (await hasUnpublished(database))) {
        wake();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    emittedSeq: async () => (isLeader ? emitted : readEmittedSeq(database)),
  };
}
