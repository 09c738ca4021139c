import type { BaileysEventMap, WASocket } from "@whiskeysockets/baileys";
import { type CatchUpResult, type DriverContext, DriverError, type DriverState } from "../../driver.ts";
import type { z } from "zod";
import { withDeadline } from "../../with-deadline.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { Calls } from "./calls.ts";
import { ColdStops } from "./cold-stops.ts";
import { Credentials } from "./credentials.ts";
import { EventChain } from "./event-chain.ts";
import { Groups } from "./groups.ts";
import { Intake } from "./intake.ts";
import { jidOf } from "./jids.ts";
import type { Library } from "./library.ts";
import { Line, lineCaches } from "./line.ts";
import { normalizeAcknowledgement } from "./normalize-status.ts";
import { Outgoing } from "./outgoing.ts";
import { People } from "./people.ts";
import { quietLogger } from "./quiet-logger.ts";
import { ReceivedJournal } from "./received-journal.ts";
import { refusalOf } from "./refusals.ts";
import { SentMessages } from "./sent-messages.ts";
import { Undecrypted } from "./undecrypted.ts";

/** After this the library says nothing any more of what it has decrypted. */
const untoldMs = 2000;

export type SessionDeps = {
  readonly context: DriverContext;
  readonly library: Library;
  readonly webSocketUrl: string | undefined;
  readonly acknowledgeMs: number;
};

export type SessionHooks = {
  readonly onConnection: (update: BaileysEventMap["connection.update"]) => void;
  readonly onHistory: (progress: number | null) => void;
  readonly onEnded: (error: unknown) => void;
};

/** All that belongs to one connection of a number: its line, the way in and the way out, and what they remember. */
export class Session {
  readonly credentials: Credentials;
  readonly line: Line;
  readonly outgoing: Outgoing;
  readonly isFirstTime: boolean;
  readonly #deps: SessionDeps;
  readonly #hooks: SessionHooks;
  readonly #acknowledgements = new Acknowledgements();
  readonly #coldStops = new ColdStops();
  readonly #groups = new Groups();
  readonly #undecrypted = new Undecrypted();
  readonly #sent: SentMessages;
  readonly #journal: ReceivedJournal;
  readonly #chain: EventChain;
  readonly #intake: Intake;
  readonly #untold: NodeJS.Timeout;

  /** Hands on what an earlier run left, then connects. Resolves when under way. */
  static async open(deps: SessionDeps, hooks: SessionHooks): Promise<Session> {
    const { context, library } = deps;
    const { memory, log } = context;
    const credentials = await Credentials.load(memory, library);
    const sent = await SentMessages.load(memory, library);
    const journal = new ReceivedJournal(memory, library, log);
    const { id = "", lid = "" } = credentials.creds.me ?? {};
    const leftOver = await journal.leftOver({ id, lid }, quietLogger(log));
    const session = new Session(deps, hooks, { credentials, sent, journal });
    for (const message of leftOver) session.#intake.message(message, "offline");
    return session;
  }

  private constructor(
    deps: SessionDeps,
    hooks: SessionHooks,
    { credentials, sent, journal }: { credentials: Credentials; sent: SentMessages; journal: ReceivedJournal },
  ) {
    const { context, library, acknowledgeMs } = deps;
    this.#deps = deps;
    this.#hooks = hooks;
    this.credentials = credentials;
    this.isFirstTime = credentials.creds.accountSyncCounter === 0;
    this.#sent = sent;
    this.#journal = journal;
    this.#chain = new EventChain(context.deliver, (ids) => journal.done(ids), context.log);
    const people = new People(credentials.keys);
    this.outgoing = new Outgoing({
      library,
      people,
      sent,
      acknowledgeMs,
      logger: quietLogger(context.log),
      acknowledgements: this.#acknowledgements,
      coldStops: this.#coldStops,
      socket: () => this.#openSocket(),
    });
    this.#intake = this.#makeIntake(people);
    this.line = this.#makeLine();
    this.#untold = setInterval(() => void this.#tellUntold(), untoldMs / 2).unref();
  }

  /** What WhatsApp does not let the number do, as part of its state. */
  get restriction(): Pick<z.input<typeof DriverState>, "reason" | "providerCode" | "restrictedUntil"> {
    const { restrictedUntil, isRefusing } = this.#coldStops;
    if (!isRefusing) return {};
    return { reason: refusalOf("463").message, providerCode: "463", restrictedUntil };
  }

  timeLocked({ isActive, timeEnforcementEnds }: { isActive?: boolean; timeEnforcementEnds?: Date }): void {
    if (isActive === true) this.#coldStops.locked(timeEnforcementEnds?.getTime() ?? null);
    else this.#coldStops.lifted();
  }

  async catchUp(offlineMs: number, resendMs: number): Promise<CatchUpResult> {
    await this.line.offlineDone(offlineMs);
    await this.#chain.idle();
    const { keys } = this.#undecrypted;
    if (keys.length > 0) {
      for (const key of keys) void this.line.socket.requestPlaceholderResend(key).catch(() => {});
      await this.#undecrypted.none(resendMs);
      await this.#chain.idle();
    }
    await this.#journal.settleReplayed();
    return { unverified: this.#undecrypted.chats };
  }

  /** Hands on what has come, as far as the deadline lets. */
  async close(deadlineMs: number): Promise<void> {
    this.#acknowledgements.lost();
    clearInterval(this.#untold);
    const closed = this.line.close(deadlineMs / 2);
    await withDeadline(this.#chain.idle(), deadlineMs / 2, () => new Error("too late")).catch(() => {});
    this.#chain.stop();
    await closed;
  }

  /** A message must not wait for the next start because the library stumbled over it. */
  async #tellUntold(): Promise<void> {
    const { id = "", lid = "" } = this.credentials.creds.me ?? {};
    const { log } = this.#deps.context;
    const messages = await this.#journal.untold(untoldMs, { id, lid }, quietLogger(log));
    for (const message of messages) this.#intake.message(message, "live");
  }

  #openSocket(): WASocket {
    if (!this.line.isOpen) throw new DriverError("not_connected", "The number is not connected.");
    return this.line.socket;
  }

  #makeIntake(people: People): Intake {
    return new Intake({
      people,
      context: this.#deps.context,
      chain: this.#chain,
      sent: this.#sent,
      calls: new Calls(),
      undecrypted: this.#undecrypted,
      subjectOf: (group) => this.#groups.subjectOf(group, (jid) => this.#openSocket().groupMetadata(jid)),
      forgetGroup: (group) => this.#groups.forget(group),
      me: () => [this.credentials.creds.me?.id, this.credentials.creds.me?.lid],
      isSideEffect: (id) => this.outgoing.isSideEffect(id),
      isAwaited: (id) => this.#acknowledgements.tellsOf(id),
      heardFrom: ({ identities }) => {
        for (const identity of identities) this.#coldStops.heardFrom(jidOf(identity) ?? "");
      },
    });
  }

  #makeLine(): Line {
    const { context, library, webSocketUrl } = this.#deps;
    return new Line({
      library,
      webSocketUrl,
      credentials: this.credentials,
      journal: this.#journal,
      caches: lineCaches(),
      logger: quietLogger(context.log),
      log: context.log,
      findSent: (id) => this.#sent.find(id),
      cachedGroup: (jid) => this.#groups.cached(jid),
      onEvents: (events) => this.#events(events),
      onAcknowledged: (attrs) => this.#acknowledged(attrs),
      onEnded: (error) => this.#hooks.onEnded(error),
    });
  }

  #events(events: Partial<BaileysEventMap>): void {
    this.#journal.told((events["messages.upsert"]?.messages ?? []).map(({ key }) => key.id));
    this.#intake.take(events);
    const history = events["messaging-history.set"];
    if (history !== undefined) this.#hooks.onHistory(history.progress ?? null);
    const connection = events["connection.update"];
    if (connection !== undefined) this.#hooks.onConnection(connection);
  }

  /** The library tells of refusals alone, so that a message is with WhatsApp's server is read off the line. */
  #acknowledged(attrs: Readonly<Record<string, string>>): void {
    const id = attrs["id"] ?? "";
    if (attrs["error"] === undefined) this.#sent.acknowledged(id);
    const status = normalizeAcknowledgement(attrs, Date.now());
    if (status !== null && status.status === "SENT" && this.#sent.has(id)) this.#intake.status(status);
    this.#acknowledgements.came(id, attrs["error"]);
  }
}
