import { proto } from "@whiskeysockets/baileys";
import { randomBytes } from "node:crypto";
import { newMessageId, seconds } from "./bytes.ts";
import { CompanyAccount, type ReceiptKind } from "./company-account.ts";
import { deliver, type Parcel } from "./delivery.ts";
import { chatJid, type Chat, type LoggedMessage } from "./message-log.ts";
import { addressingOf, type Address, type Addressing, type Person } from "./people.ts";
import { encryptVote } from "./poll-vote.ts";
import { tellReceipt } from "./receipts.ts";
import { mediaFileOf, type SentMessage } from "./sent-messages.ts";
import { node, now } from "./stanzas.ts";
import { composeMessage, PIXEL, type Written } from "./written-message.ts";

/** Somebody other than us in a conversation: a phone, a LID, or both; in a group, the group and who of it. */
export type Who = Address & { readonly group?: string | undefined; readonly name?: string | undefined };

export type CustomerWrites = Who &
  Written & {
    /** The id of the message; a new one when left out. The same id again is the same message delivered again. */
    readonly id?: string | undefined;
    /** Milliseconds since 1970; now when left out. */
    readonly at?: number | undefined;
    /** Delivered so often. */
    readonly times?: number | undefined;
    /**
     * The ciphertext is damaged on the way. `until-retry`: the device asks and gets the content under the same id;
     * `until-released`: only after `releaseHeldBack`; `absent`: there is no ciphertext at all, the device asks its own phone.
     */
    readonly undecryptable?: "until-retry" | "until-released" | "absent" | undefined;
  };

export type OwnerWrites = Omit<CustomerWrites, "undecryptable" | "times" | "name">;

/** A message in the past, for the history that a newly linked device gets. */
export type PastMessage = Who &
  Written & { readonly id?: string | undefined; readonly at: number; readonly isFromUs?: boolean | undefined };

type About = Who & { readonly providerId: string; readonly at?: number | undefined };

/** One company's phone: links devices, and is the place where its customers write and read. */
export class CompanyPhone extends CompanyAccount {
  #work: Promise<unknown> = Promise.resolve();

  /** Messages of before: what a newly linked device gets as history, and what it may ask for later. */
  async hadMessages(messages: readonly PastMessage[]): Promise<string[]> {
    const ids: string[] = [];
    for (const past of messages) {
      const author = past.isFromUs === true ? null : this.#author(past);
      const { id } = await this.#compose(past, this.#chat(past), author);
      ids.push(id);
    }
    return ids;
  }

  /** A customer writes to the company, or in a group that it is in. */
  async customerWrites(written: CustomerWrites): Promise<{ providerId: string }> {
    return this.#inOrder(async () => {
      const author = this.#author(written);
      const logged = await this.#compose(written, this.#chat(written), author);
      if (written.undecryptable === "until-released") this.heldBack.add(logged.id);
      const isAbsent = written.undecryptable === "absent";
      const isDamaged = written.undecryptable !== undefined;
      for (let time = 0; time < (written.times ?? 1); time++) await this.#send(logged, author, { isDamaged, isAbsent });
      return { providerId: logged.id };
    });
  }

  /** The owner writes on the phone itself; linked devices get it as an echo. */
  async ownerWrites(written: OwnerWrites): Promise<{ providerId: string }> {
    return this.#inOrder(async () => {
      const logged = await this.#compose(written, this.#chat(written), null);
      await this.#send(logged, this.person);
      return { providerId: logged.id };
    });
  }

  /** The author's phone sends what was held back, under the same id. */
  async releaseHeldBack(providerId: string): Promise<void> {
    this.heldBack.delete(providerId);
    const logged = this.log.need(providerId);
    await this.#inOrder(() => this.#send(logged, logged.author ?? this.person, { retry: 1 }));
  }

  /** The same message comes once more. */
  async deliverAgain(providerId: string): Promise<void> {
    const logged = this.log.need(providerId);
    await this.#inOrder(() => this.#send(logged, logged.author ?? this.person));
  }

  async customerEdits(
    change: Who & { providerId: string; body: string; at?: number | undefined },
  ): Promise<{ providerId: string }> {
    const editedMessage = { conversation: change.body };
    const type = proto.Message.ProtocolMessage.Type.MESSAGE_EDIT;
    return this.#sendAbout(change, (key, at) => ({ protocolMessage: { key, type, editedMessage, timestampMs: at } }));
  }

  async customerRevokes(
    change: Who & { providerId: string; at?: number | undefined },
  ): Promise<{ providerId: string }> {
    const type = proto.Message.ProtocolMessage.Type.REVOKE;
    return this.#sendAbout(change, (key) => ({ protocolMessage: { key, type } }));
  }

  /** Null takes the reaction back. */
  async customerReacts(
    change: Who & { providerId: string; emoji: string | null; at?: number | undefined },
  ): Promise<{ providerId: string }> {
    return this.#sendAbout(change, (key, at) => ({
      reactionMessage: { key, text: change.emoji ?? "", senderTimestampMs: at },
    }));
  }

  /** The customer votes in a poll of ours or of the group. */
  async customerVotes(
    change: Who & { providerId: string; options: readonly string[] },
  ): Promise<{ providerId: string }> {
    const poll = this.log.need(change.providerId);
    const voter = this.#author(change);
    return this.#sendAbout(change, (key, at) => ({
      pollUpdateMessage: {
        pollCreationMessageKey: key,
        vote: encryptVote(poll, poll.author ?? this.person, voter, change.options),
        senderTimestampMs: at,
      },
    }));
  }

  /** The owner changes, deletes or reacts to a message on the phone. */
  async ownerEdits(change: Who & { providerId: string; body: string }): Promise<{ providerId: string }> {
    const editedMessage = { conversation: change.body };
    const type = proto.Message.ProtocolMessage.Type.MESSAGE_EDIT;
    return this.#sendAbout(
      change,
      (key, at) => ({ protocolMessage: { key, type, editedMessage, timestampMs: at } }),
      true,
    );
  }

  async ownerRevokes(change: Who & { providerId: string }): Promise<{ providerId: string }> {
    const type = proto.Message.ProtocolMessage.Type.REVOKE;
    return this.#sendAbout(change, (key) => ({ protocolMessage: { key, type } }), true);
  }

  async ownerReacts(change: Who & { providerId: string; emoji: string | null }): Promise<{ providerId: string }> {
    return this.#sendAbout(
      change,
      (key, at) => ({ reactionMessage: { key, text: change.emoji ?? "", senderTimestampMs: at } }),
      true,
    );
  }

  /** The customer types, records or pauses. Nobody keeps it. */
  customerTypes(who: Who & { state?: "composing" | "recording" | "paused" | undefined }): void {
    const chat = this.#chat(who);
    const author = this.#author(who);
    const from =
      chat.kind === "group"
        ? { from: chat.group.jid, participant: author.jid(chat.group.addressing) }
        : { from: chatJid(chat) };
    const state =
      who.state === "recording" ? node("composing", { media: "audio" }) : node(who.state ?? "composing", {});
    for (const device of this.linkedDevices) device.tell(node("chatstate", from, [state]));
  }

  /** The customer is there or not. */
  customerPresence(who: Who & { isAvailable: boolean; lastSeen?: number | undefined }): void {
    const last = who.lastSeen === undefined ? undefined : String(seconds(who.lastSeen));
    const attrs = { from: chatJid(this.#chat(who)), type: who.isAvailable ? undefined : "unavailable", last };
    for (const device of this.linkedDevices) device.tell(node("presence", attrs));
  }

  /** What the customer's phone got, opened or played: these messages, or all that we sent them. In the order asked for. */
  customerReads(
    who: Who & { providerIds?: readonly string[] | undefined; kind?: ReceiptKind | undefined; at?: number | undefined },
  ): void {
    const chat = this.#chat(who);
    const ids =
      who.providerIds ??
      this.sent()
        .filter((each) => this.#isIn(each, chat))
        .map((each) => each.providerId);
    const at = who.at === undefined ? now() : String(seconds(who.at));
    tellReceipt(this, chat, this.#author(who), ids, who.kind ?? "read", at);
  }

  /** The owner reads the customer's messages on the phone. */
  ownerReads(who: Who & { providerIds: readonly string[] }): void {
    const [id, ...others] = who.providerIds;
    const chat = this.#chat(who);
    const own = this.person.jid(chat.kind === "group" ? chat.group.addressing : chat.addressing);
    const attrs =
      chat.kind === "group"
        ? { from: chat.group.jid, participant: own, recipient: chat.group.jid }
        : { from: own, recipient: chatJid(chat) };
    const list =
      others.length === 0
        ? undefined
        : [
            node(
              "list",
              {},
              others.map((each) => node("item", { id: each })),
            ),
          ];
    for (const device of this.linkedDevices)
      device.deliver(node("receipt", { ...attrs, id, type: "read-self", t: now() }, list));
  }

  /** A call that nobody takes: the offer, then its end. `hangup`: the caller gives up before it has rung out. */
  callMissed(who: Who & { isVideo?: boolean | undefined; end?: "timeout" | "hangup" | undefined }): { callId: string } {
    const chat = this.#chat(who);
    const caller = this.#author(who);
    const callId = randomBytes(16).toString("hex").toUpperCase();
    const about = { "call-id": callId, "call-creator": chatJid(chat), caller_pn: caller.phoneJid };
    const offer = node("offer", about, [
      node("audio", { rate: "16000" }),
      ...(who.isVideo === true ? [node("video", {})] : []),
    ]);
    const end = node("terminate", { ...about, reason: who.end === "hangup" ? undefined : "timeout" });
    for (const [step, content] of [
      ["offer", offer],
      ["end", end],
    ] as const) {
      const attrs = { from: chatJid(chat), id: `${callId.slice(0, 16)}-${step}`, t: now() };
      for (const device of this.linkedDevices) device.deliver(node("call", attrs, [content]));
    }
    return { callId };
  }

  /** The file of a message is no longer on the host. `isGone`: the phone has deleted it too. */
  expireMedia(providerId: string, isGone = false): void {
    const logged = this.log.need(providerId);
    const path = mediaFileOf(logged.message)?.directPath;
    if (path === undefined) throw new Error(`message ${providerId} has no file`);
    this.network.media.expire(path);
    if (isGone) logged.file = null;
  }

  /** One after the other, so that what is written first also comes first. */
  #inOrder<Result>(step: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(step);
    this.#work = done.catch(() => undefined);
    return done;
  }

  #author({ phone, lid, name }: Who): Person {
    return this.network.directory.person({ phone, lid }, name);
  }

  #chat(who: Who): Chat {
    if (who.group !== undefined) return { kind: "group", group: this.network.group(who.group) };
    return { kind: "direct", person: this.#author(who), addressing: addressingOf(who) };
  }

  #isIn(message: SentMessage, chat: Chat): boolean {
    if (chat.kind === "group") return message.to.group === chat.group.jid;
    return message.to.lid === chat.person.lid;
  }

  async #compose(
    written: Written & { id?: string | undefined; at?: number | undefined },
    chat: Chat,
    author: Person | null,
  ) {
    const known = written.id === undefined ? undefined : this.log.get(written.id);
    if (known !== undefined) return known;
    const message = await composeMessage(written, this.#context(written, chat), this.network.media);
    const file = mediaFileOf(message) !== null ? (written.media?.bytes ?? PIXEL) : null;
    const logged: LoggedMessage = {
      id: written.id ?? newMessageId(),
      chat,
      author,
      message,
      at: written.at ?? Date.now(),
      file,
    };
    this.log.add(logged);
    return logged;
  }

  #context({ quote, mentions, isForwarded }: Written, chat: Chat): proto.IContextInfo {
    const addressing = chat.kind === "group" ? chat.group.addressing : chat.addressing;
    const quoted = quote === undefined ? undefined : this.log.get(quote);
    const author = quoted?.author ?? this.person;
    return {
      ...(quote === undefined
        ? {}
        : {
            stanzaId: quote,
            participant: author.jid(addressing),
            quotedMessage: quoted?.message ?? { conversation: "" },
          }),
      ...(mentions === undefined ? {} : { mentionedJid: mentions.map((each) => this.#mentioned(each, addressing)) }),
      ...(isForwarded === true ? { isForwarded: true, forwardingScore: 1 } : {}),
    };
  }

  #mentioned(digits: string, addressing: Addressing): string {
    const { directory } = this.network;
    const person = directory.find({ phone: digits }) ?? directory.find({ lid: digits });
    return (person ?? directory.person({ phone: digits })).jid(addressing);
  }

  /** Sends a message about another one: a change of it, a reaction, a vote. */
  async #sendAbout(
    about: About,
    content: (key: proto.IMessageKey, at: number) => proto.IMessage,
    isOwner = false,
  ): Promise<{ providerId: string }> {
    return this.#inOrder(async () => {
      const chat = this.#chat(about);
      const author = isOwner ? null : this.#author(about);
      const at = about.at ?? Date.now();
      const message = content(this.#keyFor(about.providerId, chat, author ?? this.person), at);
      const logged: LoggedMessage = { id: newMessageId(), chat, author, message, at, file: null };
      this.log.addSilent(logged);
      await this.#send(logged, author ?? this.person);
      return { providerId: logged.id };
    });
  }

  /** The key of a message as the one who speaks of it sees it. */
  #keyFor(id: string, chat: Chat, speaker: Person): proto.IMessageKey {
    const logged = this.log.get(id);
    const author = logged === undefined ? speaker : (logged.author ?? this.person);
    const fromMe = author === speaker;
    if (chat.kind === "group") {
      return { remoteJid: chat.group.jid, id, fromMe, participant: author.jid(chat.group.addressing) };
    }
    const other = speaker === this.person ? chat.person : this.person;
    return { remoteJid: other.jid(chat.addressing), id, fromMe };
  }

  async #send(
    { id, chat, message, at }: LoggedMessage,
    from: Person,
    options: Pick<Parcel, "isDamaged" | "isAbsent" | "retry"> = {},
  ): Promise<void> {
    for (const device of this.linkedDevices) await deliver(device, { id, chat, message, at, from, ...options });
  }
}
