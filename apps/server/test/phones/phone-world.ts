import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Connection, CreateConnection, Message, Ticket } from "@whatskovi/contract";
import type { z } from "zod";
import { type ApiClient, createApiClient } from "../api-client.ts";
import { createTestDatabase } from "../database.ts";
import { freePort, type ServerProcess, startServer } from "../server-process.ts";
import type { Phone, PhoneDriver } from "./phone.ts";
import { startPhone } from "./start-phone.ts";
import { until } from "./until.ts";

const administrator = { name: "Ana Prado", email: "ana@example.com", password: "correct horse battery" };

/** A number of the product's, of any kind. */
export type Line = {
  readonly connectionId: string;
  connection(): Promise<Connection>;
  becomes(status: Connection["status"]): Promise<Connection>;
  /** Its tickets that are not closed, the one that was written in first first. */
  tickets(): Promise<Ticket[]>;
  /** The active ticket of a customer, by name, once there is one. */
  ticketOf(name: string): Promise<Ticket>;
};

/** The product in a process that can be killed, and WhatsApp in this one, which lives on. */
export type PhoneWorld = {
  readonly url: string;
  readonly api: ApiClient;
  /** The administrator's, for requests that `api` cannot make. */
  readonly accessToken: string;
  phone(driver: PhoneDriver): Phone;
  /** Adds a number, unpaced, and resolves when it has its first state. */
  addLine(connection: z.input<typeof CreateConnection>): Promise<Line>;
  /** Adds a number of a phone and links it by its QR code; what the session needs is on the disk when it resolves. */
  link(driver: PhoneDriver): Promise<Line>;
  /** Every message of a ticket, in order. */
  messages(ticketId: string): Promise<Message[]>;
  /** WhatsApp's ids of a number's messages, as they are stored, by ours. */
  providerIds(connectionId: string): Promise<Map<string, string>>;
  kill(): Promise<void>;
  /** Asks the server to end. */
  end(): Promise<void>;
  start(): Promise<void>;
  /** Starts another process of the server on the same data. */
  startBeside(environment: Record<string, string>): Promise<{ api: ApiClient; end(): Promise<void> }>;
  /** All that the server's processes have printed. */
  output(): string;
  stop(): Promise<void>;
};

/** Starts the phones, and the product on an empty database, with an administrator signed in. */
export async function startPhoneWorld(
  drivers: readonly PhoneDriver[],
  environment: (url: string) => Record<string, string> = () => ({}),
): Promise<PhoneWorld> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "whatskovi-phones-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const phones = await Promise.all(drivers.map(startPhone));
  const printed: string[] = [];
  const env: Record<string, string> = Object.assign(
    { DELIVERY_UNKNOWN_AFTER_SECONDS: "2", LOG_LEVEL: "info" },
    ...phones.map((phone) => phone.environment),
    environment(url),
  );
  const options = { databaseUrl: database.url, dataDir, onOutput: (text: string) => void printed.push(text) };
  const run = () => startServer({ ...options, port, env });
  let server: ServerProcess = await run();
  await createApiClient(url).setUp({ body: administrator });
  const { email, password } = administrator;
  const { accessToken } = await createApiClient(url).login({ body: { email, password } });
  const api = createApiClient(url, accessToken);
  const queue = await api.createQueue({ body: { name: "Atendimento" } });

  const addLine = async (connection: z.input<typeof CreateConnection>): Promise<Line> => {
    const { id } = await api.createConnection({ body: { ...connection, queueId: queue.id } });
    const pacing = { gapMs: [0, 0] as [number, number], newConversationsPerDay: null, warmUp: false };
    await api.updateConnection({ params: { id }, body: { pacing, groupsEnabled: true } });
    return lineOf(api, id);
  };
  const phone = (driver: PhoneDriver): Phone => {
    const found = phones.find((each) => each.driver === driver);
    if (found === undefined) throw new Error(`this world has no phone for ${driver}`);
    return found;
  };
  return {
    url,
    api,
    accessToken,
    phone,
    addLine,
    link: async (driver) => {
      const line = await addLine({ name: `Loja ${driver}`, driver });
      await line.becomes("pairing");
      phone(driver).scanQr((await line.connection()).qrCode ?? "");
      await line.becomes("online");
      // A browser writes its session down some seconds later, or when it is closed.
      if (driver === "whatsapp-web") await restartOf(api, line);
      return line;
    },
    messages: (ticketId) => messagesOf(api, ticketId),
    providerIds: async (connectionId) => {
      const rows = await database.database.query<{ id: string; providerId: string }>(
        `SELECT "id", "providerId" FROM "Message" WHERE "whatsappId" = $1::uuid AND "providerId" IS NOT NULL`,
        [connectionId],
      );
      return new Map(rows.map(({ id, providerId }) => [id, providerId]));
    },
    kill: () => server.kill(),
    end: () => server.stop(),
    start: async () => {
      server = await run();
    },
    startBeside: async (more) => {
      const beside = await startServer({ ...options, env: { ...env, ...more } });
      return { api: createApiClient(beside.url, accessToken), end: () => beside.stop() };
    },
    output: () => printed.join(""),
    stop: async () => {
      await server.stop();
      await Promise.all(phones.map((each) => each.close()));
      await database.drop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function restartOf(api: ApiClient, { connectionId, becomes }: Line): Promise<void> {
  await api.disconnectConnection({ params: { id: connectionId } });
  await becomes("stopped");
  await api.connectConnection({ params: { id: connectionId } });
  await becomes("online");
}

function lineOf(api: ApiClient, connectionId: string): Line {
  const connection = () => api.getConnection({ params: { id: connectionId } });
  const tickets = async () => {
    const { items } = await api.listTickets({
      query: { connectionId, status: "PENDING,OPEN", sort: "createdAt", limit: 100 },
    });
    return items.toReversed();
  };
  return {
    connectionId,
    connection,
    becomes: (status) =>
      until(`it is ${status}`, async () => {
        const shown = await connection();
        return shown.status === status ? shown : null;
      }),
    tickets,
    ticketOf: (name) =>
      until(`${name} has a ticket`, async () => (await tickets()).find(({ contact }) => contact.name === name) ?? null),
  };
}

async function messagesOf(api: ApiClient, id: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await api.listTicketMessages({ params: { id }, query: { limit: 100, cursor } });
    all.unshift(...items.toReversed());
    if (nextCursor === null) return all;
    cursor = nextCursor;
  }
}
