import { type Capabilities, defaultPacing, driverCapabilities } from "@whatskovi/contract";
import { pino } from "pino";
import { expect } from "vitest";
import { createTestDatabase } from "../../test/database.ts";
import { createFactories } from "../../test/factories.ts";
import { createConnectionSecrets, createConnectionStore } from "../modules/connections/index.ts";
import { createAbsenceLog, createAlertDesk } from "../modules/supervision/index.ts";
import { type Clock, systemClock } from "../platform/clock.ts";
import { createOutbox } from "../platform/outbox/outbox.ts";
import { encryptionKeyFrom } from "../platform/secrets/index.ts";
import type { InboundSink } from "./connection-store.ts";
import { Connector } from "./connector.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import type { CatchUpResult, DriverContext, DriverFactory } from "./driver.ts";
import { ScriptedDriver } from "./scripted-driver.fixture.ts";
import type { SupervisionTimings } from "./supervision-timings.ts";

/** What drivers of a process do. `times` counts them. */
export type Script = {
  readonly onStart: (driver: StartedDriver, times: number) => Promise<void> | void;
  readonly probe?: (driver: StartedDriver) => Promise<boolean>;
  readonly catchUp?: (driver: StartedDriver, since: Date) => Promise<CatchUpResult>;
  readonly capabilities?: Partial<Capabilities>;
  readonly unavailableBecause?: () => Promise<string | null>;
};

/** Starts as the test says. */
export class StartedDriver extends ScriptedDriver {
  override readonly capabilities: Capabilities;
  readonly context: DriverContext;
  readonly probe?: () => Promise<boolean>;
  readonly catchUp?: (since: Date) => Promise<CatchUpResult>;
  readonly #script: Script;
  readonly #times: number;
  isBegun = false;
  ends = 0;
  logouts = 0;

  constructor(context: DriverContext, script: Script, times: number) {
    super();
    this.capabilities = { ...driverCapabilities.simulator, ...script.capabilities };
    this.context = context;
    this.#script = script;
    this.#times = times;
    const { catchUp, probe } = script;
    if (probe !== undefined) this.probe = () => probe(this);
    if (catchUp !== undefined) this.catchUp = (since) => catchUp(this, since);
  }

  override async start(): Promise<void> {
    this.isBegun = true;
    await this.#script.onStart(this, this.#times);
  }

  override async stop(): Promise<void> {
    this.ends++;
  }

  override async logout(): Promise<void> {
    this.logouts++;
    this.context.setState({ status: "logged_out" });
  }
}

export const online: Script = { onStart: (driver) => driver.context.setState({ status: "online" }) };

/** There is nothing to send. */
const emptyQueue = {
  claimNext: async () => null,
  claimAction: async () => null,
  releaseActions: async () => {},
  nextDueAt: async () => null,
  listInDoubt: async () => [],
  pacingOf: async () => ({ pacing: defaultPacing.simulator, createdAt: new Date() }),
  listOpenings: async () => [],
  hold: async () => {},
};

type ProcessOptions = {
  readonly timings?: Partial<SupervisionTimings>;
  readonly receive?: InboundSink["receive"];
  readonly clock?: Clock;
};

/** A database, and processes of the server that serve its numbers with scripted drivers. */
export async function createSupervisedWorld() {
  const world = await createTestDatabase();
  const { database } = world;
  const outbox = createOutbox(() => {});
  const secrets = createConnectionSecrets(encryptionKeyFrom("q8Zr2Lw0VnT5xKd9GhJ3bYc7MfPs1AeU"));
  const store = createConnectionStore({ db: database, outbox, secrets });
  const connectors: Connector[] = [];
  const numberOf = (id: string) => database.models.whatsAppConnection.findUniqueOrThrow({ where: { id } });
  const desire = async (id: string, isEnabled: boolean) => {
    await database.models.whatsAppConnection.update({ where: { id }, data: { isEnabled } });
  };
  return {
    url: world.url,
    database,
    outbox,
    numberOf,
    desire,
    status: async (id: string) => (await numberOf(id)).status,
    becomes: (id: string, wanted: string, timeout = 8000) =>
      expect.poll(async () => (await numberOf(id)).status, { timeout }).toBe(wanted),
    async enabledNumber(): Promise<string> {
      const { id } = await createFactories(database).connection();
      await desire(id, true);
      return id;
    },
    newProcess(script: Script = online, options: ProcessOptions = {}) {
      const drivers: StartedDriver[] = [];
      const factory: DriverFactory = {
        kind: "simulator",
        capabilities: driverCapabilities.simulator,
        splitSettings: () => ({ settings: {}, secrets: {}, externalId: null }),
        create: (context: DriverContext) => {
          const driver = new StartedDriver(context, script, drivers.length + 1);
          drivers.push(driver);
          return driver;
        },
        ...(script.unavailableBecause && { unavailableBecause: script.unavailableBecause }),
      };
      const connector = new Connector({
        databaseUrl: world.url,
        factories: [factory],
        store,
        sink: { receive: options.receive ?? (async () => {}), customerTyping: () => {} },
        announcer: { announce: () => {} },
        absences: createAbsenceLog({ db: database, outbox }),
        alerts: createAlertDesk({ db: database, outbox }),
        queue: emptyQueue as unknown as DeliveryQueue,
        clock: options.clock ?? systemClock,
        log: pino({ level: "silent" }),
        unknownAfterMs: 1000,
        ...(options.timings && { timings: options.timings }),
      });
      connectors.push(connector);
      return { connector, drivers };
    },
    /** Ends every process, and switches every number off. */
    async settle(): Promise<void> {
      await Promise.all(connectors.splice(0).map((connector) => connector.stop()));
      await database.query(`UPDATE "WhatsAppConnection" SET "isEnabled" = false, "status" = 'stopped'`);
    },
    drop: () => world.drop(),
  };
}
export type SupervisedWorld = Awaited<ReturnType<typeof createSupervisedWorld>>;
