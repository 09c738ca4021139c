import type { proto } from "@whiskeysockets/baileys";
import type { Group } from "./groups.ts";
import type { Addressing, Person } from "./people.ts";

/** Where a message stands. */
export type Chat =
  | { readonly kind: "direct"; readonly person: Person; readonly addressing: Addressing }
  | { readonly kind: "group"; readonly group: Group };

/** One message as the company's phone has it. */
export type LoggedMessage = {
  readonly id: string;
  readonly chat: Chat;
  /** Null: our side wrote it. */
  readonly author: Person | null;
  message: proto.IMessage;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The file in the clear, as the phone keeps it. Null: none, or it was deleted there. */
  file: Buffer | null;
};

export const chatJid = (chat: Chat): string =>
  chat.kind === "group" ? chat.group.jid : chat.person.jid(chat.addressing);

export const isSameChat = (a: Chat, b: Chat): boolean =>
  a.kind === "group" ? b.kind === "group" && a.group === b.group : b.kind === "direct" && a.person === b.person;

/** All that the company's phone has seen, in order; what history and re-sends are made of. */
export class MessageLog {
  readonly #messages = new Map<string, LoggedMessage>();
  readonly #silent = new Map<string, LoggedMessage>();

  add(message: LoggedMessage): void {
    if (!this.#messages.has(message.id)) this.#messages.set(message.id, message);
  }

  /** A message that shows as no bubble of its own (a change, a reaction): it can be sent again, but is in no history. */
  addSilent(message: LoggedMessage): void {
    this.#silent.set(message.id, message);
  }

  get(id: string): LoggedMessage | undefined {
    return this.#messages.get(id) ?? this.#silent.get(id);
  }

  need(id: string): LoggedMessage {
    const found = this.get(id);
    if (found === undefined) throw new Error(`this phone knows no message ${id}`);
    return found;
  }

  /** By time, the oldest first. */
  all(): LoggedMessage[] {
    return [...this.#messages.values()].toSorted((a, b) => a.at - b.at);
  }
}
