import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createFactories } from "../../../test/factories.ts";
import { explain, type QueryPlan } from "../../../test/query-plan.ts";
import type { Sql } from "../../platform/db/db.ts";
import { findInConversation } from "./conversation-search.read-model.ts";
import { findInbound, listBeyond, listMessages } from "./message-pages.read-model.ts";
import { loadMessages } from "./message.read-model.ts";
import { claimOldest, listSending, nextDue } from "./outgoing-message.repository.ts";
import { loadBatchState } from "./receive/batch-state.repository.ts";

const messages = 40_000;
const tickets = 400;
let world: TestDatabase;
let connection: string;
const contactId = (n: number | string) => `('0c000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const ticketId = (n: number | string) => `('0d000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

/** 400 conversations of 100 messages on one number, of which 50 wait to be sent. */
beforeAll(async () => {
  world = await createTestDatabase();
  const { database: db } = world;
  connection = (await createFactories(db).connection()).id;
  await db.query(
    `INSERT INTO "Contact" ("id", "name") SELECT ${contactId("n")}, 'C' || n FROM generate_series(1, ${tickets}) n`,
  );
  await db.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address")
     SELECT 'PHONE', '55' || n, ${contactId("n")}, '55' || n FROM generate_series(1, ${tickets}) n`,
  );
  await db.query(
    `INSERT INTO "Ticket" ("id", "status", "contactId", "whatsappId")
     SELECT ${ticketId("n")}, 'OPEN', ${contactId("n")}, $1::uuid FROM generate_series(1, ${tickets}) n`,
    [connection],
  );
  await db.query(
    `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "status", "body", "providerId", "sentAt")
     SELECT gen_random_uuid(), ${ticketId(`1 + n % ${tickets}`)}, ${contactId(`1 + n % ${tickets}`)}, $1::uuid,
            CASE WHEN n <= ${messages - 50} AND n / ${tickets} % 2 = 0 THEN 'INBOUND' ELSE 'OUTBOUND' END::"MessageDirection",
            CASE WHEN n > ${messages - 50} THEN 'PENDING' ELSE 'READ' END::"MessageStatus", 'Olá ' || n,
            'wamid.' || n, now() - (${messages} - n) * interval '1 minute' FROM generate_series(1, ${messages}) n`,
    [connection],
  );
  await db.query(`VACUUM ANALYZE`);
}, 60_000);
afterAll(() => world.drop());

/** How the one statement of a query was done. */
async function planOf(ask: (sql: Sql) => Promise<unknown>): Promise<QueryPlan> {
  const plans: QueryPlan[] = [];
  const { database: db } = world;
  const watched: Sql = {
    afterCommit: (work) => db.afterCommit(work),
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      plans.push(await explain(db, { text, values }));
      return db.query<Row>(text, values);
    },
  };
  await ask(watched);
  if (plans[0] === undefined || plans.length > 1) throw new Error("not one statement");
  return plans[0];
}

const aTicket = "0d000000-0000-7000-8000-000000000007";

test("a page of a conversation reads a page, at its end and in the middle of it, in both directions", async () => {
  const first = await listMessages(world.database, aTicket, "older", null, 51);
  const place = { sentAt: first[50]?.sentAt.toISOString() ?? "", id: first[50]?.id ?? "" };
  for (const [direction, from] of [
    ["older", null],
    ["older", place],
    ["older", { ...place, isIncluded: true }],
    ["newer", place],
  ] as const) {
    const plan = await planOf((sql) => listMessages(sql, aTicket, direction, from, 51));
    expect(plan.indexes).toContain("Message_ticketId_sentAt_id_idx");
    expect(plan.rowsRead("Message")).toBeLessThanOrEqual(52);
  }
});

test("the first unread message is found among as many as are unread", async () => {
  const plan = await planOf((sql) => findInbound(sql, aTicket, 10));
  expect(plan.indexes).toContain("Message_ticketId_sentAt_id_idx");
  expect(plan.rowsRead("Message")).toBeLessThanOrEqual(25);
});

test("messages are loaded by their ids alone", async () => {
  const ids = (await listMessages(world.database, aTicket, "older", null, 20)).map(({ id }) => id);
  const plan = await planOf((sql) => loadMessages(sql, ids));
  expect(plan.rowsRead("Message")).toBeLessThanOrEqual(20);
});

test("a search in a conversation reads that conversation alone", async () => {
  const viewer = { id: aTicket, role: "SUPERVISOR" as const, queueIds: [aTicket] };
  const conversation = { id: aTicket, contactId: "0c000000-0000-7000-8000-000000000007" };
  for (const who of [viewer, { ...viewer, role: "ADMIN" as const }]) {
    const plan = await planOf((sql) => findInConversation(sql, who, conversation, "olá", 201));
    expect(plan.scannedTables).not.toContain("Message");
    expect(plan.rowsRead("Message")).toBeLessThanOrEqual(100);
  }
});

test("the earlier tickets of a contact are read as far as a page goes", async () => {
  const conversation = { id: aTicket, contactId: "0c000000-0000-7000-8000-000000000007" };
  const viewer = { id: aTicket, role: "ADMIN" as const, queueIds: [] };
  const plan = await planOf((sql) => listBeyond(sql, viewer, conversation, "older", aTicket, 41));
  expect(plan.scannedTables).not.toContain("Ticket");
  expect(plan.scannedTables).not.toContain("Message");
});

test("what a batch has to know is found by keys", async () => {
  const keys = {
    identities: [{ kind: "PHONE" as const, value: "557" }],
    providerIds: ["wamid.9", "new"],
    messageIds: [],
  };
  const plan = await planOf((sql) => loadBatchState(sql, connection, keys));
  expect(plan.indexes).toEqual(expect.arrayContaining(["Message_whatsappId_providerId_key", "Ticket_active_key"]));
  expect(plan.scannedTables).not.toEqual(expect.arrayContaining(["Message"]));
  expect(plan.rowsRead("Message")).toBeLessThanOrEqual(2);
  expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(1);
});

test("the lane reads only what waits", async () => {
  const due = await planOf((sql) => nextDue(sql, connection));
  const sending = await planOf((sql) => listSending(sql, connection, new Date()));
  const claim = await planOf((sql) => claimOldest(sql, connection, [], new Date()));
  for (const plan of [due, sending, claim]) {
    expect(plan.indexes.some((name) => name === "Message_lane_idx" || name === "Message_conversation_lane_idx")).toBe(
      true,
    );
    expect(plan.scannedTables).not.toContain("Message");
    expect(plan.rowsRead("Message")).toBeLessThanOrEqual(110);
  }
});
