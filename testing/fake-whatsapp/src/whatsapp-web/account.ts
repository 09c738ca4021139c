import type { People } from "./people.ts";
import { describePerson, type KnownPerson } from "./people.ts";
import type { GroupOptions } from "./types.ts";
import { asWid, isGroup, keyText, type MessageKey, phoneWid, lidWid, stanzaIdOf, newStanzaId } from "./wids.ts";
import type { Attributes } from "./content.ts";

/** A message as the account keeps it. */
export type StoredMessage = {
  /** Its place in the account's history. */
  readonly order: number;
  readonly key: MessageKey;
  readonly from: string;
  readonly to: string;
  /** Seconds since 1970. */
  readonly t: number;
  readonly notifyName: string | undefined;
  attributes: Attributes;
  ack: number;
  /** Of a deleted message: the id it has since. */
  revokedAs: MessageKey | null;
  reactions: readonly StoredReaction[];
};

/** Somebody's reaction. One that was taken back is told once more, with an empty emoji, and forgotten. */
export type StoredReaction = {
  readonly key: MessageKey;
  readonly sender: string;
  readonly emoji: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type Chat = { readonly id: string; name: string | null; unreadCount: number; t: number };

/** What a page is told of a conversation. */
export type ChatView = Chat & { readonly group: object | null };

/** Where a message stands: by its time, then by its arrival. */
export type Place = { readonly t: number; readonly order: number };

const PAGE = 20;
const compare = (a: Place, b: Place): number => a.t - b.t || a.order - b.order;

/** The conversations of one company phone. They are here and not in the browser, so that they outlive it. */
export class Account {
  readonly chats = new Map<string, Chat>();
  readonly messages = new Map<string, StoredMessage>();
  readonly groups = new Map<string, GroupOptions>();
  private readonly people: People;
  private readonly ownId: string;
  private lastOrder = 0;

  constructor(people: People, ownId: string) {
    this.people = people;
    this.ownId = ownId;
  }

  nextOrder(): number {
    return ++this.lastOrder;
  }

  chat(id: string): Chat {
    const known = this.chats.get(id);
    if (known !== undefined) return known;
    const name = isGroup(id) ? (this.groups.get(id)?.name ?? null) : this.people.byId(id).name;
    const chat = { id, name, unreadCount: 0, t: 0 };
    this.chats.set(id, chat);
    return chat;
  }

  add(message: StoredMessage, isUnread: boolean): void {
    const chat = this.chat(message.key.remote);
    this.messages.set(message.key.id, message);
    chat.t = Math.max(chat.t, message.t);
    if (isUnread) chat.unreadCount += 1;
  }

  /** By a short or a full id. */
  message(id: string): StoredMessage {
    const message = this.find(id);
    if (message === undefined) throw new Error(`No message with the id ${id}`);
    return message;
  }

  find(id: string): StoredMessage | undefined {
    return this.messages.get(stanzaIdOf(id));
  }

  /** The newest messages of a conversation before a place in the history, oldest first. */
  history(chatId: string, before: Place | null, size = PAGE): StoredMessage[] {
    return [...this.messages.values()]
      .filter((message) => message.key.remote === chatId && (before === null || compare(message, before) < 0))
      .toSorted(compare)
      .slice(-size);
  }

  revoke(message: StoredMessage): MessageKey {
    message.revokedAs ??= { ...message.key, id: newStanzaId() };
    return message.revokedAs;
  }

  chatView(id: string): ChatView {
    const group = this.groups.get(id);
    return { ...this.chat(id), group: group === undefined ? null : this.groupView(group) };
  }

  /** Everybody who can be met in a conversation. */
  peopleIn(chatId: string): KnownPerson[] {
    const group = this.groups.get(chatId);
    if (group === undefined) return isGroup(chatId) ? [] : [describePerson(this.people.byId(chatId))];
    return group.members.map((member) => describePerson(this.people.byId(memberId(member))));
  }

  private groupView(group: GroupOptions): object {
    const { name, description, isLidAddressed, isAnnouncement, members } = group;
    const idIn = (member: GroupOptions["members"][number]) => {
      const person = this.people.byId(memberId(member));
      return isLidAddressed && person.lid !== null ? lidWid(person.lid) : memberId(member);
    };
    const others = members.map((member) => ({ id: idIn(member), isAdmin: member.isAdmin, isSuperAdmin: false }));
    const own = { id: this.ownId, isAdmin: false, isSuperAdmin: false };
    return { name, description, isLidAddressed, isAnnouncement, createdAt: 0, participants: [own, ...others] };
  }
}

const memberId = ({ phone, lid }: { phone?: string | undefined; lid?: string | undefined }): string => {
  if (phone !== undefined) return phoneWid(phone);
  if (lid === undefined) throw new Error("A member of a group needs a phone or a lid");
  return lidWid(lid);
};

/** A message as it goes to a page. */
export function wireMessage(message: StoredMessage): Record<string, unknown> {
  const { order, key, from, to, t, notifyName, attributes, ack, revokedAs } = message;
  const common = { order, from, to, t, notifyName, ack, self: key.self ?? (key.fromMe ? "out" : "in") };
  const author = key.participant === undefined ? {} : { author: key.participant };
  if (revokedAs !== null)
    return { ...common, ...author, key: revokedAs, replaces: key, type: "revoked", subtype: "sender" };
  return { ...common, ...author, ...attributes, key, reactions: message.reactions };
}

/** Everybody has one reaction at most; a newer one replaces it. */
export function reactTo(message: StoredMessage, sender: string, emoji: string): StoredReaction {
  const reaction = { key: { ...message.key, id: newStanzaId() }, sender, emoji, at: Date.now() };
  const others = message.reactions.filter((each) => each.sender !== sender);
  message.reactions = emoji === "" ? others : [...others, reaction];
  return reaction;
}

/** The quotation's fields of a message that answers another. */
export function quotationOf(quoted: StoredMessage): Record<string, unknown> {
  const { body, caption, mimetype, filename, type } = quoted.attributes;
  return {
    quotedMsg: { type, body, caption, mimetype, filename },
    quotedStanzaID: quoted.key.id,
    quotedParticipant: asWid(quoted.key.participant ?? quoted.from),
  };
}

export const fullId = (message: StoredMessage): string => keyText(message.key);
