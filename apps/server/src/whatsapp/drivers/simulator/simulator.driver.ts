import { Readable } from "node:stream";
import { driverCapabilities, SimulatorSettings, type Capabilities, type SimulatorBehaviour } from "@whatskovi/contract";
import {
  type DriverContext,
  DriverError,
  type Identity,
  type MediaRef,
  type MessageRef,
  type Reconciliation,
  type SendCommand,
  type SendReceipt,
  type WhatsAppDriver,
} from "../../driver.ts";
import type { PhoneMessage, Tick } from "../../simulated-phones.ts";
import { CompanyLine } from "./company-line.ts";
import type { Borrowed, NetworkRegistry } from "./network-registry.ts";
import { arriving, phoneOf, travel, unknownOutcome, upload } from "./outbound.ts";
import { newPairingCode, newQrCode, Pairing } from "./pairing.ts";
import { partyOf } from "./phone-events.ts";
import { readSample } from "./sample-media.ts";
import { planSend, type SendPlan } from "./send-plan.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import { Timers } from "./timers.ts";
import { withDeadline } from "../../with-deadline.ts";

const qrLifeMs = 30_000;
const syncMs = 200;
const dropInSendMs = 1500;
const typingMs = 6000;

type Phase = "stopped" | "pairing" | "syncing" | "online" | "dropped" | "logged_out";

/** What is there while it runs. */
type Running = { readonly borrowed: Borrowed; readonly network: SimulatedNetwork; readonly line: CompanyLine };

/** A number of a WhatsApp that exists in this process alone. */
export class SimulatorDriver implements WhatsAppDriver {
  readonly kind = "simulator";
  readonly capabilities: Capabilities;
  readonly maxConcurrentSends = 16;
  readonly #context: DriverContext;
  readonly #settings: SimulatorSettings;
  readonly #registry: NetworkRegistry;
  readonly #pairing: Pairing;
  readonly #timers = new Timers();
  readonly #turns = new Map<string, number>();
  readonly #inFlight = new Set<string>();
  readonly #onRunning: (driver: SimulatorDriver, isRunning: boolean) => void;
  #behaviour: SimulatorBehaviour;
  #phase: Phase = "stopped";
  #running: Running | null = null;
  /** Aborted when the line drops. */
  #up = new AbortController();
  #qrTimers = new Timers();

  constructor(
    context: DriverContext,
    registry: NetworkRegistry,
    onRunning: (driver: SimulatorDriver, isRunning: boolean) => void,
  ) {
    this.#context = context;
    this.#registry = registry;
    this.#onRunning = onRunning;
    this.#settings = SimulatorSettings.parse(context.settings);
    this.#behaviour = this.#settings.behaviour;
    this.#pairing = new Pairing(context.memory);
    this.capabilities = { ...driverCapabilities.simulator, pairing: this.#settings.pairing };
  }

  get connectionId(): string {
    return this.#context.connectionId;
  }

  get isOnline(): boolean {
    return this.#phase === "online";
  }

  async start(): Promise<void> {
    if (this.#running !== null) return;
    const borrowed = await this.#registry.borrow(this.connectionId, this.#context.memory);
    const { network } = borrowed;
    const line = new CompanyLine({
      network,
      context: this.#context,
      timers: this.#timers,
      behaviour: () => this.#behaviour,
      isOnline: () => this.isOnline,
    });
    this.#running = { borrowed, network, line };
    this.#onRunning(this, true);
    const isLinked = this.#settings.pairing === "none" || (await this.#pairing.isLinked());
    if (!isLinked) return this.#askToPair();
    this.#goOnline();
    for (const message of network.messages()) if (message.direction === "OUTBOUND") this.#tickOn(message, [0, 0]);
  }

  async stop(deadlineMs: number): Promise<void> {
    const running = this.#running;
    this.#leave("stopped");
    this.#timers.clear();
    this.#running = null;
    this.#onRunning(this, false);
    this.#context.setState({ status: "stopped" });
    if (running === null) return;
    const late = () => new Error("the simulated phones could not be remembered in time");
    await withDeadline(running.borrowed.give(), deadlineMs, late).catch((error: unknown) => {
      this.#context.log.warn({ err: error }, "what simulated phones showed last may be forgotten");
    });
  }

  async logout(): Promise<void> {
    this.#leave("logged_out");
    await this.#pairing.unlink();
    this.#context.setState({ status: "logged_out" });
  }

  async requestPairingCode(_phoneNumber: string): Promise<string> {
    if (this.#settings.pairing !== "qr+code")
      throw new DriverError("unsupported", "This simulator pairs without a code.");
    if (this.#phase !== "pairing") throw new DriverError("not_connected", "It does not ask to be paired now.");
    const pairingCode = newPairingCode();
    this.#qrTimers.clear();
    this.#context.setState({ status: "pairing", pairingCode });
    return pairingCode;
  }

  async send(command: SendCommand): Promise<SendReceipt> {
    if (!this.isOnline) throw new DriverError("not_connected", "The simulated line is down.");
    const phone = phoneOf(command.to);
    const known = this.#network.findSent(command.messageId);
    if (known !== null) return { providerId: known.providerId };
    const turn = this.#turns.get(phone) ?? 0;
    this.#turns.set(phone, turn + 1);
    this.#inFlight.add(command.messageId);
    try {
      return await this.#carryOut(command, phone, planSend(this.#behaviour, phone, turn));
    } finally {
      this.#inFlight.delete(command.messageId);
    }
  }

  /** The network knows for certain what arrived, unless it is still on its way. */
  async reconcile(messageId: string): Promise<Reconciliation> {
    if (this.#inFlight.has(messageId) || this.#running === null) return { outcome: "waiting" };
    const message = this.#network.findSent(messageId);
    if (message === null) return { outcome: "not_sent" };
    await this.#network.remember();
    return { outcome: "sent", providerId: message.providerId };
  }

  /** Marks all that came before as well. */
  async markRead([last]: readonly MessageRef[]): Promise<void> {
    if (last === undefined) return;
    for (const message of this.#network.findChat(phoneOf(last.chat))?.messages ?? []) {
      if (message.direction === "INBOUND") this.#network.tick(message, "READ");
    }
  }

  async setTyping(chat: readonly Identity[]): Promise<void> {
    const known = this.#network.findChat(phoneOf(chat));
    if (known !== null) known.typingUntil = Date.now() + typingMs;
  }

  async openMedia({ reference, mimeType }: MediaRef) {
    const bytes = await this.#readMedia(reference);
    const stream = Readable.toWeb(Readable.from([bytes])) as ReadableStream<Uint8Array>;
    return { stream, mimeType, size: bytes.byteLength };
  }

  /** A customer has written: the message is on the phone already. Resolves after its commit. */
  tellMessage(message: PhoneMessage, isNew: boolean): Promise<void> {
    const { line } = this.#must();
    return isNew ? line.tellMessage(message) : line.repeatMessage(message);
  }

  tellTicks(messages: readonly PhoneMessage[]): Promise<unknown> {
    const { line } = this.#must();
    return Promise.all(messages.map((message) => line.tellTicks(message)));
  }

  tellTyping(phone: string): void {
    this.#context.customerTyping(partyOf(phone, this.#network.findChat(phone)?.name ?? null));
  }

  behave(behaviour: SimulatorBehaviour): void {
    this.#behaviour = behaviour;
    this.#turns.clear();
    this.#running?.line.startOver();
  }

  /** False when no code is shown. */
  async scan(): Promise<boolean> {
    if (this.#phase !== "pairing") return false;
    this.#leave("syncing");
    await this.#pairing.link();
    this.#context.setState({ status: "syncing", phoneNumber: this.#settings.phoneNumber });
    this.#timers.after(syncMs, () => {
      if (this.#phase === "syncing") this.#goOnline();
    });
    return true;
  }

  /** The network fails and comes back by itself. False when there is nothing to drop. */
  drop(forMs: number): boolean {
    if (!this.isOnline) return false;
    this.#leave("dropped");
    this.#context.setState({ status: "reconnecting", reason: "The simulated network is down." });
    this.#timers.after(forMs, () => {
      if (this.#phase === "dropped") this.#goOnline();
    });
    return true;
  }

  /** The phone unlinks us. */
  async unlink(): Promise<boolean> {
    if (!this.isOnline) return false;
    this.#leave("logged_out");
    await this.#pairing.unlink();
    this.#context.setState({ status: "logged_out", reason: "The phone unlinked this device." });
    return true;
  }

  get #network(): SimulatedNetwork {
    return this.#must().network;
  }

  #must(): Running {
    if (this.#running === null) throw new DriverError("not_connected", "The simulator does not run.");
    return this.#running;
  }

  #leave(phase: Phase): void {
    this.#phase = phase;
    this.#qrTimers.clear();
    this.#up.abort();
  }

  #goOnline(): void {
    this.#up = new AbortController();
    this.#phase = "online";
    this.#context.setState({ status: "online", phoneNumber: this.#settings.phoneNumber });
    this.#must().line.catchUp();
  }

  #askToPair(): void {
    this.#phase = "pairing";
    this.#context.setState({ status: "pairing", qrCode: newQrCode() });
    this.#qrTimers.after(qrLifeMs, () => {
      if (this.#phase === "pairing") this.#askToPair();
    });
  }

  async #carryOut(command: SendCommand, phone: string, plan: SendPlan): Promise<SendReceipt> {
    const line = this.#up.signal;
    await travel(plan.delayMs, line);
    if (plan.result === "refused") throw new DriverError("permanent", "Refused for good, as the simulator was told.");
    if (plan.result === "refused_for_now")
      throw new DriverError("transient", "Refused for now, as the simulator was told.");
    if ("file" in command.content) await upload(command.content.file);
    if (plan.result === "dropped_before") this.drop(dropInSendMs);
    if (line.aborted) throw unknownOutcome();
    const message = this.#network.add(arriving(command, phone), null);
    this.#network.chatOf(phone, null).typingUntil = 0;
    await this.#network.remember().catch((error: unknown) => {
      throw unknownOutcome(error);
    });
    if (plan.result === "dropped_after") this.drop(dropInSendMs);
    await this.#tick(message, plan);
    if (plan.result === "answer_lost" || line.aborted) throw unknownOutcome();
    this.#network.tell(message, "SENT");
    return { providerId: message.providerId, recipient: { kind: "PHONE", value: phone.slice(1) } };
  }

  async #tick(message: PhoneMessage, { ticks, tickDelaysMs }: SendPlan): Promise<void> {
    if (ticks === "in_order") return this.#tickOn(message, tickDelaysMs);
    if (ticks === "reversed") {
      const last = this.#behaviour.readsByItself ? "READ" : "RECEIVED";
      this.#timers.after(tickDelaysMs[0], () => this.#show(message, last, [last, "RECEIVED", "SENT"]));
      return;
    }
    this.#network.tick(message, "RECEIVED");
    await this.#must()
      .line.tellTicks(message)
      .catch(() => {});
    this.#tickOn(message, tickDelaysMs);
  }

  /** The ticks that are still to come by themselves. */
  #tickOn(message: PhoneMessage, [first, second]: readonly [number, number]): void {
    if (message.status === "SENT") {
      this.#timers.after(first, () => {
        this.#show(message, "RECEIVED");
        this.#tickOn(message, [first, second]);
      });
    } else if (message.status === "RECEIVED" && this.#behaviour.readsByItself) {
      this.#timers.after(second, () => this.#show(message, "READ"));
    }
  }

  #show(message: PhoneMessage, status: Tick, told: readonly Tick[] = [status]): void {
    if (this.#running === null) return;
    this.#network.tick(message, status);
    this.#running.line.tellTicks(message, told).catch((error: unknown) => {
      this.#context.log.warn({ err: error }, "a tick will be told again");
    });
  }

  async #readMedia({ sample, id }: Record<string, unknown>): Promise<Uint8Array> {
    if (typeof sample === "string" && /^[a-z]+\.[a-z0-9]+$/.test(sample)) return readSample(sample);
    const stored = await this.#context.memory.get("media", [String(id)]);
    const bytes = stored.get(String(id));
    if (bytes === undefined) throw new DriverError("media_rejected", "The simulated phone has no such file.");
    return bytes;
  }
}
