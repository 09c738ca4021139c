import type { IdentityKind } from "@whatskovi/contract";
import { newId } from "../../../platform/ids.ts";
import type { Identity, Party } from "../../../whatsapp/driver.ts";
import { displayPhoneNumber, identityKey, phoneDigits } from "../../contacts/index.ts";
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

/** The identity by which somebody is known first, where theirs belong to two contacts that a person keeps apart. */
const steadiness: readonly IdentityKind[] = ["GROUP", "BSUID", "PHONE", "LID", "USERNAME"];
const NAME_LENGTH = 120;

/** Knows a batch's contacts by their identities, makes those that are missing, and keeps what has changed. */
export class ContactBook {
  readonly contacts = new Map<string, PlannedContact>();
  /** Contacts of which WhatsApp told that they are one person: they become one before anything of the batch is stored. */
  readonly links: PlannedContact[][] = [];
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
    const known = this.#find(party);
    const contact = known[0] ?? (options.make ? this.#make(party) : null);
    if (contact === null) return null;
    if (known.length > 1 && !isGroup(party)) this.links.push(known);
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

  /** The contacts to whom the identities belong, that of the steadiest first. */
  #find(party: Party): PlannedContact[] {
    const contactIds = party.identities
      .toSorted(bySteadiness)
      .map((identity) => this.#identities.get(`${identity.kind}:${identityKey(identity)}`)?.contactId);
    return [...new Set(contactIds)].flatMap((id) => (id === undefined ? [] : (this.contacts.get(id) ?? [])));
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

const bySteadiness = (one: Identity, other: Identity) => steadiness.indexOf(one.kind) - steadiness.indexOf(other.kind);

const isGroup = ({ identities }: Party) => identities.some(({ kind }) => kind === "GROUP");

/** The identity by which a party is known first, as `Message.via` keeps it. */
export function viaOf({ identities }: Party): string | null {
  const [first] = identities.toSorted(bySteadiness);
  return first === undefined ? null : `${first.kind}:${identityKey(first)}`;
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
