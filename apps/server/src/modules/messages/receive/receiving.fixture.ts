import type { Context } from "../../../platform/context.ts";
import { systemClock } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import { createOutbox, type OutboxEntry } from "../../../platform/outbox/outbox.ts";
import type { InboundEventInput } from "../../../whatsapp/driver.ts";
import { createTestDatabase } from "../../../../test/database.ts";
import { type MessageRow, loadMessages } from "../message.read-model.ts";
import { receiveEvents } from "./receive-events.ts";

type MessageInput = Extract<InboundEventInput, { kind: "message" }>;

/** A text of a customer as a driver hands it over. */
export const text = (phone: string, body: string, fields: Partial<MessageInput> = {}): MessageInput => ({
  kind: "message",
  providerId: `wamid.${newId()}`,
  chat: { identities: [{ kind: "PHONE", value: phone }], name: null },
  origin: "live",
  timestamp: Date.now(),
  type: "TEXT",
  body,
  ...fields,
});

export const status = (
  providerId: string,
  value: "SENT" | "RECEIVED" | "READ" | "FAILED",
  fields: Partial<Extract<InboundEventInput, { kind: "status" }>> = {},
): InboundEventInput => ({ kind: "status", providerId, status: value, timestamp: Date.now(), ...fields });

export type TicketState = {
  id: string;
  status: string;
  contactId: string;
  queueId: string | null;
  unreadMessages: number;
  lastMessageAt: Date;
  lastMessage: { id: string; body: string; status: string } | null;
  waitingSince: Date | null;
  lastInboundAt: Date | null;
  greetedAt: Date | null;
};

/** A database with a way in, and questions about what has come to be in it. */
export async function createReceivingWorld() {
  const world = await createTestDatabase();
  const db = world.database;
  const woken: string[] = [];
  const deps: Pick<Context, "db" | "clock" | "outbox" | "wakeLane"> = {
    db,
    clock: systemClock,
    outbox: createOutbox(() => {}),
    wakeLane: (connectionId) => woken.push(connectionId),
  };
  return {
    ...world,
    db,
    deps,
    woken,
    receive: (connectionId: string, ...events: InboundEventInput[]) => receiveEvents(deps, connectionId, events),
    async connection(fields: { queueId?: string } = {}) {
      const id = newId();
      await db.models.whatsAppConnection.create({ data: { id, name: id, driver: "simulator", ...fields } });
      return id;
    },
    async queue(fields: { greetingMessage?: string; priority?: number } = {}) {
      const id = newId();
      await db.models.queue.create({ data: { id, name: id, color: "#000000", ...fields } });
      return id;
    },
    tickets: (connectionId: string) =>
      db.query<TicketState>(`SELECT * FROM "Ticket" WHERE "whatsappId" = $1::uuid ORDER BY "number"`, [connectionId]),
    async messages(connectionId: string): Promise<MessageRow[]> {
      const rows = await db.query<{ id: string }>(`SELECT "id" FROM "Message" WHERE "whatsappId" = $1::uuid`, [
        connectionId,
      ]);
      return loadMessages(
        db,
        rows.map(({ id }) => id),
      );
    },
    async outbox(): Promise<OutboxEntry[]> {
      const rows = await db.query<{ payload: OutboxEntry }>(`SELECT "payload" FROM "OutboxEvent" ORDER BY "id"`);
      return rows.map(({ payload }) => payload);
    },
  };
}
