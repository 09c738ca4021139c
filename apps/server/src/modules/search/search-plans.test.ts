import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createFactories } from "../../../test/factories.ts";
import { explain } from "../../../test/query-plan.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { findMessages, reach } from "./find-messages.ts";
import { messageSearchStatement, type SearchPath } from "./message-search.read-model.ts";
import { searchTerms } from "./search-terms.ts";
import { readSearchWords } from "./search-words.ts";

const messages = 60_000;
let world: TestDatabase;
let viewers: Record<"admin" | "supervisor" | "agent" | "newcomer", TicketViewer>;

/** 6,000 tickets of 20 agents with ten messages each: "sempre" stands in a third of them, "raro" in twelve. */
beforeAll(async () => {
  world = await createTestDatabase();
  const { database: db } = world;
  const factories = createFactories(db);
  const queueIds = await Promise.all([1, 2].map(async () => (await factories.queue()).id));
  const agents = await Promise.all(Array.from({ length: 20 }, () => factories.user({ queueIds })));
  const viewer = async (role: "ADMIN" | "SUPERVISOR" | "AGENT") => ({
    id: (await factories.user({ role })).id,
    role,
    queueIds: role === "SUPERVISOR" ? queueIds : [],
  });
  viewers = {
    admin: await viewer("ADMIN"),
    supervisor: await viewer("SUPERVISOR"),
    agent: { id: agents[0]?.id ?? "", role: "AGENT", queueIds },
    newcomer: await viewer("AGENT"),
  };
  const { id: connection } = await factories.connection();
  const id = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  await db.query(
    `INSERT INTO "Contact" ("id", "name") SELECT ${id("0c000000", "n")}, 'C' || n FROM generate_series(1, 600) n`,
  );
  await db.query(
    `INSERT INTO "Ticket" ("id", "status", "contactId", "userId", "queueId", "whatsappId", "createdAt")
     SELECT ${id("0d000000", "n")}, 'CLOSED', ${id("0c000000", "1 + n % 600")}, ($1::uuid[])[1 + n % 20], ($2::uuid[])[1 + n % 2],
            $3::uuid, now() FROM generate_series(1, 6000) n`,
    [agents.map((agent) => agent.id), queueIds, connection],
  );
  await db.query(
    `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "status", "body", "sentAt")
     SELECT ${id("0e000000", "m")}, ${id("0d000000", "1 + (m - 1) / 10")}, ${id("0c000000", "1 + (1 + (m - 1) / 10) % 600")}, $1::uuid,
            'INBOUND', 'READ', 'texto ' || m || CASE WHEN m % 3 = 0 THEN ' sempre' WHEN m % 3 = 1 THEN ' nunca' ELSE '' END
              || CASE WHEN m % 5000 = 7 THEN ' raro' ELSE '' END,
            now() - (${messages} - m) * interval '1 minute' FROM generate_series(1, ${messages}) m`,
    [connection],
  );
  await db.query(`VACUUM ANALYZE`);
}, 60_000);
afterAll(() => world.drop());

async function searchFor(q: string, limit = 21) {
  const words = await readSearchWords(world.database, searchTerms(q));
  if (words === null) throw new Error("no words");
  return { words, after: null, limit };
}

/** Nobody has sent a file, so that table has nothing but an end. */
const readWhole = (tables: readonly string[]) => tables.filter((table) => table !== "MediaFile");

const planOf = async (who: keyof typeof viewers, q: string, path: SearchPath) =>
  explain(world.database, messageSearchStatement(viewers[who], await searchFor(q), path));

test.each(["admin", "supervisor", "agent"] as const)("%s: a common word is found among the newest", async (who) => {
  const plan = await planOf(who, "sempre", reach.near);
  expect(plan.indexes).toContain("MessageWords_sentAt_messageId_idx");
  expect(readWhole(plan.scannedTables)).toEqual([]);
  expect(plan.rowsRead("MessageWords")).toBeLessThanOrEqual(who === "agent" ? 3000 : 200);
});

test.each(["admin", "supervisor", "agent"] as const)("%s: no way reads a table to its end", async (who) => {
  for (const q of ["raro", "sempre nunca", '"sempre texto"', "rar", "99887766"]) {
    for (const path of [reach.near, reach.rare]) {
      const plan = await planOf(who, q, path);
      expect(readWhole(plan.scannedTables), `${q} ${path.by}`).toEqual([]);
      expect(plan.rowsRead("MessageWords")).toBeLessThanOrEqual(3000);
      expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(3000);
    }
  }
});

test("who sees few tickets has those alone looked at", async () => {
  const plan = await planOf("agent", "raro", reach.tickets);
  expect(plan.indexes).toContain("MessageWords_ticketId_idx");
  expect(readWhole(plan.scannedTables)).toEqual([]);
  expect(plan.rowsRead("MessageWords")).toBeLessThanOrEqual(3100);
  expect((await planOf("newcomer", "sempre", reach.tickets)).rowsRead("MessageWords")).toBe(0);
});

test("by words only those with them are read, however common each of two that never meet", async () => {
  const read = async (q: string) => {
    const { words } = await searchFor(q);
    return world.database.sqlTransaction(async (tx) => {
      const counted = async () => {
        const [row] = await tx.query<{ scans: number; rows: number }>(
          `SELECT "seq_scan" AS "scans", "idx_tup_fetch" AS "rows" FROM pg_stat_xact_user_tables WHERE "relname" = 'MessageWords'`,
        );
        return row ?? { scans: 0, rows: 0 };
      };
      const before = await counted();
      await tx.query(`SELECT count(*) FROM "messagesWithWords"($1::tsquery, '-infinity', 'infinity', 10001)`, [
        words.indexed,
      ]);
      const after = await counted();
      return { scans: after.scans - before.scans, rows: after.rows - before.rows };
    });
  };
  for (let n = 0; n < 7; n++) {
    expect(await read("raro ")).toEqual({ scans: 0, rows: 12 });
    expect(await read("sempre nunca ")).toEqual({ scans: 0, rows: 0 });
  }
});

test("a phrase of common words that nobody wrote is looked for where its pairs of words are", async () => {
  const common = await searchFor('"texto sempre"');
  const plan = await planOf("admin", '"texto sempre"', reach.rare);
  expect(common.words.indexed).toMatch(/'p:[0-9a-f]{4}'/);
  expect(plan.rowsRead("MessageWords")).toBeLessThan(100);
  expect(await findMessages(world.database, viewers.admin, common)).toEqual([]);
  const written = await searchFor('"59998 nunca"');
  expect(await findMessages(world.database, viewers.admin, written)).toHaveLength(1);
});

test("a word that is neither rare nor recent is found all the same", async () => {
  const ids = await findMessages(world.database, viewers.admin, await searchFor("texto", 5));
  expect(ids).toHaveLength(5);
  expect(await findMessages(world.database, viewers.agent, await searchFor("raro", 50))).toHaveLength(0);
  expect(await findMessages(world.database, viewers.admin, await searchFor("raro", 50))).toHaveLength(12);
});
