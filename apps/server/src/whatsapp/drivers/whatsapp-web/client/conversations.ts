import whatsappWeb, { type Chat, type Message } from "whatsapp-web.js";
import type { MessagePlace } from "../ipc.ts";
import { keyOf } from "../message-keys.ts";
import { widOf } from "../wids.ts";
import { ClientError } from "./client-error.ts";
import type { ClientSession } from "./client-session.ts";
import { describePeople, findKey, isRevoked, knownChats } from "./page.ts";

const latest = 50;

/** Finds conversations and messages in the page, however they are written there. */
export class Conversations {
  readonly #session: ClientSession;

  constructor(session: ClientSession) {
    this.#session = session;
  }

  /** The first of these conversations that there is already. */
  async known(chats: readonly string[]): Promise<string | null> {
    const [known] = await this.#session.page.evaluate(knownChats, await this.#withAliases(chats));
    return known ?? null;
  }

  /** A conversation that there is already; else who WhatsApp says they are, for it refuses to write to a LID it never saw. */
  async recipient(chats: readonly string[]): Promise<string> {
    const known = await this.known(chats);
    if (known !== null) return known;
    for (const chat of chats) {
      if (!chat.endsWith("@c.us")) return chat;
      const wid = widOf(await this.#session.client.getNumberId(chat));
      if (wid === null) continue;
      await this.#session.people.pair(wid);
      return wid;
    }
    throw new ClientError("invalid_recipient", "This number is not on WhatsApp");
  }

  /** As whom a recipient is named: by phone where it is known. */
  async nameOf(chat: string): Promise<string> {
    const [person] = await this.#session.page.evaluate(describePeople, [chat]);
    return widOf(person?.phone) ?? chat;
  }

  /** The library's own chat, without asking WhatsApp for all that it would show of it. */
  chat(id: string): Chat {
    const { Chat: Made } = whatsappWeb as unknown as { Chat: new (client: unknown, data: unknown) => Chat };
    return new Made(this.#session.client, { id: { _serialized: id } });
  }

  async keyAt({ stanzaId, isFromUs, chats, author }: MessagePlace): Promise<string | null> {
    return this.#session.page.evaluate(findKey, stanzaId, isFromUs, await this.#withAliases(chats), author);
  }

  async isDeleted({ stanzaId, isFromUs, chats }: MessagePlace): Promise<boolean> {
    return this.#session.page.evaluate(isRevoked, stanzaId, isFromUs, await this.#withAliases(chats));
  }

  /** Throws `permanent` for a message that the page no longer knows. */
  async messageAt(place: MessagePlace): Promise<Message> {
    const key = await this.keyAt(place);
    const message = key === null ? null : await this.#byKey(key);
    if (message === null) throw new ClientError("permanent", "This message is no longer known to WhatsApp Web");
    return message;
  }

  /** By a key as the page once gave it: its conversation may be written otherwise by now. */
  async message(key: string, chats: readonly string[] = []): Promise<Message | null> {
    const parts = keyOf(key);
    const place = parts === null ? null : { ...parts, chats: [parts.chat, ...chats] };
    const now = place === null ? null : await this.keyAt(place);
    if (now !== null) return this.#byKey(now);
    const chat = place === null ? null : await this.known(place.chats);
    if (chat === null || place === null) return null;
    const messages = await this.chat(chat).fetchMessages({ limit: latest, fromMe: place.isFromUs });
    return withKey(messages.find(({ id }) => id.id === place.stanzaId) ?? null);
  }

  async #byKey(key: string): Promise<Message | null> {
    return withKey(await this.#session.client.getMessageById(key));
  }

  /** A person's conversation stands under their phone or their LID, whichever of the two we were told. */
  async #withAliases(chats: readonly string[]): Promise<string[]> {
    const known = await this.#session.page.evaluate(describePeople, [...chats]);
    const aliases = known.flatMap(({ phone, lid }) => [widOf(phone), widOf(lid)]).filter((wid) => wid !== null);
    return [...new Set([...chats, ...aliases])];
  }
}

/** Methods of the library's messages ask the page by a name that its key may have lost. */
function withKey(message: Message | null): Message | null {
  const key = message === null ? null : keyOf(message.id);
  if (message !== null && key !== null) message.id._serialized ??= key.text;
  return message;
}
