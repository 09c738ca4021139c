import type { SimulatorBehaviour } from "@whatskovi/contract";
import type { DriverContext, InboundEventInput, Party } from "../../driver.ts";
import type { PhoneMessage, Tick } from "../../simulated-phones.ts";
import { between, diceFor } from "./dice.ts";
import { partyOf } from "./people.ts";
import { messageEvent, placeholderEvent, placeIn, tickEvent } from "./phone-events.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import { isBeyond } from "./ticks.ts";
import type { Timers } from "./timers.ts";

const retryMs = 1000;
const batchSize = 100;

type LineDeps = {
  readonly network: SimulatedNetwork;
  readonly context: Pick<DriverContext, "deliver" | "log">;
  readonly timers: Timers;
  readonly behaviour: () => SimulatorBehaviour;
  readonly isOnline: () => boolean;
};

/** What reaches the company. What cannot be told now, because the line is down or nothing can be stored, is told later. */
export class CompanyLine {
  readonly #deps: LineDeps;
  readonly #turns = new Map<string, number>();
  readonly #underWay = new Set<PhoneMessage>();
  readonly #newsUnderWay = new Set<string>();
  #catchingUp: Promise<void> | null = null;
  #isBehind = false;

  constructor(deps: LineDeps) {
    this.#deps = deps;
  }

  /** Chances are thrown from the beginning again. */
  startOver(): void {
    this.#turns.clear();
  }

  /** Resolves after the commit; rejects when it could not be stored, and then it is tried again by itself. */
  async tellMessage(message: PhoneMessage): Promise<void> {
    const { network, behaviour } = this.#deps;
    const turn = this.#turns.get(message.phone) ?? 0;
    this.#turns.set(message.phone, turn + 1);
    const { seed, placeholderRate, duplicateRate } = behaviour();
    const dice = diceFor(seed, "inbound", message.phone, turn);
    const isPlaceholder = dice() < placeholderRate;
    const isTwice = dice() < duplicateRate;
    const event = messageEvent(message, placeIn(this.#deps.network, message), "live");
    const tell = () => this.#tell([message], [event]);
    if (isPlaceholder) {
      await this.#tell([], [placeholderEvent(message, placeIn(this.#deps.network, message), "live")]);
      this.#later(between(dice, [200, 800]), tell);
    } else await tell();
    if (isTwice) this.#later(between(dice, [0, 200]), () => this.#deps.context.deliver([event]));
    network.tick(message, "RECEIVED");
  }

  /** The same message once more, as WhatsApp does when it did not see it confirmed. */
  async repeatMessage(message: PhoneMessage): Promise<void> {
    await this.#tell([message], [messageEvent(message, placeIn(this.#deps.network, message), "live")]);
  }

  /** Tells ticks in the order given; what cannot be told is told when the line is up. */
  async tellTicks(message: PhoneMessage, ticks: readonly Tick[] = [message.status]): Promise<void> {
    if (!this.#deps.isOnline()) return;
    await this.#tell(
      [message],
      ticks.map((tick) => tickEvent(message, tick)),
    );
  }

  /** A change of a message, and whatever else is news. Resolves after the commit; what cannot be told now is told later. */
  async tellNews(id: string): Promise<void> {
    const event = this.#deps.network.news().get(id);
    if (event === undefined || this.#newsUnderWay.has(id)) return;
    this.#newsUnderWay.add(id);
    try {
      await this.#tell([], [event]);
      this.#deps.network.newsTold(id);
    } finally {
      this.#newsUnderWay.delete(id);
    }
  }

  /** Tells all that waits: what customers wrote first. Resolves when nothing waits any more, or the line is down. */
  catchUp(): Promise<void> {
    this.#isBehind = true;
    this.#catchingUp ??= this.#catchUpAll().finally(() => {
      this.#catchingUp = null;
    });
    return this.#catchingUp;
  }

  /** Leaves out what came in conversations that cannot be looked into, as if it had been told; answers with those. */
  overlook(isBlind: (phone: string) => boolean): Party[] {
    const lost = this.#waiting().filter(({ direction, phone }) => direction === "INBOUND" && isBlind(phone));
    for (const message of lost) this.#deps.network.tell(message, "SENT");
    const phones = new Set(lost.map(({ phone }) => phone));
    return [...phones].map((phone) => partyOf(this.#deps.network.chatOf(phone, null)));
  }

  /** Whoever asks meanwhile is served by another round. */
  async #catchUpAll(): Promise<void> {
    while (this.#isBehind) {
      this.#isBehind = false;
      try {
        await this.#catchUp();
      } catch (error) {
        this.#deps.context.log.warn({ err: error }, "what customers wrote will be told again");
        this.#deps.timers.after(retryMs, () => void this.catchUp());
      }
    }
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      if (!this.#deps.isOnline()) return;
      const waiting = this.#waiting();
      if (waiting.length === 0) return this.#tellAllNews();
      const written = waiting.filter(({ direction }) => direction === "INBOUND").slice(0, batchSize);
      const batch = written.length > 0 ? written : waiting.slice(0, batchSize);
      const events = batch.map((message) =>
        message.direction === "INBOUND"
          ? messageEvent(message, placeIn(this.#deps.network, message), "offline")
          : tickEvent(message, message.status),
      );
      await this.#tell(batch, events);
      for (const message of written) this.#deps.network.tick(message, "RECEIVED");
    }
  }

  async #tellAllNews(): Promise<void> {
    for (const id of this.#deps.network.news().keys()) {
      if (!this.#deps.isOnline()) return;
      await this.tellNews(id);
    }
  }

  #waiting(): PhoneMessage[] {
    const isWaiting = (message: PhoneMessage) =>
      message.direction === "INBOUND" ? message.told === null : isBeyond(message.status, message.told);
    return [...this.#deps.network.messages()].filter((message) => isWaiting(message) && !this.#underWay.has(message));
  }

  async #tell(messages: readonly PhoneMessage[], events: InboundEventInput[]): Promise<void> {
    const { context, network, isOnline } = this.#deps;
    if (!isOnline()) throw new Error("the line is down");
    const told = messages.map((message) => [message, message.status] as const);
    for (const message of messages) this.#underWay.add(message);
    try {
      await context.deliver(events);
      for (const [message, status] of told) network.tell(message, status);
    } catch (error) {
      this.#deps.timers.after(retryMs, () => void this.catchUp());
      throw error;
    } finally {
      for (const message of messages) this.#underWay.delete(message);
    }
  }

  #later(ms: number, work: () => Promise<void>): void {
    this.#deps.timers.after(ms, () => {
      work().catch((error: unknown) =>
        this.#deps.context.log.warn({ err: error }, "a simulated event could not be told"),
      );
    });
  }
}
