import type { TicketStatus } from "@whatskovi/contract";
import type { UserContext } from "../src/platform/context.ts";
import type { TicketRow } from "../src/modules/tickets/index.ts";
import { loadTickets } from "../src/modules/tickets/index.ts";
import { contextOf, readOutbox } from "./context.ts";
import { createTestDatabase } from "./database.ts";
import { createFactories, type NewUser } from "./factories.ts";

/** Two queues with their people, and a number: what tests of tickets and contacts stand on. No server, no socket. */
export async function createTicketWorld() {
  const { database: db, drop } = await createTestDatabase({ maxConnections: 24 });
  const factories = createFactories(db);
  const queue = await factories.queue({ name: "Vendas" });
  const otherQueue = await factories.queue({ name: "Suporte" });
  const connection = await factories.connection();
  const member = async (fields: NewUser = {}): Promise<UserContext> =>
    contextOf(db, await factories.user(fields), fields.queueIds);
  const people = {
    admin: await member({ role: "ADMIN", name: "Ada" }),
    supervisor: await member({ role: "SUPERVISOR", name: "Sílvia", queueIds: [queue.id] }),
    agent: await member({ name: "Ana", queueIds: [queue.id] }),
    colleague: await member({ name: "Bruno", queueIds: [queue.id] }),
    outsider: await member({ name: "Olívia", queueIds: [otherQueue.id] }),
  };
  return {
    db,
    drop,
    factories,
    queue,
    otherQueue,
    connection,
    member,
    ...people,
    /** A ticket of a new contact in the first queue. */
    async ticket(
      fields: { status?: TicketStatus; userId?: string | null; queueId?: string | null; contactId?: string } = {},
    ) {
      const contactId = fields.contactId ?? (await factories.contact()).id;
      return (await factories.ticket({ queueId: queue.id, ...fields, contactId, whatsappId: connection.id })).id;
    },
    async row(id: string): Promise<TicketRow> {
      const [row] = await loadTickets(db, [id]);
      if (row === undefined) throw new Error("no such ticket");
      return row;
    },
    /** The timeline, oldest first. */
    async events(ticketId: string) {
      return db.query<{ type: string; userId: string | null; details: Record<string, unknown> }>(
        `SELECT "type", "userId", "details" FROM "TicketEvent" WHERE "ticketId" = $1::uuid ORDER BY "id"`,
        [ticketId],
      );
    },
    /** What was appended to the outbox about a ticket, oldest first. */
    async outbox(ticketId: string) {
      return (await readOutbox(db)).filter((entry) => "ticketId" in entry && entry.ticketId === ticketId);
    },
  };
}

export type TicketWorld = Awaited<ReturnType<typeof createTicketWorld>>;
