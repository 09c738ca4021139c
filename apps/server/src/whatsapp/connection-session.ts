import type { Logger } from "../platform/logging/index.ts";
import type { ConnectionRecord } from "./connection-store.ts";
import type { ConnectorDeps } from "./connector.ts";
import { DeliveryLane } from "./delivery-lane.ts";
import { type DriverFactory, DriverState, type WhatsAppDriver } from "./driver.ts";
import { withDeadline } from "./with-deadline.ts";

const startDeadlineMs = 90_000;
const writeAgainMs = 1000;

type SessionDeps = Pick<ConnectorDeps, "store" | "sink" | "announcer" | "queue" | "clock" | "unknownAfterMs"> & {
  readonly log: Logger;
};

/** One driver at work for a number, with its way out. Lives from one start to one end. */
export class ConnectionSession {
  readonly driver: WhatsAppDriver;
  readonly lane: DeliveryLane;
  readonly #id: string;
  readonly #deps: SessionDeps;
  readonly #onState: (session: ConnectionSession, state: DriverState) => void;
  #state: DriverState | null = null;
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
      unknownAfterMs: deps.unknownAfterMs,
    });
  }

  /** Resolves to null when under way, or to the reason why the driver could not start. */
  async start(): Promise<string | null> {
    this.#stateChanged(DriverState.parse({ status: "starting" }));
    try {
      const started = withDeadline(
        this.driver.start(),
        startDeadlineMs,
        () => new Error("The connection did not start in time."),
      );
      await Promise.race([started, this.#cutShort.promise]);
    } catch (error) {
      this.#deps.log.warn({ err: error }, "a driver did not start");
      return error instanceof Error ? error.message : "The connection did not start.";
    }
    if (!this.#isEnded) this.lane.start();
    return null;
  }

  /** From now on nothing is claimed, nothing that the driver says counts, and a start under way is waited for no longer. */
  cutShort(): void {
    this.#isEnded = true;
    this.lane.halt();
    this.#cutShort.reject(new Error("It was stopped while it was starting."));
  }

  /** Ends within the deadline. Nothing that the driver says afterwards counts. */
  async stop(deadlineMs: number): Promise<void> {
    await this.lane.stop(deadlineMs / 2);
    this.#isEnded = true;
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

  #stateChanged(state: DriverState): void {
    if (this.#isEnded) return;
    const before = this.#state;
    this.#state = state;
    this.#writes = this.#writes.then(() => this.#write(state));
    this.#announce(before, state);
    if (state.status === "online") this.lane.wake();
    this.#onState(this, state);
  }

  /** Until it is written, or is no longer how things are. */
  async #write(state: DriverState): Promise<void> {
    for (;;) {
      try {
        return await this.#deps.store.writeState(this.#id, state);
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
