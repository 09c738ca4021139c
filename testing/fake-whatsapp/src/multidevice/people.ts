import { createHash } from "node:crypto";
import { jidDecode, jidEncode } from "@whiskeysockets/baileys";
import { SignalDevice } from "./signal-device.ts";

/** How a conversation names its people: by phone number or by LID. */
export type Addressing = "pn" | "lid";

/** Somebody with WhatsApp on a phone. Digits alone in both identifiers; without a phone they can be reached by LID only. */
export class Person {
  phone: string | null;
  readonly lid: string;
  name: string | null;
  pictureUrl: string | null = null;
  /** The phone: device 0 of the account. */
  readonly device = new SignalDevice();

  constructor(phone: string | null, lid: string, name: string | null) {
    this.phone = phone;
    this.lid = lid;
    this.name = name;
  }

  get phoneJid(): string | undefined {
    return this.phone === null ? undefined : jidEncode(this.phone, "s.whatsapp.net");
  }

  get lidJid(): string {
    return jidEncode(this.lid, "lid");
  }

  jid(addressing: Addressing): string {
    return addressing === "pn" ? (this.phoneJid ?? this.lidJid) : this.lidJid;
  }
}

/** Names somebody. With both, the conversation is addressed by LID and the phone is told along; with the LID alone it is not. */
export type Address = { phone?: string | undefined; lid?: string | undefined };

export const addressingOf = (address: Address): Addressing => (address.lid === undefined ? "pn" : "lid");

const lidFor = (phone: string): string => {
  const number = createHash("sha256").update(phone).digest().readUIntBE(0, 6);
  return String(number).padStart(15, "1");
};

/** Brazil's two writings of one mobile number: with the ninth digit and without. */
function otherBrazilianWriting(phone: string): string | null {
  if (/^55\d{2}9[6-9]\d{7}$/u.test(phone)) return phone.slice(0, 4) + phone.slice(5);
  if (/^55\d{2}[6-9]\d{7}$/u.test(phone)) return `${phone.slice(0, 4)}9${phone.slice(4)}`;
  return null;
}

/** Everybody on this WhatsApp. */
export class Directory {
  readonly #people = new Set<Person>();
  readonly #answers = new Map<string, string | null>();

  /** Finds somebody or lets them join; what is told of them anew is kept, so that a LID can get its phone later. */
  person(address: Address, name?: string): Person {
    const { phone, lid } = address;
    if (phone === undefined && lid === undefined) throw new Error("a person needs a phone or a LID");
    const found = this.find(address);
    if (found !== undefined) {
      found.phone ??= phone ?? null;
      found.name = name ?? found.name;
      return found;
    }
    const joined = new Person(phone ?? null, lid ?? lidFor(phone ?? ""), name ?? null);
    this.#people.add(joined);
    return joined;
  }

  find({ phone, lid }: Address): Person | undefined {
    const people = [...this.#people];
    return (
      people.find((person) => lid !== undefined && person.lid === lid) ??
      people.find(
        (person) => phone !== undefined && person.phone === phone && (lid === undefined || person.lid === lid),
      )
    );
  }

  byJid(jid: string): Person | undefined {
    const decoded = jidDecode(jid);
    return decoded && this.find(decoded.server === "lid" ? { lid: decoded.user } : { phone: decoded.user });
  }

  /** Fixes what the number check says of a number: its canonical writing, or null where it is not on WhatsApp. */
  setOnWhatsApp(phone: string, canonical: string | null): void {
    this.#answers.set(phone, canonical);
    if (canonical !== null) this.person({ phone: canonical });
  }

  /** The number check: the account that answers to these digits, whichever way Brazil's ninth digit is written. */
  onWhatsApp(phone: string): Person | undefined {
    const fixed = this.#answers.get(phone);
    if (fixed === null) return undefined;
    if (fixed !== undefined) return this.person({ phone: fixed });
    const other = otherBrazilianWriting(phone);
    return this.find({ phone }) ?? (other === null ? undefined : this.find({ phone: other }));
  }
}
