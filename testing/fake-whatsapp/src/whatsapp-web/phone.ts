import type { z } from "zod";
import { fullId, quotationOf, type StoredMessage } from "./account.ts";
import { attributesOf } from "./content.ts";
import { LinkedPhone } from "./linked-phone.ts";
import { CustomerMessage, GroupOptions, MessageContent, OwnerMessage } from "./types.ts";
import { groupWid, lidWid, type MessageKey, newStanzaId, phoneWid } from "./wids.ts";

/** A message that was written: its short id, and the full one under which whatsapp-web.js knows it. */
export type Written = { readonly id: string; readonly providerId: string };

/** Who did something, by phone or LID. */
export type Who = { readonly phone?: string | undefined; readonly lid?: string | undefined };

/** A company's phone with WhatsApp on it, and the account behind it. */
export class FakePhone extends LinkedPhone {
  addGroup(input: z.input<typeof GroupOptions> = {}): string {
    const group = GroupOptions.parse(input);
    const id = groupWid(group.id ?? `1203630${Date.now()}${this.account.groups.size}`);
    this.account.groups.set(id, group);
    this.account.chat(id);
    this.tellChat(id);
    return id;
  }

  /** A customer writes to this number. */
  customerWrites(input: CustomerMessage): Written {
    const message = CustomerMessage.parse(input);
    const { phone, lid, group, name } = message;
    if (phone === undefined && lid === undefined) throw new Error("A customer needs a phone or a lid");
    const person = this.world.people.set({
      ...(phone === undefined ? {} : { phone }),
      lid,
      ...(name === undefined ? {} : { name }),
    });
    const sender = group === undefined ? this.idOf(message) : this.memberId(groupWid(group), message, person.lid);
    const remote = group === undefined ? sender : groupWid(group);
    const key = { fromMe: false, remote, id: message.id ?? newStanzaId(), participant: group && sender };
    return this.file(key, message, remote, phoneWid(this.number), name);
  }

  /** The owner writes on the phone; the pages see it as a message of their own account. */
  ownerWrites(input: OwnerMessage): Written {
    const message = OwnerMessage.parse(input);
    const remote = message.group === undefined ? this.idOf(message) : groupWid(message.group);
    const participant = message.group === undefined ? undefined : phoneWid(this.number);
    const key = { fromMe: true, remote, id: message.id ?? newStanzaId(), participant };
    return this.file(key, message, phoneWid(this.number), remote, undefined);
  }

  /** The owner reads a conversation on the phone. */
  ownerReads(who: Who & { group?: string }): void {
    const id = who.group === undefined ? this.idOf(who) : groupWid(who.group);
    this.account.chat(id).unreadCount = 0;
    this.tellChat(id);
  }

  /** A message is delivered once more, as WhatsApp sometimes does. */
  deliversAgain(id: string): void {
    this.tellMessage(this.account.message(id), { isAgain: true });
  }

  /** The content of a message that could not be read arrives after all. */
  messageDecrypts(id: string, content: z.input<typeof MessageContent>): void {
    const message = this.account.message(id);
    message.attributes = { subtype: undefined, ...attributesOf(MessageContent.parse(content), this.world.media) };
    this.tell("changed", { key: message.key, attributes: { ...message.attributes, subtype: null } });
  }

  /** A customer reacts to a message; null takes it back. */
  customerReacts(id: string, who: Who, emoji: string | null): void {
    this.tellReaction(id, this.idOf(who), emoji ?? "");
  }

  /** The owner reacts on the phone. */
  ownerReacts(id: string, emoji: string | null): void {
    this.tellReaction(id, phoneWid(this.number), emoji ?? "");
  }

  customerVotes(id: string, who: Who, options: readonly number[]): void {
    const { key } = this.account.message(id);
    const vote = { key: { ...key, id: newStanzaId() }, parent: key, sender: this.idOf(who), options, at: Date.now() };
    this.tell("vote", vote);
  }

  customerTypes(who: Who, state: "composing" | "recording_audio" | "unavailable" = "composing"): void {
    this.tell("typing", { chat: this.idOf(who), state });
  }

  /** A sent message reaches the customer's phone. */
  customerReceives(id: string): void {
    this.tick(id, 2);
  }

  /** The customer has read a sent message. */
  customerReads(id: string): void {
    this.tick(id, 3);
  }

  /** The customer has listened to a voice message. */
  customerPlays(id: string): void {
    this.tick(id, 4);
  }

  /** A customer called and nobody answered: the ringing, and the entry in the conversation. */
  callMissed(who: Who & { isVideo?: boolean; name?: string }): Written {
    const { isVideo = false, ...customer } = who;
    this.tell("call", { id: newStanzaId(), from: this.idOf(who), isVideo });
    return this.customerWrites({ ...customer, kind: "missed-call", raw: { isVideoCall: isVideo } });
  }

  /** What WhatsApp's servers have of a message's file from now on. */
  setMedia(id: string, state: "ready" | "expired" | "gone"): void {
    const file = this.world.media.byPath(this.account.message(id).attributes["directPath"]);
    if (file === undefined) throw new Error(`The message ${id} has no file`);
    file.state = state;
  }

  private file(
    key: MessageKey,
    content: z.output<typeof OwnerMessage>,
    from: string,
    to: string,
    notifyName: string | undefined,
  ): Written {
    const quoted = content.quote === undefined ? {} : quotationOf(this.account.message(content.quote));
    const message: StoredMessage = {
      order: this.account.nextOrder(),
      key,
      from,
      to,
      t: Math.floor((content.timestamp ?? Date.now()) / 1000),
      notifyName,
      attributes: { ...quoted, ...attributesOf(content, this.world.media) },
      ack: 1,
      revokedAs: null,
      reactions: [],
    };
    this.account.add(message, !key.fromMe && !content.isOld);
    if (!content.isOld) this.tellMessage(message);
    this.changed();
    return { id: key.id, providerId: fullId(message) };
  }

  /** How somebody is named in a group. */
  private memberId(group: string, { phone, lid }: Who, knownLid: string | null): string {
    const named = this.account.groups.get(group)?.isLidAddressed === true ? (knownLid ?? lid) : lid;
    return named === undefined ? phoneWid(phone ?? "") : lidWid(named);
  }

  /** Where a person's conversation stands. */
  private idOf({ phone, lid }: { phone?: string | undefined; lid?: string | undefined }): string {
    if (lid !== undefined) return lidWid(lid);
    if (phone === undefined) throw new Error("A person needs a phone or a lid");
    return this.world.chatId(phoneWid(phone));
  }
}
