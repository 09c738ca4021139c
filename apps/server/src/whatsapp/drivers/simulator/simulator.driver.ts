import { driverCapabilities, SimulatorSettings, type Capabilities, type SimulatorBehaviour } from "@whatskovi/contract";
import {
  type CatchUpResult,
  type DriverContext,
  DriverError,
  type Identity,
  type MediaRef,
  type MessageRef,
  type NumberCheck,
  type Party,
  type Reconciliation,
  type SendCommand,
  type SendReceipt,
  type WhatsAppDriver,
} from "../../driver.ts";
import type { PhoneMessage, Tick } from "../../simulated-phones.ts";
import { CompanyChanges } from "./company-changes.ts";
import { CompanyLine } from "./company-line.ts";
import { diceFor } from "./dice.ts";
import { tellHistory } from "./earlier-history.ts";
import { openStored } from "./media-store.ts";
import type { Borrowed, NetworkRegistry } from "./network-registry.ts";
import { arriving, travel, unknownOutcome, upload } from "./outbound.ts";
import { newPairingCode, newQrCode, Pairing } from "./pairing.ts";
import { chatKeyOf, partyOf, reachableBy } from "./people.ts";
import { notOnWhatsApp, refuse, restricted } from "./refusals.ts";
import { Restriction } from "./restriction.ts";
import { planSend, type SendPlan } from "./send-plan.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import { Timers } from "./timers.ts";
import { withDeadline } from "../../with-deadline.ts";

const qrLifeMs = 30_000;
const syncMs = 200;
const dropInSendMs = 1500;
const typingMs = 6000;
const retryMs = 1000;

/** `dead` says online and is not; `restricted` is online and may write to nobody. */
type Phase = "stopped" | "pairing" | "syncing" | "online" | "dead" | "restricted" | "dropped" | "logged_out";

/** What is there while it runs. */
type Running = {
  readonly borrowed: Borrowed;
  readonly network: SimulatedNetwork;
  readonly line: CompanyLine;
  readonly changes: CompanyChanges;
};

/** A number of a WhatsApp that exists in this process alone. */
export class SimulatorDriver implements WhatsAppDriver {
  readonly kind = "simulator";
  readonly capabilities: Capabilities;
  readonly maxConcurrentSends = 16;
  readonly #context: DriverContext;
  readonly #settings: SimulatorSettings;
  readonly #registry: NetworkRegistry;
  readonly #pairing: Pairing;
  readonly #restriction: Restriction;
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
  #absences = 0;
  #unverified: Party[] = [];

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
    this.#restriction = new Restriction(context.memory);
    this.capabilities = { ...driverCapabilities.simulator, pairing: this.#settings.pairing };
  }

  get connectionId(): string {
    return this.#context.connectionId;
  }

  get isOnline(): boolean {
    return this.#phase === "online" || this.#phase === "restricted";
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
    this.#running = { borrowed, network, line, changes: new CompanyChanges(network, this.capabilities) };
    this.#onRunning(this, true);
    const isLinked = this.#settings.pairing === "none" || (await this.#pairing.isLinked());
    if (!isLinked) return this.#askToPair();
    const restrictedUntil = await this.#restriction.until();
    if (restrictedUntil === null) this.#goOnline();
    else this.#beRestricted(restrictedUntil);
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
    this.#mustBeOnline();
    const phone = chatKeyOf(command.to, this.#network);
    const known = this.#network.findSent(command.messageId);
    if (known !== null) return { providerId: known.providerId };
    if (this.#phase === "restricted") throw restricted();
    if (this.#isAbsent(phone)) throw notOnWhatsApp();
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

  async edit(message: MessageRef, body: string): Promise<void> {
    await this.#mustBeOnline().changes.edit(message, body);
  }

  async revoke(message: MessageRef): Promise<void> {
    await this.#mustBeOnline().changes.revoke(message);
  }

  async react(message: MessageRef, emoji: string | null): Promise<void> {
    await this.#mustBeOnline().changes.react(message, emoji);
  }

  /** Marks all that came before as well. */
  async markRead(messages: readonly MessageRef[]): Promise<void> {
    const { network } = this.#mustBeOnline();
    for (const { chat } of messages.slice(0, 1)) {
      for (const message of network.findChat(chatKeyOf(chat, network))?.messages ?? []) {
        if (message.direction === "INBOUND") network.tick(message, "READ");
      }
    }
  }

  async setTyping(chat: readonly Identity[]): Promise<void> {
    const { network } = this.#mustBeOnline();
    const known = network.findChat(chatKeyOf(chat, network));
    if (known !== null) known.typingUntil = Date.now() + typingMs;
  }

  async checkNumber(phoneNumber: string): Promise<NumberCheck> {
    const { network } = this.#mustBeOnline();
    if (!/^\+?\d{6,15}$/.test(phoneNumber) || this.#isAbsent(phoneNumber)) return { isOnWhatsApp: false };
    return { isOnWhatsApp: true, identities: reachableBy(phoneNumber, network.findChat(phoneNumber)) };
  }

  async catchUp(): Promise<CatchUpResult> {
    const { line } = this.#mustBeOnline();
    await line.catchUp();
    this.#mustBeOnline();
    return { unverified: this.#unverified };
  }

  async probe(): Promise<boolean> {
    return this.isOnline;
  }

  async openMedia(media: MediaRef) {
    return openStored(this.#context.memory, this.#behaviour, media);
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

  /** A change of a message, or who somebody is; it is among the network's news already. */
  tellNews(id: string): Promise<void> {
    return this.#must().line.tellNews(id);
  }

  tellTyping(phone: string): void {
    this.#context.customerTyping(partyOf(this.#network.chatOf(phone, null)));
  }

  /** Whether WhatsApp names a customer by a LID alone who has not been named before. */
  hidesPhone(phone: string): boolean {
    return diceFor(this.#behaviour.seed, "lid", phone)() < this.#behaviour.lidRate;
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
    this.#context.setState({ status: "syncing", phoneNumber: this.#settings.phoneNumber, progress: 0 });
    this.#timers.after(syncMs, () => void this.#sync());
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

  /** The session dies and nobody says so, until it is started anew, or comes back by itself. */
  die(forMs: number): boolean {
    if (!this.isOnline) return false;
    this.#leave("dead");
    this.#timers.after(forMs, () => {
      if (this.#phase === "dead") this.#goOnline();
    });
    return true;
  }

  /** WhatsApp lets the number write to nobody for a while. */
  async restrict(forMs: number): Promise<boolean> {
    if (!this.isOnline) return false;
    const until = Date.now() + forMs;
    await this.#restriction.set(until);
    if (this.isOnline) this.#beRestricted(until);
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

  /** Throws `not_connected` while nothing gets through, as when a session is dead and says otherwise. */
  #mustBeOnline(): Running {
    if (!this.isOnline) throw new DriverError("not_connected", "The simulated line is down.");
    return this.#must();
  }

  #isAbsent(phone: string): boolean {
    const { absentDigit } = this.#behaviour;
    return absentDigit !== null && phone.endsWith(String(absentDigit));
  }

  #leave(phase: Phase): void {
    this.#phase = phase;
    this.#qrTimers.clear();
    this.#up.abort();
  }

  #goOnline(): void {
    this.#phase = "online";
    this.#context.setState({ status: "online", phoneNumber: this.#settings.phoneNumber });
    this.#comeUp();
  }

  #beRestricted(restrictedUntil: number): void {
    this.#phase = "restricted";
    this.#context.setState({
      status: "restricted",
      reason: "WhatsApp has restricted this simulated number for a while.",
      phoneNumber: this.#settings.phoneNumber,
      providerCode: "463",
      restrictedUntil,
    });
    this.#timers.after(restrictedUntil - Date.now(), () => {
      if (this.#phase === "restricted") this.#goOnline();
    });
    this.#comeUp();
  }

  /** The line stands: what came during the absence is told by itself, waits to be fetched, or cannot be found. */
  #comeUp(): void {
    const { line } = this.#must();
    if (this.#up.signal.aborted) this.#up = new AbortController();
    const { seed, catchUpBlindRate, replaysByItself } = this.#behaviour;
    const absence = this.#absences++;
    this.#unverified = line.overlook((phone) => diceFor(seed, "blind", phone, absence)() < catchUpBlindRate);
    if (replaysByItself) void line.catchUp();
  }

  /** What the phone has of earlier comes first; tried until it is stored. */
  async #sync(): Promise<void> {
    const { phoneNumber } = this.#settings;
    const { historyChats, seed } = this.#behaviour;
    const deps = {
      context: this.#context,
      network: this.#network,
      isWanted: () => this.#phase === "syncing",
      onProgress: (progress: number) => this.#context.setState({ status: "syncing", phoneNumber, progress }),
    };
    try {
      await tellHistory(deps, seed, historyChats);
      if (this.#phase === "syncing") this.#goOnline();
    } catch (error) {
      this.#context.log.warn({ err: error }, "earlier conversations will be told again");
      this.#timers.after(retryMs, () => void this.#sync());
    }
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
    refuse(plan.result);
    if ("file" in command.content) await upload(command.content.file);
    if (plan.result === "dropped_before") this.drop(dropInSendMs);
    if (line.aborted) throw unknownOutcome();
    const chat = this.#network.chatOf(phone, null);
    const nameOf = (identity: Identity) => this.#nameOf(identity);
    const message = this.#network.add(arriving(command, chat.phone, nameOf));
    chat.typingUntil = 0;
    await this.#network.remember().catch((error: unknown) => {
      throw unknownOutcome(error);
    });
    if (plan.result === "dropped_after") this.drop(dropInSendMs);
    await this.#tick(message, plan);
    if (plan.result === "answer_lost" || line.aborted) throw unknownOutcome();
    this.#network.tell(message, "SENT");
    if (chat.isGroup) return { providerId: message.providerId };
    const recipient = reachableBy(chat.phone, chat.addressing === "lid" ? chat : null)[0];
    return { providerId: message.providerId, ...(recipient === undefined ? {} : { recipient }) };
  }

  #nameOf({ kind, value }: Identity): string | null {
    const chat = kind === "LID" ? this.#network.findLid(value) : this.#network.findChat(`+${value}`);
    return chat?.name ?? null;
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
}
