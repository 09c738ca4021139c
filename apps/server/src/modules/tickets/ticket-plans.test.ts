import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createFactories } from "../../../test/factories.ts";
import { explain } from "../../../test/query-plan.ts";
import { newId } from "../../platform/ids.ts";
import { ticketCountsStatement } from "./ticket-counts.read-model.ts";
import type { TicketListQuery } from "./found-tickets.ts";
import { ticketListStatement } from "./ticket-list.read-model.ts";
import { encodeCursor } from "../../platform/db/cursor.ts";
import { sorts } from "./ticket-sorts.ts";
import type { TicketRow } from "./ticket.read-model.ts";
import type { TicketViewer } from "./ticket.policy.ts";

const tickets = 20_000;
const active = 400;
let world: TestDatabase;
let rareConnectionId: string;
const rareTagId = newId();
let viewers: Record<"admin" | "supervisor" | "agent", TicketViewer>;

/** A help desk with a long history: 20 agents, 3 queues, 4,000 contacts, 20,000 tickets of which 400 are active. */
beforeAll(async () => {
  world = await createTestDatabase();
  const factories = createFactories(world.database);
  const queueIds = await Promise.all([1, 2, 3].map(async () => (await factories.queue()).id));
  const [agent, ...agents] = await Promise.all(
    Array.from({ length: 20 }, async () => (await factories.user({ queueIds })).id),
  );
  const admin = await factories.user({ role: "ADMIN" });
  const supervisor = await factories.user({ role: "SUPERVISOR", queueIds });
  const connection = await factories.connection();
  rareConnectionId = (await factories.connection()).id;
  viewers = {
    admin: { id: admin.id, role: "ADMIN", queueIds: [] },
    supervisor: { id: supervisor.id, role: "SUPERVISOR", queueIds },
    agent: { id: agent ?? "", role: "AGENT", queueIds },
  };
  const id = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  await world.database.query(
    `INSERT INTO "Contact" ("id", "name", "phoneNumber")
     SELECT ${id("0c000000", "n")}, md5(n::text) || ' ' || md5((-n)::text), '+55119' || (60000000 + n * 7919 % 9999991) FROM generate_series(1, 4000) AS n`,
  );
  await world.database.query(
    `INSERT INTO "Ticket" ("id", "status", "contactId", "userId", "queueId", "whatsappId", "lastMessageAt", "createdAt", "priority", "unreadMessages", "waitingSince")
     SELECT ${id("0d000000", "n")},
            (CASE WHEN n <= ${tickets - active} THEN 'CLOSED' WHEN n % 3 = 0 THEN 'PENDING' ELSE 'OPEN' END)::"TicketStatus",
            ${id("0c000000", "1 + n % 4000")}, CASE WHEN n % 2000 <> 9 AND (n <= ${tickets - active} OR n % 3 <> 0) THEN ($1::uuid[])[1 + n % 20] END,
            CASE WHEN n % 2000 <> 7 THEN ($2::uuid[])[1 + n % 3] END,
            CASE WHEN n % 2000 = 11 THEN $4::uuid ELSE $3::uuid END, now() - (${tickets} - n) * interval '5 minutes', now() - (${tickets} - n) * interval '5 minutes',
            (CASE WHEN n % 500 = 3 THEN 'URGENT' WHEN n % 10 = 1 THEN 'LOW' ELSE 'MEDIUM' END)::"TicketPriority",
            CASE WHEN n > ${tickets - active} THEN n % 3 ELSE 0 END,
            CASE WHEN n > ${tickets - active} AND n % 2 = 0 THEN now() - n * interval '1 second' END
     FROM generate_series(1, ${tickets}) AS n`,
    [[agent, ...agents], queueIds, connection.id, rareConnectionId],
  );
  for (const [id, name] of [
    [rareTagId, "rara"],
    [newId(), "comum"],
  ]) {
    await world.database.query(`INSERT INTO "Tag" ("id", "name", "color") VALUES ($1::uuid, $2::text, '#000000')`, [
      id,
      name,
    ]);
  }
  await world.database.query(
    `INSERT INTO "TicketTag" ("ticketId", "tagId")
     SELECT ticket."id", tag."id" FROM "Ticket" AS ticket, "Tag" AS tag
     WHERE tag."name" = 'comum' OR ticket."number" % 1000 = 5`,
  );
  await world.database.query(`VACUUM ANALYZE`);
}, 60_000);
afterAll(() => world.drop());

const list = (who: keyof typeof viewers, query: Partial<TicketListQuery>) =>
  explain(world.database, ticketListStatement(viewers[who], { sort: "lastMessageAt", limit: 50, ...query }));

/** A page is found by reading at most a page of rows for each part (a status, in a queue), and then itself. */
const pages = (parts: number) => parts * 51 + 51;

test.each([
  ["admin", { status: ["PENDING", "OPEN"] }, "Ticket_list_idx", pages(2)],
  ["admin", { status: ["CLOSED"] }, "Ticket_list_idx", pages(1)],
  ["admin", {}, "Ticket_list_idx", pages(3)],
  ["supervisor", { status: ["PENDING", "OPEN"] }, "Ticket_queue_list_idx", active + 51],
  ["supervisor", { status: ["CLOSED"] }, "Ticket_queue_list_idx", pages(3)],
  ["agent", { status: ["PENDING"] }, "Ticket_queue_list_idx", pages(3)],
  ["agent", { status: ["OPEN"], userId: "me" }, "Ticket_user_list_idx", pages(1)],
  ["agent", { status: ["CLOSED"] }, "Ticket_user_list_idx", pages(1)],
  ["agent", {}, "Ticket_user_list_idx", pages(6)],
] as const)("%s, %j: by %s, reading at most %i tickets", async (who, query, index, most) => {
  const plan = await list(who, { ...query, status: "status" in query ? [...query.status] : undefined });
  expect(plan.scannedTables).not.toContain("Ticket");
  expect(plan.indexes).toContain(index);
  expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(most);
});

test.each(["admin", "supervisor", "agent"] as const)("%s: a later page costs what the first does", async (who) => {
  const first = ticketListStatement(viewers[who], { sort: "lastMessageAt", limit: 50, status: ["CLOSED"] });
  const rows = await world.database.query<{ id: string; lastMessageAt: Date }>(first.text, first.values);
  const place = rows[25];
  if (place === undefined) throw new Error("too few rows");
  const cursor = Buffer.from(JSON.stringify(["lastMessageAt", place.lastMessageAt.toISOString(), place.id])).toString(
    "base64url",
  );
  const plan = await list(who, { status: ["CLOSED"], cursor });
  expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(pages(3));
});

/** What of it is rare in 20,000 tickets: ten to forty of them. */
const rare = (): Record<string, Partial<TicketListQuery>> => ({
  "a number": { connectionId: rareConnectionId },
  "no queue": { queueId: ["none"] },
  nobody: { userId: "none" },
  unread: { unread: true },
  "a priority": { priority: ["URGENT"] },
  "a tag": { tagId: [rareTagId] },
  "a day": {
    lastMessageFrom: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    lastMessageBefore: new Date(Date.now() - 39.9 * 86_400_000).toISOString(),
  },
});

test.each(Object.keys(rare()))("the history narrowed to %s reads what it finds, and no more", async (name) => {
  const plan = await list("admin", { status: ["CLOSED"], ...rare()[name] });
  expect(plan.scannedTables).not.toContain("Ticket");
  expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(pages(1) + 50);
});

test.each(Object.keys(rare()))("active tickets narrowed to %s: no history is read", async (name) => {
  for (const who of ["admin", "supervisor", "agent"] as const) {
    for (const sort of ["lastMessageAt", "waitingSince", "priority"] as const) {
      const plan = await list(who, { status: ["PENDING", "OPEN"], sort, ...rare()[name] });
      expect(plan.scannedTables).not.toContain("Ticket");
      expect([who, sort, plan.rowsRead("Ticket") <= 2 * active + 51]).toEqual([who, sort, true]);
    }
    const counts = await explain(world.database, ticketCountsStatement(viewers[who], rare()[name] ?? {}));
    expect(counts.scannedTables).not.toContain("Ticket");
    expect(counts.rowsRead("Ticket")).toBeLessThanOrEqual(5 * active);
  }
});

test.each([
  ["waitingSince", "PENDING", "Ticket_active_waiting_idx"],
  ["waitingSince", "OPEN", "Ticket_active_waiting_idx"],
  ["priority", "OPEN", "Ticket_active_priority_idx"],
  ["waitingSince", "CLOSED", "Ticket_closed_waiting_idx"],
  ["priority", "CLOSED", "Ticket_closed_priority_idx"],
  ["createdAt", "CLOSED", "Ticket_closed_created_idx"],
] as const)("by %s, %s: a page and a later one, in the order of %s", async (sort, status, index) => {
  const statement = ticketListStatement(viewers.admin, { sort, limit: 20, status: [status] });
  const rows = await world.database.query<TicketRow>(statement.text, statement.values);
  const place = rows[10];
  if (place === undefined) throw new Error("too few rows");
  const cursor = encodeCursor([sort, ...sorts[sort].placeOf(place), place.id]);
  for (const after of [undefined, cursor]) {
    const plan = await list("admin", { status: [status], sort, cursor: after });
    expect(plan.indexes).toContain(index);
    expect(plan.scannedTables).not.toContain("Ticket");
    expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(pages(1));
  }
});

test.each(["priority", "createdAt"] as const)("the history by %s reads little of it for everybody", async (sort) => {
  for (const who of ["supervisor", "agent"] as const) {
    const plan = await list(who, { status: ["CLOSED"], sort });
    expect(plan.scannedTables).not.toContain("Ticket");
    expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(tickets / 10);
  }
});

test.each(["waitingSince", "priority", "createdAt"] as const)(
  "active tickets by %s: no history is read",
  async (sort) => {
    for (const who of ["admin", "supervisor", "agent"] as const) {
      const plan = await list(who, { status: ["PENDING", "OPEN"], sort });
      expect(plan.scannedTables).not.toContain("Ticket");
      expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(active + 51);
    }
  },
);

test.each(["admin", "supervisor", "agent"] as const)(
  "counts of %s: of the history no more is read than is counted",
  async (who) => {
    const plan = await explain(world.database, ticketCountsStatement(viewers[who], {}));
    expect(plan.scannedTables).not.toContain("Ticket");
    expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(4 * active + 4 * 1000);
  },
);

test.each(["admin", "supervisor", "agent"] as const)(
  "counts of %s under a filter that lets most through",
  async (who) => {
    const plan = await explain(world.database, ticketCountsStatement(viewers[who], { priority: ["MEDIUM"] }));
    expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(4 * active + 4 * 1000);
  },
);

test.each(["c4ca4238a0", "000079", "#15000"])("searching %s reads what it finds", async (q) => {
  for (const who of ["admin", "supervisor", "agent"] as const) {
    const plan = await list(who, { q });
    expect(plan.scannedTables).not.toContain("Ticket");
    expect(plan.scannedTables).not.toContain("Contact");
    expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(200);
  }
});

test("the tickets of a contact are found by the contact", async () => {
  const contactId = "0c000000-0000-7000-8000-000000000001";
  const plan = await list("admin", { contactId });
  expect(plan.indexes).toContain("Ticket_contactId_createdAt_idx");
  expect(plan.rowsRead("Ticket")).toBeLessThanOrEqual(50);
});
