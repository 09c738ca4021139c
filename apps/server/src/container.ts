import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { endpoints } from "@whatskovi/contract";
import type { Express } from "express";
import packageFile from "../package.json" with { type: "json" };
import { createJobRunner } from "./jobs/index.ts";
import {
  authHandlers,
  createAccessTokens,
  createAttemptLimit,
  createAuthenticate,
  createOriginCheck,
  createRefreshCookie,
  createRefreshTokens,
} from "./modules/auth/index.ts";
import { contactHandlers } from "./modules/contacts/index.ts";
import { mediaHandlers } from "./modules/media/index.ts";
import {
  checkConnections,
  connectionHandlers,
  createCloudApiConnections,
  createConnectionSecrets,
  createConnectionStore,
} from "./modules/connections/index.ts";
import {
  createDeliveryQueue,
  findActiveTicketId,
  findConversationPartner,
  messageHandlers,
  receiveEvents,
  receivingIdle,
} from "./modules/messages/index.ts";
import { queueHandlers } from "./modules/queues/index.ts";
import { serveDocsAssets, systemHandlers } from "./modules/system/index.ts";
import { tagHandlers } from "./modules/tags/index.ts";
import { ticketHandlers } from "./modules/tickets/index.ts";
import { userHandlers } from "./modules/users/index.ts";
import { webhookHandlers } from "./modules/webhooks/index.ts";
import { type Actor, systemActor } from "./platform/actor.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import { type Config, productFolder } from "./platform/config/index.ts";
import type { Context } from "./platform/context.ts";
import { type Database, openDatabase } from "./platform/db/db.ts";
import { AppError } from "./platform/errors/app-error.ts";
import { createHttpApp } from "./platform/http/app.ts";
import type { Handlers } from "./platform/http/handler.ts";
import { createApiRouter } from "./platform/http/router.ts";
import { createLogger, type Logger } from "./platform/logging/index.ts";
import { createOutbox } from "./platform/outbox/outbox.ts";
import { drainParts, type Part, startParts, stopParts } from "./platform/part.ts";
import { createFileStorage } from "./platform/storage/index.ts";
import { createRealtime } from "./realtime/index.ts";
import { changesOf, createCloudApiFactory, normalizeChange } from "./whatsapp/drivers/cloud-api/index.ts";
import { DriverError, type Party } from "./whatsapp/driver.ts";
import { createWhatsApp } from "./whatsapp/index.ts";

/** What a test may put in the place of ours. */
export type Overrides = {
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly checksResponses?: boolean;
};

export type Container = {
  readonly app: Express;
  readonly httpServer: Server;
  readonly database: Database;
  readonly createContext: <Who extends Actor>(actor: Who) => Context<Who>;
  /** Starts the parts, then listens. Resolves to the port. */
  start(): Promise<number>;
  /** Stops listening, then the parts in reverse order, then the database. */
  stop(): Promise<void>;
  /** Resolves when nothing is left to do: outbox relayed, lanes idle, jobs done. */
  drain(): Promise<void>;
};

/** What WhatsApp itself allows for a document, with some room. */
const MAX_RECEIVED_BYTES = 128 * 1024 * 1024;

/** The composition root: everything is made here, and only here. */
export function createContainer(config: Config, overrides: Overrides = {}): Container {
  const clock = overrides.clock ?? systemClock;
  const logger = overrides.logger ?? createLogger(config);
  const database = openDatabase(config.databaseUrl, { maxConnections: config.databasePoolSize });
  const httpServer = createServer();
  const wakeUps = { relay: () => {}, lane: (_connectionId: string) => {} };
  const outbox = createOutbox(() => wakeUps.relay());
  const createContext = <Who extends Actor>(actor: Who): Context<Who> => ({
    db: database,
    actor,
    clock,
    outbox,
    wakeLane: (connectionId) => wakeUps.lane(connectionId),
  });
  const accessTokens = createAccessTokens({ secret: config.jwtSecret, minutes: config.accessTokenMinutes, clock });
  const authenticate = createAuthenticate({ db: database, tokens: accessTokens });

  const connectionSecrets = createConnectionSecrets(config.encryptionKey);

  const realtime = createRealtime({
    database,
    httpServer,
    corsOrigins: config.corsOrigins,
    log: logger,
    verifyAccessToken: accessTokens.verify,
    typeToCustomer: (ticketId) => void typeToCustomer(ticketId),
  });
  wakeUps.relay = realtime.wake;

  const storage = createFileStorage(config.mediaDir);
  const system = createContext(systemActor);
  const queue = createDeliveryQueue({ ...system, storage });
  const whatsapp = createWhatsApp({
    databaseUrl: config.databaseUrl,
    factories: [createCloudApiFactory()],
    store: createConnectionStore({ db: database, outbox, secrets: connectionSecrets }),
    sink: {
      receive: (connectionId, events) => receiveEvents(system, connectionId, events),
      customerTyping: (connectionId, chat) => void tellCustomerTypes(connectionId, chat),
    },
    announcer: { announce: realtime.announceConnection },
    queue,
    clock,
    log: logger,
    unknownAfterMs: config.deliveryUnknownAfterSeconds * 1000,
  });
  wakeUps.lane = (connectionId) => whatsapp.connector.wakeLane(connectionId);
  const jobs = createJobRunner({
    ...system,
    databaseUrl: config.databaseUrl,
    logger,
    storage,
    maxBytes: MAX_RECEIVED_BYTES,
    openMedia: async (connectionId, media) => {
      const driver = whatsapp.connector.driverOf(connectionId);
      if (driver === null) throw new DriverError("not_connected", "the number is not connected");
      return driver.openMedia(media);
    },
  });
  const parts: Part[] = [realtime.part, { name: "receiving", drain: () => receivingIdle(database) }, whatsapp.part, jobs];

  async function typeToCustomer(ticketId: string): Promise<void> {
    const partner = await findConversationPartner(database, ticketId);
    if (partner !== null) whatsapp.type(partner.connectionId, partner.identities, partner.lastInboundProviderId);
  }

  async function tellCustomerTypes(connectionId: string, chat: Party): Promise<void> {
    const ticketId = await findActiveTicketId(database, connectionId, chat);
    if (ticketId !== null) await realtime.customerTypes(ticketId);
  }

  const handlers: Partial<Handlers> = {
    ...authHandlers({
      accessTokens,
      refreshTokens: createRefreshTokens(config.jwtSecret),
      refreshTokenDays: config.refreshTokenDays,
      attemptLimit: createAttemptLimit(),
      cookie: createRefreshCookie({ isHttps: config.publicUrl.startsWith("https:") }),
      checkOrigin: createOriginCheck(config),
      publicUrl: config.publicUrl,
    }),
    ...userHandlers({ chooseStatus: realtime.presence.choose }),
    ...queueHandlers(),
    ...tagHandlers(),
    ...ticketHandlers(),
    ...contactHandlers(),
    ...messageHandlers(),
    ...mediaHandlers({ storage, maxUploadBytes: config.maxUploadBytes }),
    ...connectionHandlers({
      secrets: connectionSecrets,
      control: {
        isAvailable: (driver) => whatsapp.connector.isAvailable(driver),
        splitSettings: (driver, settings) => whatsapp.connector.factoryOf(driver).splitSettings(settings),
        wake: (connectionId, options) => whatsapp.connector.wake(connectionId, options),
        logout: (connectionId) => whatsapp.connector.logout(connectionId),
        release: (connectionId) => whatsapp.connector.release(connectionId),
        requestPairingCode: whatsapp.requestPairingCode,
        failPending: async (connectionId) => void (await queue.failPending(connectionId, "connection_removed")),
      },
    }),
    ...webhookHandlers({
      connections: createCloudApiConnections(database, connectionSecrets),
      reader: { changesOf, normalizeChange },
      logger,
    }),
    ...realtime.handlers,
    ...systemHandlers({ version: packageFile.version, checkDependencies: () => checkConnections(database) }),
  };
  const router = createApiRouter({
    handlers: { ...unbuiltHandlers(), ...handlers },
    authenticate,
    createContext,
    logger,
    checksResponses: overrides.checksResponses ?? false,
  });
  const app = createHttpApp({
    router,
    assets: serveDocsAssets(),
    logger,
    ...config,
    webFolder: path.join(productFolder, "apps/web/out"),
  });
  httpServer.on("request", app);

  return {
    app,
    httpServer,
    database,
    createContext,
    start: async () => {
      await startParts(parts);
      return listen(httpServer, config);
    },
    stop: async () => {
      const isClosed = new Promise((resolve) => httpServer.close(resolve));
      httpServer.closeIdleConnections();
      await stopParts(parts);
      httpServer.closeAllConnections();
      await isClosed;
      await database.close();
    },
    drain: () => drainParts(parts),
  };
}

async function listen(server: Server, { port, host }: Pick<Config, "port" | "host">): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

function unbuiltHandlers(): Handlers {
  const refuse = async () => {
    throw new AppError("unavailable", { detail: "This is being built." });
  };
  return Object.fromEntries(Object.keys(endpoints).map((name) => [name, refuse])) as unknown as Handlers;
}
