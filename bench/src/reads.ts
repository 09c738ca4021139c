import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Api } from "./api.ts";
import { type Distribution, distributionOf, round } from "./statistics.ts";
import { openLargeWorld } from "./world.ts";

const repetitions = Number(process.env["BENCH_READS_COUNT"] ?? 300);

type Measured = { product: Distribution; raw: Distribution; ratio: number };

/** The ticket list, opening a conversation and sending, as an agent and as the administrator, next to the bare SQL of each. */
export async function benchReads(databaseUrl: string) {
  const world = await openLargeWorld(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const results: Record<string, Measured> = {};
    const people: [string, Api][] = [
      ["admin", world.admin],
      ["agent", world.agents[0] ?? world.admin],
    ];
    for (const [who, api] of people) {
      const me = await api.call<{ id: string; queueIds: string[] }>("GET", "/api/auth/me");
      const mine = await api.call<Tickets>("GET", "/api/tickets?status=OPEN&userId=me&limit=50");
      const any = await api.call<Tickets>("GET", "/api/tickets?status=OPEN&limit=50");
      const ticketIds = (mine.items.length > 0 ? mine : any).items.map((ticket) => ticket.id);
      const ticketId = (index: number) => ticketIds[index % ticketIds.length] ?? "";
      const isAdmin = who === "admin";

      results[`list.${who}`] = await compare(
        () => api.call("GET", "/api/tickets?status=PENDING,OPEN&limit=50"),
        () => pool.query(isAdmin ? rawList : rawAgentList, isAdmin ? [] : [me.id, me.queueIds]),
      );
      results[`closed.${who}`] = await compare(
        () => api.call("GET", "/api/tickets?status=CLOSED&limit=50"),
        () => pool.query(isAdmin ? rawClosed : rawAgentClosed, isAdmin ? [] : [me.id]),
      );
      results[`open.${who}`] = await compare(
        (index) => api.call("GET", `/api/tickets/${ticketId(index)}/messages?limit=50`),
        (index) => pool.query(rawMessages, [ticketId(index)]),
      );
      results[`send.${who}`] = await compare(
        (index) =>
          api.call("POST", "/api/messages", { id: randomUUID(), ticketId: ticketId(index), body: `resposta ${index}` }),
        (index) => pool.query(rawSend, [randomUUID(), ticketId(index), `raw ${index}`]),
      );
    }
    return results;
  } finally {
    await pool.end();
    await world.stop();
  }
}

type Tickets = { items: { id: string }[] };

/** One after the other, product and raw in turn, so that both see the same noise. */
async function compare(
  product: (index: number) => Promise<unknown>,
  raw: (index: number) => Promise<unknown>,
): Promise<Measured> {
  const times = { product: [] as number[], raw: [] as number[] };
  for (let index = -20; index < repetitions; index++) {
    for (const [name, work] of [
      ["product", product],
      ["raw", raw],
    ] as const) {
      const started = performance.now();
      await work(index + 20);
      if (index >= 0) times[name].push(performance.now() - started);
    }
  }
  const result = { product: distributionOf(times.product), raw: distributionOf(times.raw) };
  return { ...result, ratio: round(result.product.p50 / Math.max(result.raw.p50, 0.01)) };
}

const columns = `ticket.*, contact."name", contact."phoneNumber", queue."name" AS queue, person."name" AS person`;
const joins = `FROM "Ticket" ticket JOIN "Contact" contact ON contact."id" = ticket."contactId"
  LEFT JOIN "Queue" queue ON queue."id" = ticket."queueId" LEFT JOIN "User" person ON person."id" = ticket."userId"`;
const newestFirst = `ORDER BY ticket."lastMessageAt" DESC, ticket."id" DESC LIMIT 50`;
const rawList = `SELECT ${columns} ${joins} WHERE ticket."status" <> 'CLOSED' ${newestFirst}`;
const rawAgentList = `SELECT ${columns} ${joins} WHERE ticket."status" <> 'CLOSED'
  AND (ticket."userId" = $1 OR (ticket."status" = 'PENDING' AND ticket."queueId" = ANY($2::uuid[]))) ${newestFirst}`;
const rawClosed = `SELECT ${columns} ${joins} WHERE ticket."status" = 'CLOSED' ${newestFirst}`;
const rawAgentClosed = `SELECT ${columns} ${joins} WHERE ticket."status" = 'CLOSED' AND ticket."userId" = $1 ${newestFirst}`;
const rawMessages = `SELECT * FROM "Message" WHERE "ticketId" = $1 ORDER BY "sentAt" DESC, "id" DESC LIMIT 50`;
const rawSend = `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "body", "status")
  SELECT $1::uuid, "id", "contactId", "whatsappId", 'OUTBOUND', $3, 'SENT' FROM "Ticket" WHERE "id" = $2::uuid`;
