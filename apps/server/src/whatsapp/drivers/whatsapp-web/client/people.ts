import type { Page } from "puppeteer-core";
import type { Client } from "whatsapp-web.js";
import type { Person } from "../ipc.ts";
import { isConversation, widOf } from "../wids.ts";
import { orNull } from "./client-error.ts";
import { describePeople } from "./page.ts";

const lookDeadlineMs = 3000;
const askDeadlineMs = 3000;
const askAgainAfterMs = 10 * 60_000;

/**
 * Who the people of events are. A LID whose phone the page does not know is asked for once in a while; a LID without a phone
 * stays one, for it says nothing about the number.
 */
export class People {
  readonly #client: Client;
  readonly #asked = new Map<string, { readonly phone: string | null; readonly at: number }>();

  constructor(client: Client) {
    this.#client = client;
  }

  forget(): void {
    this.#asked.clear();
  }

  /** Everybody among these whom a conversation may name; never throws and never hangs. */
  async describe(named: readonly unknown[]): Promise<Person[]> {
    const ids = [...new Set(named.map(widOf).filter((id) => id !== null))].filter(isConversation);
    if (ids.length === 0) return [];
    const page = this.#client.pupPage as unknown as Page;
    const known = await orNull(page.evaluate(describePeople, ids), lookDeadlineMs);
    const people =
      known ??
      ids.map((id) => ({
        id,
        phone: id.endsWith("@c.us") ? id : null,
        lid: id.endsWith("@lid") ? id : null,
        name: null,
      }));
    return Promise.all(people.map((person) => this.#complete(person)));
  }

  /** Asks WhatsApp which phone and LID belong together. */
  async pair(id: string): Promise<{ phone: string | null; lid: string | null }> {
    const pairs = await orNull(this.#client.getContactLidAndPhone([id]), askDeadlineMs);
    return { phone: widOf(pairs?.[0]?.pn), lid: widOf(pairs?.[0]?.lid) };
  }

  async #complete(person: Person): Promise<Person> {
    const phone = widOf(person.phone);
    const lid = widOf(person.lid);
    if (phone !== null || lid === null) return { ...person, phone, lid };
    const before = this.#asked.get(lid);
    if (before !== undefined && Date.now() - before.at < askAgainAfterMs)
      return { ...person, lid, phone: before.phone };
    const pair = await this.pair(lid);
    const found = pair.phone?.endsWith("@c.us") === true ? pair.phone : null;
    this.#asked.set(lid, { phone: found, at: Date.now() });
    return { ...person, lid, phone: found };
  }
}
