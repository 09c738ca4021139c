import type { BaileysEventMap, Contact, WAMessage } from "@whiskeysockets/baileys";
import type { DriverContext, InboundEventInput, Origin, Party } from "../../driver.ts";
import type { Calls } from "./calls.ts";
import type { EventChain } from "./event-chain.ts";
import { isGroup, isNobody, isSameUser } from "./jids.ts";
import { missedCall } from "./message-kinds.ts";
import { HistoryPeople, nameOfContact, recentOf } from "./normalize-history.ts";
import { normalizeMessage } from "./normalize-message.ts";
import { normalizeReceipt, normalizeUpdate } from "./normalize-status.ts";
import type { People } from "./people.ts";
import type { SentMessages } from "./sent-messages.ts";
import type { Undecrypted } from "./undecrypted.ts";

type Events = Partial<BaileysEventMap>;

export type IntakeDeps = {
  readonly context: Pick<DriverContext, "customerTyping">;
  readonly chain: EventChain;
  readonly people: People;
  readonly sent: SentMessages;
  readonly calls: Calls;
  readonly undecrypted: Undecrypted;
  readonly subjectOf: (group: string) => Promise<string | null>;
  readonly forgetGroup: (group: string) => void;
  /** Our own addresses. */
  readonly me: () => readonly (string | undefined)[];
  /** Ids of what we sent that is no message of its own: edits, deletions, reactions. */
  readonly isSideEffect: (id: string) => boolean;
  /** Whether an answer to this message is being waited for, which tells of a refusal by itself. */
  readonly isAwaited: (id: string) => boolean;
  /** Somebody wrote to us. */
  readonly heardFrom: (chat: Party) => void;
};

/**
 * From the library's events to the port's. Edits, deletions and reactions are read from the messages that bring them, not from
 * the updates that the library makes of them: so each stanza is one step, which the journal can hand on after a crash.
 */
export class Intake {
  readonly #deps: IntakeDeps;

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  /** One bundle of the library's. */
  take(events: Events): void {
    const history = events["messaging-history.set"];
    if (history !== undefined) this.#history(history);
    for (const contact of [...(events["contacts.upsert"] ?? []), ...(events["contacts.update"] ?? [])])
      this.#contact(contact);
    const mapping = events["lid-mapping.update"];
    if (mapping !== undefined) this.#contact({ id: mapping.pn, lid: mapping.lid }, { isMapping: true });
    const upsert = events["messages.upsert"];
    for (const message of upsert?.messages ?? []) this.message(message, upsert?.type === "append" ? "offline" : "live");
    this.#statuses(events);
    for (const call of events.call ?? []) this.#call(call);
    for (const group of [...(events["groups.upsert"] ?? []), ...(events["groups.update"] ?? [])]) this.#group(group);
    const participants = events["group-participants.update"];
    if (participants !== undefined) this.#deps.forgetGroup(participants.id);
    const presence = events["presence.update"];
    if (presence !== undefined) void this.#presence(presence);
  }

  /** One message, new or left over from an earlier run. */
  message(message: WAMessage, origin: Origin): void {
    this.#deps.chain.add(() => this.#eventsOf(message, origin, null), message.key.id ?? null);
  }

  async #eventsOf(message: WAMessage, origin: Origin, history: HistoryPeople | null): Promise<InboundEventInput[]> {
    if (this.#isNoConversation(message)) return [];
    const chat = await this.#chatOf(message, history);
    if (chat === null) return [];
    const events = normalizeMessage(message, {
      chat,
      author: await this.#authorOf(message),
      origin,
      receivedAt: Date.now(),
    });
    for (const event of events) if (event.kind === "message") this.#deps.undecrypted.note(message.key, event);
    if (message.key.fromMe !== true && origin !== "history") this.#deps.heardFrom(chat);
    const tick = normalizeUpdate({ key: message.key, update: { status: message.status ?? null } }, Date.now());
    const isTold = tick !== null && tick.status !== "SENT" && tick.status !== "FAILED";
    return isTold && events.length > 0 ? [...events, tick] : events;
  }

  /** What this device sent itself, what our phone tells its devices, notes to oneself, statuses, channels. */
  #isNoConversation({ key, category }: WAMessage): boolean {
    const jid = key.remoteJid ?? "";
    if (category === "peer" || jid === "" || isNobody(jid)) return true;
    if (key.fromMe === true && key.id && (this.#deps.sent.has(key.id) || this.#deps.isSideEffect(key.id))) return true;
    return this.#deps.me().some((own) => isSameUser(own, jid));
  }

  async #chatOf({ key, pushName, verifiedBizName }: WAMessage, history: HistoryPeople | null): Promise<Party | null> {
    const jid = key.remoteJid ?? "";
    const { people, subjectOf } = this.#deps;
    const known = history?.nameOf(jid) ?? null;
    if (isGroup(jid)) return people.partyOf(jid, null, known ?? (history === null ? await subjectOf(jid) : null));
    const name = key.fromMe === true ? known : pushName || verifiedBizName || known;
    // A broadcast list shows as a conversation with who sent it.
    if (jid.endsWith("@broadcast")) return people.partyOf(key.participant, key.participantAlt, name);
    return people.partyOf(jid, key.remoteJidAlt ?? history?.otherOf(jid), name);
  }

  async #authorOf({ key, participant, pushName, verifiedBizName }: WAMessage): Promise<Party | null> {
    if (!isGroup(key.remoteJid) || key.fromMe === true) return null;
    return this.#deps.people.partyOf(key.participant ?? participant, key.participantAlt, pushName || verifiedBizName);
  }

  #history({ messages, contacts, lidPnMappings = [] }: BaileysEventMap["messaging-history.set"]): void {
    const people = new HistoryPeople(contacts);
    for (const { lid, pn } of lidPnMappings) this.#contact({ id: pn, lid }, { isMapping: true });
    for (const contact of contacts) this.#contact(contact);
    for (const message of recentOf(messages)) {
      this.#deps.chain.add(() => this.#eventsOf(message, "history", people));
    }
  }

  /** A name, or that two addresses are one person. Names that people give themselves come with their messages. */
  #contact(contact: Partial<Contact>, { isMapping = false } = {}): void {
    const other = contact.lid ?? contact.phoneNumber;
    const name = contact.name || contact.verifiedName ? nameOfContact(contact) : null;
    if (!contact.id || (name === null && !isMapping && other === undefined)) return;
    this.#deps.chain.add(async () => {
      const party = await this.#deps.people.partyOf(contact.id, other, name);
      if (party === null || (party.name === null && party.identities.length < 2)) return [];
      return [{ kind: "contact", party, timestamp: Date.now() }];
    });
  }

  #group({ id, subject }: { id?: string; subject?: string }): void {
    if (id === undefined) return;
    this.#deps.forgetGroup(id);
    if (!subject) return;
    this.#deps.chain.add(async () => {
      const party = await this.#deps.people.partyOf(id, null, subject);
      return party === null ? [] : [{ kind: "contact", party, timestamp: Date.now() }];
    });
  }

  #statuses(events: Events): void {
    const now = Date.now();
    const statuses = [
      ...(events["messages.update"] ?? []).map((update) => normalizeUpdate(update, now)),
      ...(events["message-receipt.update"] ?? []).map((receipt) => normalizeReceipt(receipt, now)),
    ];
    for (const status of statuses) if (status !== null) this.status(status);
  }

  /** A refusal of what is being sent is the answer to the send. */
  status(status: Extract<InboundEventInput, { kind: "status" }>): void {
    const id = status.providerId ?? "";
    if (this.#deps.isSideEffect(id) || (status.status === "FAILED" && this.#deps.isAwaited(id))) return;
    const messageId = this.#deps.sent.messageIdOf(id);
    this.#deps.chain.add(async () => [{ ...status, messageId }]);
  }

  #call(call: BaileysEventMap["call"][number]): void {
    const missed = this.#deps.calls.missedBy(call);
    if (missed === null) return;
    this.#deps.chain.add(async () => {
      const chat = await this.#deps.people.partyOf(missed.from, missed.phone, null);
      if (chat === null) return [];
      const { type, body, content } = missedCall(missed.isVideo);
      const timestamp = Number.isNaN(missed.at.getTime()) ? Date.now() : missed.at.getTime();
      const origin = call.offline ? "offline" : "live";
      return [{ kind: "message", providerId: missed.id.slice(0, 300), chat, origin, timestamp, type, body, content }];
    });
  }

  async #presence({ id, presences }: BaileysEventMap["presence.update"]): Promise<void> {
    const isTyping = Object.values(presences).some(
      ({ lastKnownPresence: state }) => state === "composing" || state === "recording",
    );
    const chat = isTyping ? await this.#deps.people.partyOf(id, null, null).catch(() => null) : null;
    if (chat !== null) this.#deps.context.customerTyping(chat);
  }
}
