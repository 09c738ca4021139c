import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { createKillWorld, type KillWorld, until } from "./kill-world.ts";
import { type Acknowledged, startLoad } from "./load.ts";

export type KillRunOptions = {
  /** A database with all migrations, of its own. */
  readonly databaseUrl: string;
  readonly kills: number;
  /** Chooses the moments of the kills. */
  readonly seed: number;
  /** Messages a second from customers, and from agents. */
  readonly inbound: number;
  readonly outbound: number;
  readonly customers?: number;
  /** The longest time between being ready and being killed, in milliseconds. */
  readonly longestLifeMs?: number;
  readonly onProgress?: (sentence: string) => void;
};

/** What a run found. All lists of faults must be empty. */
export type KillReport = {
  readonly kills: number;
  readonly acknowledgedWebhooks: number;
  readonly acknowledgedMessages: number;
  /** Replies that reached WhatsApp. */
  readonly delivered: number;
  /** Replies of which nobody can know whether they went out; they are shown as such. */
  readonly unknown: number;
  readonly lost: string[];
  readonly duplicated: string[];
  readonly sentTwice: string[];
  /** Still PENDING or SENDING at the end. */
  readonly unfinished: string[];
  /** SENT or beyond, but WhatsApp never had them; or FAILED though WhatsApp has them. */
  readonly untrue: string[];
  readonly refused: string[];
};

/** Kills the server with SIGKILL at random moments under load, restarts it each time, and then compares what was promised with what is. */
export async function runKills(options: KillRunOptions): Promise<KillReport> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "whatskovi-kill-"));
  const world = await createKillWorld({ ...options, dataDir, customers: options.customers ?? 40 });
  const say = options.onProgress ?? (() => {});
  const load = startLoad(world, options);
  try {
    const random = createRandom(options.seed);
    for (let kill = 0; kill < options.kills; kill++) {
      await new Promise((resolve) => setTimeout(resolve, random() * (options.longestLifeMs ?? 3000)));
      await world.killAndRestart();
      const { webhooks, messages } = load.acknowledged;
      say(`killed ${kill + 1} times; acknowledged: ${webhooks.length} webhooks, ${messages.length} messages`);
    }
    await load.stop();
    say("the load has ended; waiting for webhooks");
    await world.graph.drain();
    say("comparing what was promised with what is");
    return await inspect(options, world, load.acknowledged);
  } finally {
    load.abandon();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Row = { id: string; providerId: string | null; status: string; failureCode: string | null; direction: string };

async function inspect(options: KillRunOptions, world: KillWorld, acknowledged: Acknowledged): Promise<KillReport> {
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  try {
    const unfinished = async () =>
      (await client.query<Row>(`SELECT "id" FROM "Message" WHERE "status" IN ('PENDING', 'SENDING')`)).rows.map(
        ({ id }) => id,
      );
    await until("nothing waits to be sent", async () => (await unfinished()).length === 0, 60).catch(() => undefined);
    await world.graph.drain();
    const { rows } = await client.query<Row>(
      `SELECT "id", "providerId", "status", "failureCode", "direction" FROM "Message"`,
    );
    return compare(options.kills, rows, world, acknowledged, await unfinished());
  } finally {
    await client.end();
  }
}

function compare(
  kills: number,
  rows: Row[],
  world: KillWorld,
  acknowledged: Acknowledged,
  unfinished: string[],
): KillReport {
  const byProviderId = countBy(rows.flatMap(({ providerId }) => providerId ?? []));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const arrivals = countBy(world.graph.state.sent.flatMap(({ bizOpaqueCallbackData }) => bizOpaqueCallbackData ?? []));
  const outbound = rows.filter(({ direction }) => direction === "OUTBOUND");
  const isSent = ({ status }: Row) => ["SENT", "RECEIVED", "READ"].includes(status);
  return {
    kills,
    acknowledgedWebhooks: acknowledged.webhooks.length,
    acknowledgedMessages: acknowledged.messages.length,
    delivered: arrivals.size,
    unknown: outbound.filter(({ failureCode }) => failureCode === "delivery_unknown").length,
    lost: [
      ...acknowledged.webhooks.filter((id) => !byProviderId.has(id)),
      ...acknowledged.messages.filter((id) => !byId.has(id)),
    ],
    duplicated: [...byProviderId].filter(([, count]) => count > 1).map(([id]) => id),
    sentTwice: [...arrivals].filter(([, count]) => count > 1).map(([id]) => id),
    unfinished,
    untrue: outbound.filter((row) => isSent(row) !== arrivals.has(row.id)).map(({ id, status }) => `${id} ${status}`),
    refused: acknowledged.refused,
  };
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** mulberry32: the same seed, the same moments. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
