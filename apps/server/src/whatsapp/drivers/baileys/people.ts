import type { SignalKeyStore } from "@whiskeysockets/baileys";
import { DriverError, type Identity, type Party } from "../../driver.ts";
import { identityOf, jidOf, parseJid } from "./jids.ts";

const maxName = 500;

/** It is not known now who somebody is, and may be known later. */
export class LookupFailed extends Error {}

/**
 * Who is who: a person has a phone and a LID, and messages name either. What the library has learnt of the two stands in its
 * own key store; nothing here asks WhatsApp.
 */
export class People {
  readonly #keys: Pick<SignalKeyStore, "get">;

  constructor(keys: Pick<SignalKeyStore, "get">) {
    this.#keys = keys;
  }

  /**
   * The party of a JID, with the other way of naming the same person where it is known; null for nobody. Throws `LookupFailed`.
   */
  async partyOf(
    jid: string | null | undefined,
    other: string | null | undefined,
    name: string | null | undefined,
  ): Promise<Party | null> {
    const known = [identityOf(jid), identityOf(other)].filter((identity) => identity !== null);
    const [first] = known;
    if (first === undefined) return null;
    if (first.kind === "GROUP") return { identities: [first], name: nameOf(name) };
    const missing = known.length === 1 ? await this.#otherNameOf(first) : null;
    return { identities: sorted(missing === null ? known : [...known, missing]), name: nameOf(name) };
  }

  /**
   * Where to write to somebody. Who has moved to LIDs is written to at the LID: a message to the phone counts as one to a
   * stranger there and is refused with 463 (OpenWA pull request 717).
   */
  async addressOf(identities: readonly Identity[]): Promise<string> {
    const best = identities.find(({ kind }) => kind === "GROUP") ?? identities.find(({ kind }) => kind === "LID");
    const phone = identities.find(({ kind }) => kind === "PHONE");
    const lid = best === undefined && phone !== undefined ? await this.#lidOf(phone.value) : null;
    const chosen = best ?? lid ?? phone;
    const jid = chosen === undefined ? null : jidOf(chosen);
    if (jid === null || parseJid(jid) === null) {
      throw new DriverError(
        "invalid_recipient",
        "The contact has neither a phone nor an id that this connection can write to.",
      );
    }
    return jid;
  }

  async #otherNameOf({ kind, value }: Identity): Promise<Identity | null> {
    return kind === "PHONE" ? this.#lidOf(value) : this.#phoneOf(value);
  }

  async #lidOf(phone: string): Promise<Identity | null> {
    const digits = phone.replace(/\D/g, "");
    const lid = await this.#mapped(digits);
    return typeof lid === "string" && lid !== "" ? { kind: "LID", value: lid } : null;
  }

  async #phoneOf(lid: string): Promise<Identity | null> {
    const phone = await this.#mapped(`${lid}_reverse`);
    return typeof phone === "string" && phone !== "" ? { kind: "PHONE", value: phone } : null;
  }

  async #mapped(key: string): Promise<string | undefined> {
    try {
      return (await this.#keys.get("lid-mapping", [key]))[key];
    } catch (error) {
      throw new LookupFailed("It could not be looked up who somebody is.", { cause: error });
    }
  }
}

/** Phone before LID, each once. */
function sorted(identities: readonly Identity[]): Identity[] {
  const phones = identities.filter(({ kind }) => kind === "PHONE");
  const others = identities.filter(({ kind }) => kind !== "PHONE");
  return [...phones.slice(0, 1), ...others.slice(0, 1)];
}

const nameOf = (name: string | null | undefined): string | null => {
  const trimmed = name?.trim() ?? "";
  return trimmed === "" ? null : trimmed.slice(0, maxName).toWellFormed();
};
