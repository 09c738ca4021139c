import type { WAMessageKey } from "@whiskeysockets/baileys";
import type { InboundEventInput, Party } from "../../driver.ts";

const most = 200;

/** Messages of this run that came without their content and have not come again with it. */
export class Undecrypted {
  readonly #missing = new Map<string, { key: WAMessageKey; chat: Party }>();
  #onChange: () => void = () => {};

  /** Notes whether a message came with its content. */
  note(key: WAMessageKey, { providerId, isPlaceholder, chat }: Extract<InboundEventInput, { kind: "message" }>): void {
    if (isPlaceholder === true) this.#missing.set(providerId, { key, chat });
    else if (this.#missing.delete(providerId)) this.#onChange();
    for (const oldest of this.#missing.keys()) {
      if (this.#missing.size <= most) return;
      this.#missing.delete(oldest);
    }
  }

  get keys(): WAMessageKey[] {
    return [...this.#missing.values()].map(({ key }) => key);
  }

  /** The conversations in which something is missing, each once. */
  get chats(): Party[] {
    const chats = [...this.#missing.values()].map(({ chat }) => chat);
    return [...new Map(chats.map((chat) => [JSON.stringify(chat.identities), chat])).values()];
  }

  /** Resolves when nothing is missing any more, at the latest after `ms`. */
  async none(ms: number): Promise<void> {
    if (this.#missing.size === 0) return;
    const done = Promise.withResolvers<void>();
    const timer = setTimeout(done.resolve, ms);
    this.#onChange = () => {
      if (this.#missing.size === 0) done.resolve();
    };
    await done.promise;
    clearTimeout(timer);
    this.#onChange = () => {};
  }
}
