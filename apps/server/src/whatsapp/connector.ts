import type { DriverKind } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import type { Clock } from "../platform/clock.ts";
import { ConnectionLocks } from "./connection-locks.ts";
import { ConnectionSupervisor, type SupervisorDeps } from "./connection-supervisor.ts";
import type { Announcer, ConnectionStore, InboundSink } from "./connection-store.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import { type DriverFactory, DriverError, type WhatsAppDriver } from "./driver.ts";
import { StartGate } from "./start-gate.ts";
import type { AbsenceLog, AlertDesk } from "./supervision-log.ts";
import { defaultTimings, type SupervisionTimings } from "./supervision-timings.ts";
import { withDeadline } from "./with-deadline.ts";

/** How often to look whether another process still serves a number, and what was changed through another process. */
const sweepMs = 5000;
/** Starts under way at once, of each kind: a browser takes a processor for itself. */
const startsAtOnce: Partial<Record<DriverKind, number>> = { "whatsapp-web": 2 };
const lightStartsAtOnce = 10;
const availabilityDeadlineMs = 5000;

export type ConnectorDeps = {
  readonly databaseUrl: string;
  readonly factories: readonly DriverFactory[];
  readonly store: ConnectionStore;
  readonly sink: InboundSink;
  readonly announcer: Announcer;
  readonly absences: AbsenceLog;
  readonly alerts: AlertDesk;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly unknownAfterMs: number;
  /** Milliseconds that a driver has to stop. */
  readonly stopDeadlineMs?: number;
  readonly timings?: Partial<SupervisionTimings>;
};

/** Keeps every number in its desired state: one live session for each, in one process, started again when it falls. */
export class Connector {
  readonly #deps: ConnectorDeps;
  readonly #locks: ConnectionLocks;
  readonly #supervisors = new Map<string, ConnectionSupervisor>();
  readonly #factories: ReadonlyMap<DriverKind, DriverFactory>;
  #isRunning = false;
  readonly #timings: SupervisionTimings;
  readonly #gates = new Map<DriverKind, StartGate>();
  #sweep: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(deps: ConnectorDeps) {
    this.#deps = deps;
    this.#timings = { ...defaultTimings, ...deps.timings };
    this.#factories = new Map(deps.factories.map((factory) => [factory.kind, factory]));
    this.#locks = new ConnectionLocks({
      databaseUrl: deps.databaseUrl,
      log: deps.log,
      onLost: () => {
        for (const supervisor of this.#supervisors.values()) supervisor.lockLost();
      },
    });
  }

  /** Resolves when every number that should be connected is being connected. */
  async start(): Promise<void> {
    this.#isRunning = true;
    await this.#wakeAll();
    this.#sweep = setInterval(() => void this.#look(), sweepMs);
    this.#sweep.unref();
    this.#heartbeat = setInterval(() => void this.#noteOnline(), this.#timings.heartbeatMs);
    this.#heartbeat.unref();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    clearInterval(this.#sweep);
    clearInterval(this.#heartbeat);
    await this.#noteOnline();
    await Promise.all([...this.#supervisors.values()].map((supervisor) => supervisor.stop()));
    this.#supervisors.clear();
    await this.#locks.close();
  }

  /** Null when numbers of this kind can be served here; else why not, for a person. Never throws, never hangs. */
  async unavailableBecause(kind: DriverKind): Promise<string | null> {
    const factory = this.#factories.get(kind);
    if (factory === undefined) return `This server does not offer connections of the kind ${kind}.`;
    const asked = factory.unavailableBecause?.() ?? Promise.resolve(null);
    const late = () => new Error("Whether it can be used on this server could not be found out in time.");
    return withDeadline(asked, availabilityDeadlineMs, late).catch((error: unknown) => String(error));
  }

  /** Throws for a kind that is not available: ask first. */
  factoryOf(kind: DriverKind): DriverFactory {
    const factory = this.#factories.get(kind);
    if (factory === undefined) throw new DriverError("unsupported", `no driver of the kind ${kind}`);
    return factory;
  }

  /** The desired state or the settings of a number changed. */
  wake(connectionId: string, options: { restart: boolean } = { restart: false }): void {
    if (this.#isRunning) this.#supervisorOf(connectionId).wake(options);
  }

  wakeLane(connectionId: string): void {
    this.#supervisors.get(connectionId)?.wakeLane();
  }

  /** The running driver of a number that this process serves. */
  driverOf(connectionId: string): WhatsAppDriver | null {
    return this.#supervisors.get(connectionId)?.driver ?? null;
  }

  async logout(connectionId: string): Promise<void> {
    await this.#supervisorOf(connectionId).logout();
  }

  /** Lets go of a number that was removed. */
  async release(connectionId: string): Promise<void> {
    const supervisor = this.#supervisors.get(connectionId);
    this.#supervisors.delete(connectionId);
    await supervisor?.stop();
  }

  async isIdle(): Promise<boolean> {
    const idle = await Promise.all([...this.#supervisors.values()].map((supervisor) => supervisor.isIdle()));
    return idle.every(Boolean);
  }

  /** One statement for all: should this process die, it is known until when they were online. */
  async #noteOnline(): Promise<void> {
    const online = [...this.#supervisors].flatMap(([id, { isPresent }]) => (isPresent ? [id] : []));
    if (online.length === 0) return;
    await this.#deps.absences.noteOnline(online, this.#deps.clock.now()).catch((error: unknown) => {
      this.#deps.log.warn({ err: error }, "who is online could not be noted");
    });
  }

  #gateOf(kind: DriverKind): StartGate {
    const gate = this.#gates.get(kind) ?? new StartGate(startsAtOnce[kind] ?? lightStartsAtOnce);
    this.#gates.set(kind, gate);
    return gate;
  }

  async #look(): Promise<void> {
    await this.#locks.check();
    await this.#wakeAll().catch((error: unknown) => {
      this.#deps.log.warn({ err: error }, "the numbers could not be looked through");
    });
  }

  /** Those that run as well: they may have been removed. */
  async #wakeAll(): Promise<void> {
    const running = [...this.#supervisors].flatMap(([connectionId, { driver }]) =>
      driver === null ? [] : [connectionId],
    );
    for (const connectionId of new Set([...(await this.#deps.store.listToServe()), ...running]))
      this.wake(connectionId);
  }

  #supervisorOf(connectionId: string): ConnectionSupervisor {
    let supervisor = this.#supervisors.get(connectionId);
    if (supervisor === undefined) {
      const deps: SupervisorDeps = {
        ...this.#deps,
        timings: this.#timings,
        locks: this.#locks,
        factoryOf: (kind) => this.#factories.get(kind) ?? null,
        gateOf: (kind) => this.#gateOf(kind),
        unavailableBecause: (kind) => this.unavailableBecause(kind),
        log: this.#deps.log.child({ connectionId }),
      };
      supervisor = new ConnectionSupervisor(connectionId, deps);
      this.#supervisors.set(connectionId, supervisor);
    }
    return supervisor;
  }
}
