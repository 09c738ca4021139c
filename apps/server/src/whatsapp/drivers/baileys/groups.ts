import type { GroupMetadata } from "@whiskeysockets/baileys";
import { withDeadline } from "../../with-deadline.ts";
import { BoundedCache } from "./bounded-cache.ts";

const lifeMs = 10 * 60_000;
const deadlineMs = 3000;

/** What is known of groups: asked for once, and again when somebody changes something. */
export class Groups {
  readonly #known = new BoundedCache(100, lifeMs);
  readonly #underWay = new Map<string, Promise<GroupMetadata>>();

  cached(jid: string): GroupMetadata | undefined {
    return this.#known.get(jid);
  }

  forget(jid: string): void {
    this.#known.del(jid);
  }

  /** The group's name, or null when WhatsApp does not tell in time: a message never waits long for it. */
  async subjectOf(jid: string, ask: (jid: string) => Promise<GroupMetadata>): Promise<string | null> {
    const known = this.cached(jid);
    if (known !== undefined) return known.subject;
    try {
      const group = await withDeadline(this.#asked(jid, ask), deadlineMs, () => new Error("no answer in time"));
      return group.subject;
    } catch {
      return null;
    }
  }

  #asked(jid: string, ask: (jid: string) => Promise<GroupMetadata>): Promise<GroupMetadata> {
    const underWay = this.#underWay.get(jid);
    if (underWay !== undefined) return underWay;
    const asked = ask(jid)
      .then((group) => {
        this.#known.set(jid, group);
        return group;
      })
      .finally(() => this.#underWay.delete(jid));
    this.#underWay.set(jid, asked);
    return asked;
  }
}
