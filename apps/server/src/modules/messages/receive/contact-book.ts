import type { IdentityKind } from "@whatskovi/contract";
import { newId } from "../../../platform/ids.ts";
import type { Party } from "../../../whatsapp/driver.ts";
import { displayPhoneNumber, phoneDigits } from "../../contacts/index.ts";
import { identityKey } from "./batch-keys.ts";
import type { KnownIdentity } from "./batch-state.ts";

export type PlannedContact = {
  readonly id: string;
  name: string;
  phoneNumber: string | null;
  readonly isNamed: boolean;
  readonly isBlocked: boolean;
  readonly isNew: boolean;
  isChanged: boolean;
};

export type PlannedIdentity = { kind: IdentityKind; value: string; contactId: string; address: string; isNew: boolean };

/** When one person's identities belong to two contacts, the steadiest decides; the two are merged elsewhere. */
const steadiness: readonly IdentityKind[] = ["GROUP", "BSUID", "PHONE", "LID", "USERNAME"];
const NAME_LENGTH = 120;

/** Knows a batch's contacts by their identities, makes those that are missing, and keeps what has changed. */
export class ContactBook {
  readonly contacts = new Map<string, PlannedContact>();
  readonly #identities = new Map<string, PlannedIdentity & { isChanged: boolean }>();

  constructor(known: readonly KnownIdentity[]) {
    for (const { kind, value, contactId, address, name, phoneNumber, isNamed, isBlocked } of known) {
      this.#identities.set(`${kind}:${value}`, { kind, value, contactId, address, isNew: false, isChanged: false });
      if (this.contacts.has(contactId)) continue;
      this.contacts.set(contactId, {
        id: contactId,
        name,
        phoneNumber,
        isNamed,
        isBlocked,
        isNew: false,
        isChanged: false,
      });
    }
  }

  /** The contact of a party, brought up to date; null when it is unknown and not to be made. */
  resolve(party: Party, options: { make: boolean }): PlannedContact | null {
    const contact = this.#find(party) ?? (options.make ? this.#make(party) : null);
    if (contact === null) return null;
    for (const { kind, value } of party.identities) this.#attach(contact, kind, identityKey({ kind, value }), value);
    this.#learnName(contact, party.name);
    return contact;
  }

  get identities(): PlannedIdentity[] {
    return [...this.#identities.values()].filter((identity) => identity.isChanged);
  }

  /** Whether somebody else could be making the same contact or identity at this moment. */
  get makesIdentities(): boolean {
    return this.identities.some((identity) => identity.isNew);
  }

  #find(party: Party): PlannedContact | null {
    const known = party.identities
      .map((identity) => this.#identities.get(`${identity.kind}:${identityKey(identity)}`))
      .filter((identity) => identity !== undefined)
      .toSorted((one, other) => steadiness.indexOf(one.kind) - steadiness.indexOf(other.kind));
    return known[0] === undefined ? null : (this.contacts.get(known[0].contactId) ?? null);
  }

  #make(party: Party): PlannedContact {
    const contact: PlannedContact = {
      id: newId(),
      name: shownName(party.name) ?? fallbackName(party),
      phoneNumber: null,
      isNamed: false,
      isBlocked: false,
      isNew: true,
      isChanged: false,
    };
    this.contacts.set(contact.id, contact);
    return contact;
  }

  #attach(contact: PlannedContact, kind: IdentityKind, value: string, address: string): void {
    const key = `${kind}:${value}`;
    const known = this.#identities.get(key);
    if (known !== undefined && known.contactId !== contact.id) return;
    if (known === undefined) {
      this.#identities.set(key, { kind, value, contactId: contact.id, address, isNew: true, isChanged: true });
    } else if (known.address !== address) {
      known.address = address;
      known.isChanged = true;
    }
    if (kind === "PHONE" && contact.phoneNumber === null && phoneDigits(address) !== "") {
      contact.phoneNumber = displayPhoneNumber(address);
      contact.isChanged = true;
    }
  }

  #learnName(contact: PlannedContact, name: string | null): void {
    const shown = shownName(name);
    if (shown === null || contact.isNamed || contact.name === shown) return;
    contact.name = shown;
    contact.isChanged = true;
  }
}

function shownName(name: string | null): string | null {
  const trimmed = name?.replace(/\s+/g, " ").trim() ?? "";
  return trimmed === "" ? null : [...trimmed].slice(0, NAME_LENGTH).join("");
}

function fallbackName({ identities }: Party): string {
  const phone = identities.find(({ kind }) => kind === "PHONE");
  if (phone !== undefined) return displayPhoneNumber(phone.value);
  const username = identities.find(({ kind }) => kind === "USERNAME");
  if (username !== undefined) return `@${username.value.replace(/^@/, "")}`;
  return identities[0]?.value ?? "";
}
