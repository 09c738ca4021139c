import { createServer } from "node:http";
import path from "node:path";
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
import { contactImportHandlers } from "./modules/contact-import/index.ts";
import { contactHandlers } from "./modules/contacts/index.ts";
import { conversationHandlers } from "./modules/conversations/index.ts";
import { customFieldHandlers } from "./modules/custom-fields/index.ts";
import { draftHandlers } from "./modules/drafts/index.ts";
import { mentionHandlers } from "./modules/mentions/index.ts";
import { quickReplyHandlers } from "./modules/quick-replies/index.ts";
import { mediaHandlers } from "./modules/media/index.ts";
import {
  checkConnections,
  type ConnectionDeps,
  connectionHandlers,
  createCloudApiConnections,
  createConnectionSecrets,
  createConnectionStore,
} from "./modules/connections/index.ts";
import {
  createDeliveryQueue,
  findActiveTicketId,
  findConversationPartner,
  loadMessages,
  markReadBy,
  messageHandlers,
  presentMessage,
  receiveEvents,
  receivingIdle,
} from "./modules/messages/index.ts";
import { notificationHandlers } from "./modules/notifications/index.ts";
import { preferenceHandlers } from "./modules/preferences/index.ts";
import { queueHandlers } from "./modules/queues/index.ts";
import { searchHandlers } from "./modules/search/index.ts";
import { simulatorHandlers } from "./modules/simulator/index.ts";
import { createAbsenceLog, createAlertDesk, supervisionHandlers } from "./modules/supervision/index.ts";
import { serveDocsAssets, systemHandlers } from "./modules/system/index.ts";
import { tagHandlers } from "./modules/tags/index.ts";
import { templateHandlers } from "./modules/templates/index.ts";
import { ticketHandlers } from "./modules/tickets/index.ts";
import { viewHandlers } from "./modules/views/index.ts";
import { userHandlers } from "./modules/users/index.ts";
import { webhookHandlers } from "./modules/webhooks/index.ts";
import { type Actor, systemActor } from "./platform/actor.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import { childEnvironment, type Config, productFolder } from "./platform/config/index.ts";
import type { Context } from "./platform/context.ts";
import { type Database, openDatabase } from "./platform/db/db.ts";
import { createHttpApp } from "./platform/http/app.ts";
import type { Handlers } from "./platform/http/handler.ts";
import { createListener, type Listener } from "./platform/http/listener.ts";
import { createRateLimit } from "./platform/http/rate-limit.ts";
import { createApiRouter } from "./platform/http/router.ts";
import { createLogger, type Logger } from "./platform/logging/index.ts";
import { createOutbox } from "./platform/outbox/outbox.ts";
import { drainParts, type Part, startParts, stopParts } from "./platform/part.ts";
import { createFileStorage } from "./platform/storage/index.ts";
import { createRealtime } from "./realtime/index.ts";
import { createBaileysFactory } from "./whatsapp/drivers/baileys/index.ts";
import { changesOf, createCloudApiFactory, normalizeChange } from "./whatsapp/drivers/cloud-api/index.ts";
import { createSimulator } from "./whatsapp/drivers/simulator/index.ts";
import { createWhatsAppWebFactory } from "./whatsapp/drivers/whatsapp-web/index.ts";
import { DriverError, type Party } from "./whatsapp/driver.ts";
import { createWhatsApp } from "./whatsapp/index.ts";

/** What a test may put in the place of ours. */
export type Overrides = {
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly checksResponses?: boolean;
};

export type Container = {
  readonly database: Database;
  readonly createContext: CreateContext;
  /** Starts the parts of this process's roles, then listens. Resolves to the port. */
  start(): Promise<number>;
  /** Stops listening, then the parts in reverse order, then the database. */
  stop(): Promise<void>;
  /** Resolves when nothing is left to do: outbox relayed, lanes idle, jobs done. */
  drain(): Promise<void>;
};

type CreateContext = <Who extends Actor>(actor: Who) => Context<Who>;

/** What WhatsApp itself allows for a document, with some room. */
const maxReceivedBytes = 128 * 1024 * 1024;

/** The composition root: everything is made here, and only here. */
export function createContainer(config: Config, overrides: Overrides = {}): Container {
  const base = createBase(config, overrides);
  const { database } = base;
  const numbers = createNumbers(base);
  const handlers = createHandlers(base, numbers);
  const listener = openDoor(base, handlers, overrides);
  const parts = partsOf(base, numbers);
  return {
    database,
    createContext: base.createContext,
    start: async () => {
      await startParts(parts);
      return listener.start();
    },
    stop: async () => {
      await listener.drain();
      await stopParts(parts);
      await listener.close();
      await database.close();
    },
    drain: () => drainParts(parts),
  };
}

/** What everything else is made with. */
function createBase(config: Config, overrides: Overrides) {
  const clock = overrides.clock ?? systemClock;
  const logger = overrides.logger ?? createLogger(config);
  const database = openDatabase(config.databaseUrl, { maxConnections: config.databasePoolSize });
  /** Filled in by what is woken, which is made later. */
  const wakeUps = { relay: () => {}, lane: (_connectionId: string) => {} };
  const outbox = createOutbox(() => wakeUps.relay());
  const createContext: CreateContext = (actor) => ({
    db: database,
    actor,
    clock,
    outbox,
    wakeLane: (connectionId) => wakeUps.lane(connectionId),
  });
  return {
    config,
    clock,
    logger,
    database,
    wakeUps,
    outbox,
    createContext,
    httpServer: createServer(),
    storage: createFileStorage(config.mediaDir),
    secrets: createConnectionSecrets(config.encryptionKey),
    accessTokens: createAccessTokens({ secret: config.jwtSecret, minutes: config.accessTokenMinutes, clock }),
  };
}
type Base = ReturnType<typeof createBase>;

/** The numbers at work, and the screens that see it: each tells the other who types. */
function createNumbers(base: Base) {
  const { config, database, clock, logger, outbox, secrets } = base;
  const system = base.createContext(systemActor);
  const realtime = createRealtime({
    database,
    httpServer: base.httpServer,
    corsOrigins: config.corsOrigins,
    log: logger,
    verifyAccessToken: base.accessTokens.verify,
    typeToCustomer: (ticketId) => void typeToCustomer(ticketId).catch(notShown),
  });
  const queue = createDeliveryQueue({ ...system, storage: base.storage, log: logger });
  const store = createConnectionStore({ db: database, outbox, secrets });
  const simulator = createSimulator({ memoryOf: store.memoryOf });
  const whatsapp = createWhatsApp({
    databaseUrl: config.databaseUrl,
    factories: [
      createCloudApiFactory(),
      createWhatsAppWebFactory({
        dataDir: config.dataDir,
        browser: config.whatsappWebBrowser,
        browserArgs: config.whatsappWebArgs,
        environment: childEnvironment(),
      }),
      createBaileysFactory({ webSocketUrl: config.baileysWebSocketUrl }),
      ...(config.isSimulatorEnabled ? [simulator.factory] : []),
    ],
    store,
    sink: {
      receive: (connectionId, events) => receiveEvents({ ...system, log: logger }, connectionId, events),
      customerTyping: (connectionId, chat) => void tellCustomerTypes(connectionId, chat).catch(notShown),
    },
    announcer: { announce: realtime.announceConnection },
    absences: createAbsenceLog({ db: database, outbox }),
    alerts: createAlertDesk({ db: database, outbox }),
    queue,
    clock,
    log: logger,
    unknownAfterMs: config.deliveryUnknownAfterSeconds * 1000,
  });
  base.wakeUps.relay = realtime.wake;
  base.wakeUps.lane = (connectionId) => whatsapp.connector.wakeLane(connectionId);

  function notShown(error: unknown): void {
    logger.debug({ err: error }, "typing could not be shown");
  }

  async function typeToCustomer(ticketId: string): Promise<void> {
    const partner = await findConversationPartner(database, ticketId);
    if (partner !== null) whatsapp.type(partner.connectionId, partner.identities, partner.lastInboundProviderId);
  }

  async function tellCustomerTypes(connectionId: string, chat: Party): Promise<void> {
    const ticketId = await findActiveTicketId(database, connectionId, chat);
    if (ticketId !== null) await realtime.customerTypes(ticketId);
  }

  return { realtime, queue, simulator, whatsapp };
}
type Numbers = ReturnType<typeof createNumbers>;

/** What works beside requests, in the order of starting. */
function partsOf(base: Base, { realtime, whatsapp }: Numbers): Part[] {
  const { config, database, logger, storage } = base;
  const jobs = createJobRunner({
    ...base.createContext(systemActor),
    databaseUrl: config.databaseUrl,
    logger,
    storage,
    maxBytes: maxReceivedBytes,
    markRead: (connectionId, messages) => markReadBy(whatsapp.connector.driverOf(connectionId), messages),
    openMedia: async (connectionId, media) => {
      const driver = whatsapp.connector.driverOf(connectionId);
      if (driver === null) throw new DriverError("not_connected", "the number is not connected");
      return driver.openMedia(media);
    },
  });
  const receiving: Part = { name: "receiving", drain: () => receivingIdle(database) };
  return [
    ...(config.roles.includes("api") ? [realtime.part] : []),
    receiving,
    ...(config.roles.includes("whatsapp") ? [whatsapp.part] : []),
    ...(config.roles.includes("jobs") ? [jobs] : []),
  ];
}

function createHandlers(base: Base, { realtime, queue, simulator, whatsapp }: Numbers): Handlers {
  const { config, database, logger, secrets, storage } = base;
  const { connector } = whatsapp;
  const connections: ConnectionDeps = {
    secrets,
    control: {
      unavailableBecause: (driver) => connector.unavailableBecause(driver),
      splitSettings: (driver, settings) => connector.factoryOf(driver).splitSettings(settings),
      wake: (connectionId, options) => connector.wake(connectionId, options),
      logout: (connectionId) => connector.logout(connectionId),
      release: (connectionId) => connector.release(connectionId),
      requestPairingCode: whatsapp.requestPairingCode,
      failPending: async (connectionId) => void (await queue.failPending(connectionId, "connection_removed")),
    },
  };
  return {
    ...authHandlers({
      accessTokens: base.accessTokens,
      refreshTokens: createRefreshTokens(config.jwtSecret),
      refreshTokenDays: config.refreshTokenDays,
      attemptLimit: createAttemptLimit(),
      cookie: createRefreshCookie({ isHttps: config.publicUrl.startsWith("https:") }),
      checkOrigin: createOriginCheck(config),
      publicUrl: config.publicUrl,
    }),
    ...userHandlers({ chooseStatus: realtime.presence.choose }),
    ...preferenceHandlers(),
    ...notificationHandlers(),
    ...queueHandlers(),
    ...tagHandlers(),
    ...draftHandlers(),
    ...mentionHandlers(),
    ...quickReplyHandlers(),
    ...templateHandlers({ fetchTemplates: whatsapp.listTemplates }),
    ...ticketHandlers(),
    ...viewHandlers(),
    ...contactHandlers({
      presentMessages: async (ids) => (await loadMessages(database, ids)).map(presentMessage),
    }),
    ...contactImportHandlers(),
    ...customFieldHandlers(),
    ...conversationHandlers({ askNumber: whatsapp.askNumber }),
    ...messageHandlers(),
    ...mediaHandlers({ storage, maxUploadBytes: config.maxUploadBytes }),
    ...connectionHandlers(connections),
    ...supervisionHandlers(),
    ...searchHandlers(),
    ...simulatorHandlers({ phones: simulator.phones, connections }),
    ...webhookHandlers({
      connections: createCloudApiConnections(database, secrets),
      reader: { changesOf, normalizeChange },
      logger,
    }),
    ...realtime.handlers,
    ...systemHandlers({ version: packageFile.version, checkDependencies: () => checkConnections(database) }),
  };
}

function openDoor(base: Base, handlers: Handlers, { checksResponses = false }: Overrides): Listener {
  const { config, database, logger, createContext, httpServer } = base;
  const authenticate = createAuthenticate({ db: database, tokens: base.accessTokens });
  const limit = createRateLimit(config.requestsPerMinute);
  const router = createApiRouter({ handlers, authenticate, createContext, logger, limit, checksResponses });
  const webFolder = path.join(productFolder, "apps/web/out");
  const app = createHttpApp({ ...config, router, assets: serveDocsAssets(), logger, webFolder });
  // Socket.IO hears the same server and answers its own addresses: an answer of ours on top would end the process.
  httpServer.on("request", (req, res) => {
    if (req.url?.startsWith("/socket.io/") !== true) app(req, res);
  });
  return createListener(httpServer, config);
}
