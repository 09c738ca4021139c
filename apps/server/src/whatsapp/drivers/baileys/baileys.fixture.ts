import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import {
  type CatchUpResult,
  DriverState,
  type DriverLog,
  type DriverMemory,
  InboundEvent,
  type InboundEventInput,
  type Party,
  type WhatsAppDriver,
} from "../../driver.ts";
import type { DriverOptions } from "./baileys.driver.ts";
import { createBaileysFactory } from "./index.ts";

/** What a connection remembers, as PostgreSQL would: durable when a write resolves, one write after the other. */
export class MemoryOfTest implements DriverMemory {
  readonly rows = new Map<string, Uint8Array>();
  /** How many entries each write had. */
  readonly writes: number[] = [];
  /** What happens before something is read. */
  beforeReading: (type: string) => Promise<void> = async () => {};
  #last: Promise<unknown> = Promise.resolve();

  async get(type: string, ids: string[]): Promise<Map<string, Uint8Array>> {
    await this.beforeReading(type);
    return new Map(
      ids.flatMap((id) => {
        const value = this.rows.get(`${type} ${id}`);
        return value === undefined ? [] : [[id, value] as const];
      }),
    );
  }

  async list(type: string): Promise<Map<string, Uint8Array>> {
    const own = [...this.rows].filter(([key]) => key.startsWith(`${type} `));
    return new Map(own.map(([key, value]) => [key.slice(type.length + 1), value]));
  }

  set(entries: { type: string; id: string; value: Uint8Array | null }[]): Promise<void> {
    const write = this.#last.then(async () => {
      await pause(1);
      this.writes.push(entries.length);
      for (const { type, id, value } of entries) {
        if (value === null) this.rows.delete(`${type} ${id}`);
        else this.rows.set(`${type} ${id}`, Uint8Array.from(value));
      }
    });
    this.#last = write.catch(() => {});
    return write;
  }

  count(type: string): number {
    return [...this.rows.keys()].filter((key) => key.startsWith(`${type} `)).length;
  }
}

type State = z.infer<typeof DriverState>;
type Message = Extract<InboundEvent, { kind: "message" }>;

/** One run of the driver against a memory, with all that it told. `crash` is the end of a process: nothing more is heard of it. */
export class Run {
  readonly driver: WhatsAppDriver;
  readonly states: State[] = [];
  readonly events: InboundEvent[] = [];
  readonly typing: Party[] = [];
  readonly logged: string[] = [];
  /** What happens to what is delivered: it is stored, refused, or never answered. */
  deliver: (events: InboundEventInput[]) => Promise<void> = async () => {};
  /** The process dies right after such an entry was written, before anybody hears that it was. */
  crashesAfterWriting: string | null = null;
  #isCrashed = false;

  constructor(memory: DriverMemory, options: Partial<DriverOptions>) {
    const note = (fields: object, message: string) => void this.logged.push(`${message} ${JSON.stringify(fields)}`);
    const log: DriverLog = { debug: note, info: note, warn: note, error: note };
    this.driver = createBaileysFactory({ acknowledgeMs: 1500, resendMs: 3000, reuploadMs: 1500, ...options }).create({
      connectionId: "0190f0e0-0000-7000-8000-000000000001",
      settings: {},
      memory: {
        get: (type, ids) => memory.get(type, ids),
        list: (type) => memory.list(type),
        set: async (entries) => {
          if (this.#isCrashed) return new Promise(() => {});
          await memory.set(entries);
          if (!entries.some(({ type, value }) => type === this.crashesAfterWriting && value !== null)) return;
          this.crash();
          return new Promise(() => {});
        },
      },
      deliver: async (events) => {
        if (this.#isCrashed) return new Promise(() => {});
        await this.deliver(events);
        this.events.push(...events.map((event) => InboundEvent.parse(event)));
      },
      setState: (state) => {
        if (!this.#isCrashed) this.states.push(DriverState.parse(state));
      },
      customerTyping: (chat) => void this.typing.push(chat),
      log,
    });
  }

  get state(): State | undefined {
    return this.states.at(-1);
  }

  get messages(): Message[] {
    return this.events.filter((event) => event.kind === "message");
  }

  is(status: State["status"]): Promise<State> {
    return until(() => (this.state?.status === status ? this.state : undefined), `the state ${status}`);
  }

  message(providerId: string): Promise<Message> {
    return until(() => this.messages.findLast((each) => each.providerId === providerId), `the message ${providerId}`);
  }

  event<Kind extends InboundEvent["kind"]>(
    kind: Kind,
    matches: (event: Extract<InboundEvent, { kind: Kind }>) => boolean = () => true,
  ): Promise<Extract<InboundEvent, { kind: Kind }>> {
    return until(
      () =>
        this.events.find(
          (event): event is Extract<InboundEvent, { kind: Kind }> => event.kind === kind && matches(event as never),
        ),
      `an event ${kind}`,
    );
  }

  caughtUp(): Promise<CatchUpResult> {
    return this.driver.catchUp?.(new Date()) ?? Promise.reject(new Error("it cannot catch up"));
  }

  /** The process is gone: neither memory nor business hear anything any more. */
  crash(): void {
    this.#isCrashed = true;
  }
}

/** Resolves with the first value that `find` gives. */
export async function until<Value>(
  find: () => Value | undefined | null | false,
  what: string,
  ms = 6000,
): Promise<Value> {
  const end = Date.now() + ms;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(5);
  }
}
