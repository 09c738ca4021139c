import { randomUUID } from "node:crypto";
import pg from "pg";
import { inParallel } from "./statistics.ts";

/** One inbound message as one SQL statement: the rows that the product writes for it, and nothing around them. */
const oneStatement = `
  WITH contact AS (
    SELECT "contactId" AS id FROM "ContactIdentity" WHERE "kind" = 'PHONE' AND "value" = $1
  ), touched AS (
    UPDATE "Ticket" SET "unreadMessages" = "unreadMessages" + 1, "lastMessageAt" = now(), "lastInboundAt" = now(), "updatedAt" = now(),
      "lastMessage" = jsonb_build_object('id', $2::uuid, 'body', $3::text, 'type', 'TEXT', 'direction', 'INBOUND', 'status', 'RECEIVED', 'isPrivate', false)
    FROM contact WHERE "contactId" = contact.id AND "whatsappId" = $4::uuid AND "status" <> 'CLOSED' RETURNING "Ticket"."id"
  ), message AS (
    INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "type", "body", "status", "providerId", "sentAt")
    SELECT $2::uuid, touched."id", contact.id, $4::uuid, 'INBOUND', 'TEXT', $3::text, 'RECEIVED', $5::text, now() FROM contact, touched
    ON CONFLICT DO NOTHING RETURNING "id", "ticketId"
  )
  INSERT INTO "OutboxEvent" ("type", "payload")
  SELECT 'messages', jsonb_build_object('type', 'messages', 'ticketId', "ticketId", 'messageIds', jsonb_build_array("id"), 'isNewTicket', false) FROM message`;

/** Messages a second with plain `pg`, prepared, 8 connections: the ceiling that the product is measured against. */
export async function measureRawIngest(
  databaseUrl: string,
  input: { connectionId: string; matchKeys: readonly string[]; count: number },
): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  const run = randomUUID();
  const write = async (index: number) => {
    const key = input.matchKeys[index % input.matchKeys.length];
    await pool.query({
      name: "one-message",
      text: oneStatement,
      values: [key, randomUUID(), `raw message ${index}`, input.connectionId, `raw.${run}.${index}`],
    });
  };
  try {
    await inParallel(200, 8, (index) => write(-1 - index + input.matchKeys.length * 200));
    const started = performance.now();
    await inParallel(input.count, 8, write);
    const seconds = (performance.now() - started) / 1000;
    await pool.query(`UPDATE "OutboxEvent" SET "seq" = nextval('"OutboxEvent_publication_seq"') WHERE "seq" IS NULL`);
    return input.count / seconds;
  } finally {
    await pool.end();
  }
}
