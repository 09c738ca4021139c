import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  type DriverMemory,
  DriverState,
  InboundEvent,
  type InboundEventInput,
  type InboundMessage,
  type MessageRef,
  type OutboundContent,
  type Party,
  type SendCommand,
  type WhatsAppDriver,
} from "../../src/whatsapp/driver.ts";
import type { Customer, DriverWorld, Group, Place } from "./driver-world.ts";
import type { Remembered } from "./memory.ts";

type Kind = InboundEvent["kind"];
type EventOf<K extends Kind> = Extract<InboundEvent, { kind: K }>;

/** One connection over all its starts: its driver, its memory, and all that it told. */
export class Line {
  readonly world: DriverWorld;
  readonly connectionId: string;
  readonly events: InboundEvent[] = [];
  readonly typing: Party[] = [];
  readonly logged: string[] = [];
  states: DriverState[] = [];
  driver: WhatsAppDriver;
  /** While it is set, nothing can be stored. */
  refusal: Error | null = null;
  /** How often something could not be stored. */
  refused = 0;
  readonly #memory: DriverMemory;
  #life = { isStopped: false, isOver: false };

  constructor(world: DriverWorld, { connectionId, memory }: Remembered) {
    this.world = world;
    this.connectionId = connectionId;
    this.#memory = memory;
    this.driver = this.#create();
  }

  get state(): DriverState | undefined {
    return this.states.at(-1);
  }

  of<K extends Kind>(kind: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.kind === kind);
  }

  async online(): Promise<this> {
    await this.driver.start();
    await this.link();
    return this;
  }

  /** Goes through what this platform asks for until it is online. Restarts that WhatsApp asks for are carried out. */
  async link(): Promise<void> {
    let scanned: string | null = null;
    await this.until(async () => {
      const { state } = this;
      if (state?.status === "stopped" && state.restartsAtOnce) await this.restart();
      if (state?.status === "pairing" && state.qrCode !== null && state.qrCode !== scanned) {
        scanned = state.qrCode;
        await this.world.scan(scanned);
      }
      return this.state?.status === "online";
    }, "online");
  }

  async is(status: DriverState["status"]): Promise<DriverState> {
    return this.until(() => (this.state?.status === status ? this.state : undefined), `the state ${status}`);
  }

  /** Stops the driver, whose states count no longer, and starts a new one on the same memory. */
  async restart(): Promise<void> {
    await this.stop();
    await this.revive();
  }

  async stop(): Promise<void> {
    await this.driver.stop(5000);
    this.#life.isStopped = true;
    await this.world.forget();
  }

  /** Starts a new driver on what the one before has left. */
  async revive(): Promise<void> {
    this.states = [];
    this.#life = { isStopped: false, isOver: false };
    this.driver = this.#create();
    await this.driver.start();
  }

  /** kill -9: from now on nothing that the driver does reaches us or its memory, not even what it would do to end well. */
  async crash(): Promise<void> {
    this.#life.isOver = true;
    await this.world.forget();
    await this.driver.stop(1000);
  }

  async end(): Promise<void> {
    await this.driver.stop(5000);
    this.#life.isOver = true;
  }

  command(to: SendCommand["to"], content: string | OutboundContent, quoted: MessageRef | null = null): SendCommand {
    const given: OutboundContent = typeof content === "string" ? { type: "TEXT", body: content } : content;
    return { messageId: randomUUID(), to, content: given, quoted };
  }

  async send(to: Customer, content: string | OutboundContent, quoted: MessageRef | null = null) {
    const command = this.command([this.world.identityOf(to, "phone")], content, quoted);
    return { ...(await this.driver.send(command)), messageId: command.messageId };
  }

  /** A customer writes, and it has been told. */
  async received(
    written: Parameters<DriverWorld["customerWrites"]>[0],
  ): Promise<{ place: Place; told: InboundMessage }> {
    const place = await this.world.customerWrites(written);
    return { place, told: await this.message(place.providerId) };
  }

  message(providerId: string): Promise<InboundMessage> {
    return this.until(
      () => this.of("message").findLast((each) => each.providerId === providerId && !each.isPlaceholder),
      `the message ${providerId}`,
    );
  }

  event<K extends Kind>(kind: K, matches: (event: EventOf<K>) => boolean): Promise<EventOf<K>> {
    return this.until(() => this.of(kind).findLast(matches), `an event ${kind}`);
  }

  async until<Value>(
    find: () => Promise<Value> | Value,
    what: string,
    ms = this.world.patienceMs,
  ): Promise<NonNullable<Exclude<Value, false>>> {
    const end = Date.now() + ms;
    for (;;) {
      const found = await find();
      if (found) return found as NonNullable<Exclude<Value, false>>;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${this.#account()}`);
      await pause(10);
    }
  }

  #account(): string {
    const events = this.events.slice(-3).map((event) => JSON.stringify(event).slice(0, 300));
    return JSON.stringify({ states: this.states.slice(-3), events, logged: this.logged.slice(-5) }, null, 1);
  }

  #create(): WhatsAppDriver {
    const life = this.#life;
    const never = new Promise<never>(() => {});
    const memory: DriverMemory = {
      get: (type, ids) => (life.isOver ? never : this.#memory.get(type, ids)),
      list: (type) => (life.isOver ? never : this.#memory.list(type)),
      set: (entries) => (life.isOver ? never : this.#memory.set(entries)),
    };
    const note = (fields: object, message: string) => void this.logged.push(`${message} ${JSON.stringify(fields)}`);
    return this.world.create({
      connectionId: this.connectionId,
      settings: this.world.settings,
      memory,
      deliver: (events) => (life.isOver ? never : this.#store(events)),
      setState: (state) => {
        if (!life.isStopped && !life.isOver) this.states.push(DriverState.parse(state));
      },
      customerTyping: (chat) => void this.typing.push(chat),
      log: { debug: note, info: note, warn: note, error: note },
    });
  }

  async #store(events: InboundEventInput[]): Promise<void> {
    await pause(1);
    if (this.refusal !== null) {
      this.refused++;
      throw this.refusal;
    }
    this.events.push(...events.map((event) => InboundEvent.parse(event)));
  }
}

/** A message that a customer wrote, as the app refers to it. */
export const refTo = ({ providerId, chat, author, timestamp, type, body, isFromUs }: InboundMessage): MessageRef => ({
  providerId,
  chat: chat.identities,
  isFromUs,
  author: author?.identities ?? null,
  timestamp,
  type,
  body,
});

/** A message that we sent. */
export const refToOurs = (line: Line, to: Customer | Group, providerId: string, body: string): MessageRef => ({
  providerId,
  chat: "phone" in to ? [line.world.identityOf(to, "phone")] : [{ kind: "GROUP", value: to.id }],
  isFromUs: true,
  author: null,
  timestamp: Date.now(),
  type: "TEXT",
  body,
});
