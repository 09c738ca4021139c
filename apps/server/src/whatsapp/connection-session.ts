import type { Logger } from "../platform/logging/index.ts";
import type { ConnectionRecord, ConnectionState } from "./connection-store.ts";
import type { ConnectorDeps } from "./connector.ts";
import { DeliveryLane } from "./delivery-lane.ts";
import { type DriverFactory, DriverState, type WhatsAppDriver } from "./driver.ts";
import { Liveness } from "./liveness.ts";
import type { StartGate } from "./start-gate.ts";
import { stateAfterStart } from "./state-after-start.ts";
import { statusCodeOf } from "./status-code.ts";
import type { SupervisionTimings } from "./supervision-timings.ts";
import { withDeadline } from "./with-deadline.ts";

const startDeadlineMs = 90_000;
/** A start that has not come further keeps the others waiting no longer. */
const longestTurnMs = 30_000;
const writeAgainMs = 1000;

type SessionDeps = Pick<ConnectorDeps, "store" | "sink" | "announcer" | "queue" | "clock" | "unknownAfterMs"> & {
  readonly log: Logger;
  readonly timings: SupervisionTimings;
  readonly gate: StartGate;
  /** Failed attempts in a row before this one. */
  readonly attempts: () => number;
};

/** One driver at work for a number, with its way out. Lives from one start to one end. */
export class ConnectionSession {
  readonly driver: WhatsAppDriver;
  readonly lane: DeliveryLane;
  readonly #id: string;
  readonly #deps: SessionDeps;
  readonly #onState: (session: ConnectionSession, state: DriverState) => void;
  readonly #liveness: Liveness;
  #state: DriverState | null = null;
  #endTurn = () => {};
  #writes: Promise<unknown> = Promise.resolve();
  #isEnded = false;
  readonly #cutShort = Promise.withResolvers<never>();

  constructor(
    { id, settings }: ConnectionRecord,
    factory: DriverFactory,
    deps: SessionDeps,
    onState: (session: ConnectionSession, state: DriverState) => void,
  ) {
    this.#id = id;
    this.#cutShort.promise.catch(() => {});
    this.#deps = deps;
    this.#onState = onState;
    this.driver = factory.create({
      connectionId: id,
      settings,
      memory: deps.store.memoryOf(id),
      deliver: (events) => deps.sink.receive(id, events),
      setState: (state) => this.#stateChanged(DriverState.parse(state)),
      customerTyping: (chat) => deps.sink.customerTyping(id, chat),
      log: deps.log,
    });
    this.lane = new DeliveryLane({
      connectionId: id,
      driver: this.driver,
      queue: deps.queue,
      clock: deps.clock,
      log: deps.log,
      isOnline: () => this.#state?.status === "online",
      restrictedUntil: () => this.#state?.restrictedUntil ?? null,
      unknownAfterMs: deps.unknownAfterMs,
    });
    this.#liveness = new Liveness({
      driver: this.driver,
      timings: deps.timings,
      log: deps.log,
      now: () => deps.clock.now(),
      onDead: () => {
        const reason = "It said that it was online, and did not answer.";
        this.#stateChanged(DriverState.parse({ status: "stopped", code: "probe_failed", reason }));
      },
    });
  }

  /** When it was last known to answer, where that is asked. */
  get lastAnswerAt(): Date | null {
    return this.#liveness.lastAnswerAt;
  }

  /** Resolves to null when under way, or to where the number is now that the driver could not start. */
  async start(): Promise<DriverState | null> {
    this.#stateChanged(DriverState.parse({ status: "starting" }));
    try {
      await this.#waitForTurn();
      const started = withDeadline(
        this.driver.start(),
        startDeadlineMs,
        () => new Error("The connection did not start in time."),
      );
      await Promise.race([started, this.#cutShort.promise]);
    } catch (error) {
      this.#endTurn();
      this.#deps.log.warn({ err: error }, "a driver did not start");
      return stateAfterStart(error);
    }
    if (!this.#isEnded) this.lane.start();
    return null;
  }

  /** From now on nothing is claimed, nothing that the driver says counts, and a start under way is waited for no longer. */
  cutShort(): void {
    this.#end();
    this.lane.halt();
    this.#cutShort.reject(new Error("It was stopped while it was starting."));
  }

  /** Ends within the deadline. Nothing that the driver says afterwards counts. */
  async stop(deadlineMs: number): Promise<void> {
    await this.lane.stop(deadlineMs / 2);
    this.#end();
    const stopped = this.driver.stop(deadlineMs / 2);
    await withDeadline(stopped, deadlineMs / 2, () => new Error("the driver did not stop in time")).catch(
      (error: unknown) => {
        this.#deps.log.warn({ err: error }, "a driver did not stop cleanly");
      },
    );
    await this.#writes;
  }

  async logout(): Promise<void> {
    await withDeadline(this.driver.logout(), 30_000, () => new Error("the driver did not log out in time")).catch(
      (error: unknown) => {
        this.#deps.log.warn({ err: error }, "a driver did not log out cleanly");
      },
    );
  }

  async isIdle(): Promise<boolean> {
    return this.lane.isIdle();
  }

  async #waitForTurn(): Promise<void> {
    const turn = this.#deps.gate.take();
    this.#endTurn = turn.end;
    await Promise.race([turn.begins, this.#cutShort.promise]);
    setTimeout(turn.end, longestTurnMs).unref();
  }

  #end(): void {
    this.#isEnded = true;
    this.#endTurn();
    this.#liveness.stop();
  }

  #stateChanged(told: DriverState): void {
    if (this.#isEnded) return;
    const before = this.#state;
    const state = { ...told, code: statusCodeOf(told) };
    this.#state = state;
    if (state.status !== "starting") this.#endTurn();
    const attempt = state.status === "online" ? 0 : this.#deps.attempts();
    this.#writes = this.#writes.then(() => this.#write(state, { ...state, attempt, nextRetryAt: null }));
    this.#announce(before, state);
    if (state.status === "online") {
      this.lane.wake();
      this.#liveness.start();
    } else this.#liveness.stop();
    if (state.restrictedUntil !== null) void this.#holdUntil(state.restrictedUntil);
    this.#onState(this, state);
  }

  /** What waits says why, also after this session has ended. */
  async #holdUntil(restrictedUntil: number): Promise<void> {
    const hold = { until: new Date(restrictedUntil), because: "restricted", betweenMs: 0 } as const;
    await this.#deps.queue.hold(this.#id, hold).catch((error: unknown) => {
      this.#deps.log.warn({ err: error }, "what waits could not say why");
    });
  }

  /** Until it is written, or is no longer how things are. */
  async #write(state: DriverState, written: ConnectionState): Promise<void> {
    for (;;) {
      try {
        return await this.#deps.store.writeState(this.#id, written);
      } catch (error) {
        this.#deps.log.error({ err: error, status: state.status }, "a state could not be written");
      }
      if (this.#state !== state || this.#isEnded) return;
      await new Promise((resolve) => setTimeout(resolve, writeAgainMs));
    }
  }

  #announce(before: DriverState | null, { status, qrCode, phoneNumber }: DriverState): void {
    const { announcer } = this.#deps;
    const connectionId = this.#id;
    if (qrCode !== null && qrCode !== before?.qrCode) announcer.announce("whatsapp:qr", { connectionId, qrCode });
    if (status === "online" && before?.status !== "online")
      announcer.announce("whatsapp:ready", { connectionId, phoneNumber });
    if (status !== "online" && before?.status === "online")
      announcer.announce("whatsapp:disconnected", { connectionId });
  }
}
