import { randomBytes } from "node:crypto";
import { createRandom } from "./random.ts";
import type { FakeTemplate } from "./templates.ts";
import {
  FakeBehaviour,
  FakeNumber,
  type Fault,
  type FaultTarget,
  type PostedWebhook,
  type RecordedRequest,
  type SentMessage,
  type StoredMedia,
} from "./types.ts";

const SERVICE_WINDOW = 24 * 60 * 60_000;

/** Everything the fake knows and has seen. */
export class GraphState {
  readonly numbers = new Map<string, FakeNumber>();
  readonly sent: SentMessage[] = [];
  readonly requests: RecordedRequest[] = [];
  /** Read receipts and typing signs, as received. */
  readonly signals: { phoneNumberId: string; messageId: string; isTyping: boolean }[] = [];
  readonly media = new Map<string, StoredMedia>();
  readonly webhooks: PostedWebhook[] = [];
  readonly faults: Fault[] = [];
  /** What WhatsApp calls a number that people write differently (Brazil's ninth digit). */
  readonly canonicalIds = new Map<string, string>();
  /** By the id of the business account. */
  readonly templates = new Map<string, FakeTemplate[]>();
  /** When each customer wrote last, by phone and by BSUID; milliseconds since 1970. */
  readonly #lastWritten = new Map<string, number>();
  behaviour: FakeBehaviour = FakeBehaviour.parse({});
  random: () => number = createRandom(1);

  addNumber(input: Partial<FakeNumber> = {}): FakeNumber {
    const number = FakeNumber.parse(input);
    this.numbers.set(number.phoneNumberId, number);
    return number;
  }

  behave(input: Partial<FakeBehaviour>): FakeBehaviour {
    this.behaviour = FakeBehaviour.parse({ ...this.behaviour, ...input });
    if (input.seed !== undefined) this.random = createRandom(input.seed);
    return this.behaviour;
  }

  /** A customer, by each of their names, wrote at this time (milliseconds since 1970). */
  wrote(names: readonly (string | undefined)[], at: number): void {
    for (const name of names)
      if (name !== undefined) this.#lastWritten.set(name, Math.max(at, this.#lastWritten.get(name) ?? 0));
  }

  hasWrittenOfLate(customer: string): boolean {
    const digits = customer.replace(/^\+/, "");
    return Date.now() - (this.#lastWritten.get(digits) ?? 0) < SERVICE_WINDOW;
  }

  /** The next fault for this request, used up once. */
  takeFault(target: FaultTarget): Fault | undefined {
    const index = this.faults.findIndex((fault) => fault.on === target);
    const fault = this.faults[index];
    if (fault === undefined) return undefined;
    if (fault.times > 1) this.faults[index] = { ...fault, times: fault.times - 1 };
    else this.faults.splice(index, 1);
    return fault;
  }

  /** Forgets what was seen and the faults that wait; numbers and behaviour stay. */
  clear(): void {
    for (const list of [this.sent, this.requests, this.signals, this.webhooks, this.faults]) list.length = 0;
  }
}

/** A message id in WhatsApp's writing. */
export const newMessageId = (): string => `wamid.${randomBytes(24).toString("base64url")}`;

/** An id as Graph gives to objects: digits. */
export const newObjectId = (): string =>
  BigInt(`0x${randomBytes(6).toString("hex")}`)
    .toString()
    .padStart(15, "1");
