import type { Role, TicketStatus } from "@whatskovi/contract";
import bcrypt from "bcrypt";
import { phoneMatchKey } from "../src/modules/contacts/index.ts";
import type { Db } from "../src/platform/db/db.ts";
import { newId } from "../src/platform/ids.ts";

/** The password of everybody a factory makes; hashed cheaply, for tests make many people. */
export const testPassword = "correct horse battery";
const testPasswordHash = bcrypt.hashSync(testPassword, 4);

let counter = 0;
const next = () => ++counter;

export type NewUser = {
  name?: string;
  email?: string;
  role?: Role;
  queueIds?: readonly string[];
  isActive?: boolean;
  maxTickets?: number;
};

/** Rows written straight into the database: quick worlds for tests of something else. Nothing of it reaches the outbox. */
export function createFactories(db: Db) {
  return {
    async user({ queueIds = [], ...fields }: NewUser = {}): Promise<{
      id: string;
      name: string;
      email: string;
      role: Role;
    }> {
      const number = next();
      const data = {
        id: newId(),
        name: `Pessoa ${number}`,
        email: `pessoa${number}@example.com`,
        role: "AGENT" as Role,
        ...fields,
      };
      await db.models.user.create({
        data: { ...data, password: testPasswordHash, queues: { create: queueIds.map((queueId) => ({ queueId })) } },
      });
      const { id, name, email, role } = data;
      return { id, name, email, role };
    },

    async queue(fields: { name?: string; priority?: number } = {}): Promise<{ id: string; name: string }> {
      const data = { id: newId(), name: `Fila ${next()}`, color: "#2f7d5b", ...fields };
      await db.models.queue.create({ data });
      return { id: data.id, name: data.name };
    },

    /** A number that is switched off, so that no driver starts for it. */
    async connection(fields: { name?: string; queueId?: string; driver?: string } = {}): Promise<{ id: string }> {
      const id = newId();
      await db.models.whatsAppConnection.create({
        data: { id, name: `Número ${next()}`, driver: "simulator", isEnabled: false, ...fields },
      });
      return { id };
    },

    async contact(fields: { name?: string; phoneNumber?: string } = {}): Promise<{ id: string; name: string }> {
      const number = next();
      const phoneNumber = fields.phoneNumber ?? `+55119${String(80_000_000 + number)}`;
      const data = { id: newId(), name: `Cliente ${number}`, ...fields, phoneNumber };
      await db.models.contact.create({
        data: {
          ...data,
          identities: { create: { kind: "PHONE", value: phoneMatchKey(phoneNumber), address: phoneNumber.slice(1) } },
        },
      });
      return { id: data.id, name: data.name };
    },

    async ticket(fields: {
      contactId: string;
      whatsappId: string;
      queueId?: string | null;
      userId?: string | null;
      status?: TicketStatus;
    }): Promise<{ id: string }> {
      const id = newId();
      const status = fields.status ?? (fields.userId ? "OPEN" : "PENDING");
      await db.models.ticket.create({
        data: { ...fields, id, status, ...(status === "CLOSED" && { closedAt: new Date() }) },
      });
      return { id };
    },

    async message(fields: {
      ticketId: string | null;
      contactId: string;
      whatsappId: string;
      body?: string;
      mediaId?: string;
    }): Promise<{ id: string }> {
      const id = newId();
      await db.models.message.create({
        data: { id, direction: "INBOUND", status: "RECEIVED", body: "Olá", providerId: `test-${id}`, ...fields },
      });
      return { id };
    },
  };
}

export type Factories = ReturnType<typeof createFactories>;
