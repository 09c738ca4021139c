import { randomUUID } from "node:crypto";
import { largeScenarioPassword } from "@whatskovi/server/scenarios";
import pg from "pg";
import { Api } from "./api.ts";
import { type Distribution, distributionOf, round } from "./statistics.ts";
import { type LargeWorld, openLargeWorld } from "./world.ts";

const repetitions = Number(process.env["BENCH_SEARCH_COUNT"] ?? 60);
const targetP95 = 60;

/** What people look for, by how hard it is. `lexemes` is the same for the bare SQL. */
const messageSearches = {
  rare: { q: "777777 ", lexemes: "777777" },
  common: { q: "pedido ", lexemes: "ped" },
  accent: { q: "tecnico nao", lexemes: "tecnic & nao" },
  mostCommon: { q: "o ", lexemes: "o" },
  oneLetter: { q: "p", lexemes: "p:*" },
  beginning: { q: "tecn", lexemes: "tecn:*" },
  pieceOfNumber: { q: "99", lexemes: "99:*" },
  twoCommon: { q: "pedido nao ", lexemes: "ped & nao" },
  twoThatNeverMeet: { q: "boleto recife ", lexemes: "bolet & recif" },
  phrase: { q: '"segunda via do boleto"', lexemes: "segund <-> via <-> do <-> bolet" },
  phraseNeverWritten: { q: '"boleto segunda via"', lexemes: "bolet <-> segund <-> via" },
  phraseBegun: { q: '"o pedido cheg', lexemes: "o <-> ped <-> cheg:*" },
  nothing: { q: "inexistente ", lexemes: "inexist" },
} as const;

type Measured = { found: number; product: Distribution; raw?: Distribution; ratio?: number };

/**
 * Searches over a million messages as each role, at the door of the server, next to the bare SQL of the same answer: the
 * newest twenty, read the better one of the two ways that indexes offer. Takes some three minutes besides the data.
 */
export async function benchSearch(databaseUrl: string) {
  const world = await openLargeWorld(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await pool.query(`VACUUM ANALYZE "MessageWords"`);
    const results: Record<string, Record<string, Measured>> = {};
    const slow: string[] = [];
    const keep = (kind: string, who: string, measured: Measured) => {
      results[kind] = { ...results[kind], [who]: measured };
      if (measured.product.p95 > targetP95) slow.push(`${kind}.${who}`);
    };
    for (const [who, api] of await peopleOf(world)) {
      for (const [name, { q, lexemes }] of Object.entries(messageSearches)) {
        process.stderr.write(`  ${name}, ${who} …\n`);
        const path = `/api/search/messages?limit=20&q=${encodeURIComponent(q)}`;
        const raw = await quickest(pool, lexemes);
        keep(`messages.${name}`, who, await measure(api, path, () => pool.query(raw, [lexemes])));
      }
      for (const fragment of ["0012", "6000-12", "conceicao"]) {
        const q = encodeURIComponent(fragment);
        keep(`contacts.${fragment}`, who, await measure(api, `/api/contacts?limit=5&q=${q}`));
        keep(`tickets.${fragment}`, who, await measure(api, `/api/tickets?limit=5&q=${q}`));
      }
    }
    const all = Object.values(results).flatMap((byPerson) => Object.values(byPerson).map(({ product }) => product.p95));
    const worstP95 = round(Math.max(...all));
    return {
      ...results,
      slowerThanTarget: slow.length === 0 ? "none" : slow.join(", "),
      targets: { worstP95Ms: { most: targetP95, measured: worstP95, isMet: worstP95 <= targetP95 } },
    };
  } finally {
    await pool.end();
    await world.stop();
  }
}

/** By how much they see: everything, the queues, their own tickets of years in all queues, and a newcomer to one queue. */
async function peopleOf(world: LargeWorld): Promise<[string, Api][]> {
  const visitor = new Api(world.server.url);
  const email = `newcomer-${randomUUID()}@example.com`;
  await world.admin.call("POST", "/api/users", {
    name: "Novato",
    email,
    password: largeScenarioPassword,
    queueIds: [world.queueId],
  });
  return [
    ["admin", world.admin],
    ["supervisor", await visitor.signIn("supervisor@example.com", largeScenarioPassword)],
    ["agent", world.agents[0] ?? world.admin],
    ["newcomer", await visitor.signIn(email, largeScenarioPassword)],
  ];
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

/** The bare SQL of a phrase that nobody wrote takes a third of a second each time. */
const rawEvery = 6;

/** In turn, so that both see the same noise. */
async function measure(api: Api, path: string, raw?: () => Promise<unknown>): Promise<Measured> {
  const times = { product: [] as number[], raw: [] as number[] };
  let found = 0;
  for (let index = -5; index < repetitions; index++) {
    const started = performance.now();
    found = (await api.call<{ items: unknown[] }>("GET", path)).items.length;
    const answered = performance.now();
    if (index >= 0) times.product.push(answered - started);
    if (raw === undefined || index < 0 || index % rawEvery !== 0) continue;
    const asked = performance.now();
    await raw();
    times.raw.push(performance.now() - asked);
  }
  const product = distributionOf(times.product);
  if (raw === undefined) return { found, product };
  const bare = distributionOf(times.raw);
  return { found, product, raw: bare, ratio: round(product.p50 / Math.max(bare.p50, 0.01)) };
}
