import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { pino } from "pino";
import { type CloudApiConnection, webhookHandlers } from "../src/modules/webhooks/index.ts";
import type { Actor } from "../src/platform/actor.ts";
import { systemClock } from "../src/platform/clock.ts";
import type { Context } from "../src/platform/context.ts";
import { createHttpApp } from "../src/platform/http/app.ts";
import type { Handlers } from "../src/platform/http/handler.ts";
import { createApiRouter } from "../src/platform/http/router.ts";
import { newId } from "../src/platform/ids.ts";
import { createOutbox } from "../src/platform/outbox/outbox.ts";
import { changesOf, normalizeChange } from "../src/whatsapp/drivers/cloud-api/index.ts";
import { createTestDatabase } from "./database.ts";

export type StoredMessage = {
  providerId: string;
  body: string;
  type: string;
  status: string;
  direction: string;
  content: Record<string, unknown>;
  raw: Record<string, unknown> | null;
  ticketId: string | null;
  whatsappId: string;
  contactName: string;
  phoneNumber: string | null;
};

/** The webhook's way from HTTP into PostgreSQL, with numbers of one's choice and a fake Graph API that posts to it. */
export async function createWebhookWorld() {
  const { database, drop } = await createTestDatabase();
  const connections: CloudApiConnection[] = [];
  let count = 0;
  const graph: FakeGraph = await startFakeGraph({ numbers: [], behaviour: { retryAfterMs: 5, maxAttempts: 5 } });
  const logger = pino({ level: "silent" });
  const createContext = <Who extends Actor>(actor: Who): Context<Who> => ({
    db: database,
    actor,
    clock: systemClock,
    outbox: createOutbox(() => {}),
    wakeLane: () => {},
  });
  const handlers = webhookHandlers({
    connections: {
      find: async (ids) => connections.filter(({ phoneNumberId }) => ids.includes(phoneNumberId)),
      list: async () => connections,
    },
    reader: { changesOf, normalizeChange },
    logger,
  }) as Handlers;
  const router = createApiRouter({
    limit: async () => {},
    handlers,
    authenticate: () => Promise.reject(new Error("nobody signs in here")),
    createContext,
    logger,
  });
  const server = createServer(
    createHttpApp({ router, logger, publicUrl: "http://127.0.0.1", corsOrigins: [], trustProxy: false }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/cloud-api`;

  return {
    url,
    graph,
    database,
    async connection(fields: Partial<CloudApiConnection> & { isEnabled?: boolean } = {}): Promise<CloudApiConnection> {
      const { isEnabled = true, ...rest } = fields;
      const number = String(++count);
      const connection = {
        connectionId: newId(),
        phoneNumberId: `1000000000000${number.padStart(3, "0")}`,
        appSecret: "app-secret-of-all",
        verifyToken: `verify-token-${number}`,
        ...rest,
      };
      await database.models.whatsAppConnection.create({
        data: {
          id: connection.connectionId,
          name: `Número ${number}`,
          driver: "cloud-api",
          externalId: connection.phoneNumberId,
          isEnabled,
        },
      });
      connections.push(connection);
      graph.addNumber({ phoneNumberId: connection.phoneNumberId, appSecret: connection.appSecret, webhookUrl: url });
      return connection;
    },
    forget(connection: CloudApiConnection): void {
      connections.splice(connections.indexOf(connection), 1);
    },
    messages: (connectionId: string) =>
      database.query<StoredMessage>(
        `SELECT m.*, c."name" AS "contactName", c."phoneNumber" FROM "Message" m JOIN "Contact" c ON c."id" = m."contactId"
         WHERE m."whatsappId" = $1::uuid ORDER BY m."sentAt", m."id"`,
        [connectionId],
      ),
    counts: async () => {
      const [row] = await database.query<{
        messages: number;
        contacts: number;
        tickets: number;
        outbox: number;
        parked: number;
      }>(
        `SELECT (SELECT count(*) FROM "Message")::int AS messages, (SELECT count(*) FROM "Contact")::int AS contacts,
                (SELECT count(*) FROM "Ticket")::int AS tickets, (SELECT count(*) FROM "OutboxEvent")::int AS outbox,
                (SELECT count(*) FROM "ParkedUpdate")::int AS parked`,
      );
      return row;
    },
    close: async () => {
      await graph.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await drop();
    },
  };
}
