import { afterAll, beforeAll, expect, test } from "vitest";
import { explain } from "../../../test/query-plan.ts";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { notificationListStatement } from "./notification.read-model.ts";

/** Of 20,000 of 21 people: what is kept of one is pruned by age, so a page may read all of it, and nobody else's. */
const own = 953;
let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
  const { contactId, whatsappId } = await world.row(await world.ticket());
  const others = await Promise.all(Array.from({ length: 20 }, () => world.factories.user()));
  await world.db.query(
    `INSERT INTO "Ticket" ("id", "status", "contactId", "userId", "queueId", "whatsappId")
     SELECT ('0d000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'CLOSED', $1::uuid, $2::uuid, $3::uuid, $4::uuid
     FROM generate_series(0, 4999) AS n`,
    [contactId, world.agent.actor.id, world.queue.id, whatsappId],
  );
  await world.db.query(
    `INSERT INTO "Notification" ("id", "userId", "kind", "ticketId", "readAt")
     SELECT ('0a000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ($1::uuid[])[1 + n % 21], 'TRANSFER',
            ('0d000000-0000-7000-8000-' || lpad(to_hex(n % 5000), 12, '0'))::uuid,
            CASE WHEN n % 50 <> 0 THEN now() END
     FROM generate_series(1, 20000) AS n`,
    [[world.agent.actor.id, ...others.map(({ id }) => id)]],
  );
  await world.db.query("VACUUM ANALYZE");
}, 60_000);
afterAll(() => world.drop());

test.each([
  [undefined, "Notification_userId_id_idx", own],
  [true, "Notification_unread_idx", 31],
] as const)(
  "a page (unread: %s) is found among the person's own by %s, reading at most %i",
  async (unread, index, most) => {
    const plan = await explain(world.db, notificationListStatement(world.agent.actor, { limit: 30, unread }));
    expect(plan.indexes).toContain(index);
    expect(plan.scannedTables).not.toContain("Notification");
    expect(plan.rowsRead("Notification")).toBeLessThanOrEqual(most);
  },
);
