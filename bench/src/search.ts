import { largeScenarioPassword } from "@whatskovi/server/scenarios";
import pg from "pg";
import { Api } from "./api.ts";
import { type Distribution, distributionOf, round } from "./statistics.ts";
import { openLargeWorld } from "./world.ts";

const repetitions = Number(process.env["BENCH_SEARCH_COUNT"] ?? 60);

/** What people look for, by how hard it is. `lexemes` is the same for the bare SQL. */
const messageSearches = {
  rare: { q: "777777 ", lexemes: "777777" },
  common: { q: "pedido ", lexemes: "ped" },
  mostCommon: { q: "o ", lexemes: "o" },
  beginning: { q: "tecn", lexemes: "tecn:*" },
  twoCommon: { q: "pedido nao ", lexemes: "ped & nao" },
  twoThatNeverMeet: { q: "boleto recife ", lexemes: "bolet & recif" },
  phrase: { q: '"segunda via do boleto"', lexemes: "segund <-> via <-> do <-> bolet" },
  nothing: { q: "inexistente ", lexemes: "inexist" },
} as const;

type Measured = { found: number; product: Distribution; raw?: Distribution; ratio?: number };

/**
 * Searches over a million messages as each role, at the door of the server, next to the bare SQL of the same answer: the
 * newest twenty, read the better one of the two ways that indexes offer.
 */
export async function benchSearch(databaseUrl: string) {
  const world = await openLargeWorld(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await pool.query(`VACUUM ANALYZE "MessageWords"`);
    const supervisor = await new Api(world.server.url).signIn("supervisor@example.com", largeScenarioPassword);
    const people: [string, Api][] = [
      ["admin", world.admin],
      ["supervisor", supervisor],
      ["agent", world.agents[0] ?? world.admin],
    ];
    const results: Record<string, Measured> = {};
    for (const [who, api] of people) {
      for (const [name, { q, lexemes }] of Object.entries(messageSearches)) {
        const path = `/api/search/messages?limit=20&q=${encodeURIComponent(q)}`;
        const raw = await quickest(pool, lexemes);
        results[`messages.${name}.${who}`] = await measure(api, path, () => pool.query(raw, [lexemes]));
      }
      for (const fragment of ["0012", "6000-12", "conceicao"]) {
        const q = encodeURIComponent(fragment);
        results[`contacts.${fragment}.${who}`] = await measure(api, `/api/contacts?limit=5&q=${q}`);
        results[`tickets.${fragment}.${who}`] = await measure(api, `/api/tickets?limit=5&q=${q}`);
      }
    }
    const all = Object.values(results).map(({ product }) => product.p95);
    return { ...results, worstP95: round(Math.max(...all)), targets: { p95: 60 } };
  } finally {
    await pool.end();
    await world.stop();
  }
}

const newest = `SELECT "messageId" FROM "MessageWords" WHERE "words" @@ $1::tsquery ORDER BY "sentAt" DESC, "messageId" DESC LIMIT 20`;
const byWords = `SELECT "messageId" FROM (SELECT * FROM "MessageWords" WHERE "words" @@ $1::tsquery OFFSET 0) AS found
  ORDER BY "sentAt" DESC, "messageId" DESC LIMIT 20`;

async function quickest(pool: pg.Pool, lexemes: string): Promise<string> {
  const times: [number, string][] = [];
  for (const text of [newest, byWords]) {
    await pool.query(text, [lexemes]);
    const started = performance.now();
    await pool.query(text, [lexemes]);
    times.push([performance.now() - started, text]);
  }
  return times.sort(([one], [other]) => one - other)[0]?.[1] ?? newest;
}

/** In turn, so that both see the same noise. */
async function measure(api: Api, path: string, raw?: () => Promise<unknown>): Promise<Measured> {
  const times = { product: [] as number[], raw: [] as number[] };
  let found = 0;
  for (let index = -5; index < repetitions; index++) {
    const started = performance.now();
    found = (await api.call<{ items: unknown[] }>("GET", path)).items.length;
    const answered = performance.now();
    await raw?.();
    if (index < 0) continue;
    times.product.push(answered - started);
    if (raw !== undefined) times.raw.push(performance.now() - answered);
  }
  const product = distributionOf(times.product);
  if (raw === undefined) return { found, product };
  const bare = distributionOf(times.raw);
  return { found, product, raw: bare, ratio: round(product.p50 / Math.max(bare.p50, 0.01)) };
}
