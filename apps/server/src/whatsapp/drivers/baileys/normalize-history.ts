import type { Contact, WAMessage } from "@whiskeysockets/baileys";
import { numberOf } from "./numbers.ts";

const newestOfEach = 50;
const newestOfAll = 2000;

/** The part of a history that is taken in: the newest messages of each conversation, oldest first. */
export function recentOf(messages: readonly WAMessage[]): WAMessage[] {
  const counts = new Map<string, number>();
  const newestFirst = messages.toSorted((one, other) => secondsOf(other) - secondsOf(one));
  const recent = newestFirst.filter(({ key }) => {
    const count = (counts.get(key.remoteJid ?? "") ?? 0) + 1;
    counts.set(key.remoteJid ?? "", count);
    return count <= newestOfEach;
  });
  return recent.slice(0, newestOfAll).toReversed();
}

const secondsOf = ({ messageTimestamp }: WAMessage): number => numberOf(messageTimestamp) ?? 0;

/** Names and other addresses of the people of a history, by the address that its messages have. */
export class HistoryPeople {
  readonly #contacts = new Map<string, Contact>();

  constructor(contacts: readonly Contact[]) {
    for (const contact of contacts) this.#contacts.set(contact.id, { ...this.#contacts.get(contact.id), ...contact });
  }

  nameOf(jid: string | null | undefined): string | null {
    return nameOfContact(this.#contacts.get(jid ?? "")) ?? null;
  }

  otherOf(jid: string | null | undefined): string | null {
    const contact = this.#contacts.get(jid ?? "");
    const others = [contact?.phoneNumber, contact?.lid];
    return others.find((other) => other !== undefined && other !== jid) ?? null;
  }
}

/** What the owner calls them, else what they call themselves. */
export const nameOfContact = (contact: Partial<Contact> | undefined): string | null =>
  contact?.name || contact?.verifiedName || contact?.notify || null;
