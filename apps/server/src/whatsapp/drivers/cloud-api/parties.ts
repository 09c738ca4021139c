import type { Identity, Party } from "../../driver.ts";
import { isObject, type JsonObject, objectsOf, textOf } from "./json.ts";

const MAX_IDENTITY = 200;
const MAX_NAME = 500;

/** The three ways in which Meta names a person: beside a message, in `contacts`, in a status. */
export type Names = { readonly parent: unknown; readonly user: unknown; readonly phone: unknown };

/**
 * Identities, the steadiest first: the BSUID of the parent portfolio, the BSUID, the phone. Since 2026 a phone may be absent.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export function identitiesOf({ parent, user, phone }: Names): Identity[] {
  return distinct([bsuid(parent), bsuid(user), phoneOrOpaque(phone)].filter((identity) => identity !== null));
}

export const distinct = (identities: readonly Identity[]): Identity[] =>
  identities
    .filter((a, index) => identities.findIndex((b) => a.kind === b.kind && a.value === b.value) === index)
    .slice(0, 5);

function bsuid(value: unknown): Identity | null {
  const text = textOf(value, MAX_IDENTITY);
  return text === null ? null : { kind: "BSUID", value: text };
}

function phoneOrOpaque(value: unknown): Identity | null {
  const text = textOf(value, MAX_IDENTITY);
  if (text === null) return null;
  const digits = text.replace(/[\s+().-]/g, "");
  return /^\d{3,20}$/.test(digits) ? { kind: "PHONE", value: digits } : { kind: "BSUID", value: text };
}

/** Finds who the people of one change are. */
export class Directory {
  readonly #contacts: { readonly identities: Identity[]; readonly contact: JsonObject }[];
  readonly #messageCount: number;

  constructor(contacts: unknown, messageCount: number) {
    this.#contacts = objectsOf(contacts).map((contact) => ({
      contact,
      identities: identitiesOf({
        parent: contact["parent_user_id"],
        user: contact["user_id"],
        phone: contact["wa_id"],
      }),
    }));
    this.#messageCount = messageCount;
  }

  /**
   * The person of a message, with all that `contacts` knows of them; null when nothing tells who it is. `position` is the
   * message's place in its change, the last resort when the message itself names nobody.
   */
  find(names: Names, position: number): Party | null {
    const own = identitiesOf(names);
    const entry = this.#match(own, position);
    const identities = distinct([...own, ...(entry?.identities ?? [])]).toSorted(bySteadiness);
    const name = nameOf(entry?.contact);
    if (identities.length > 0) return { identities, name };
    const username = usernameOf(entry?.contact);
    return username === null ? null : { identities: [{ kind: "USERNAME", value: username }], name };
  }

  #match(own: readonly Identity[], position: number) {
    const named = this.#contacts.find(({ identities }) => identities.some((identity) => includes(own, identity)));
    if (named !== undefined) return named;
    const isAnonymous = own.length === 0;
    if (this.#contacts.length === 1 && (isAnonymous || this.#messageCount === 1)) return this.#contacts[0];
    return isAnonymous && this.#contacts.length === this.#messageCount ? this.#contacts[position] : undefined;
  }
}

const includes = (identities: readonly Identity[], { kind, value }: Identity): boolean =>
  identities.some((each) => each.kind === kind && each.value === value);

const bySteadiness = (a: Identity, b: Identity): number => steadiness(a) - steadiness(b);
const steadiness = ({ kind }: Identity): number => (kind === "BSUID" ? 0 : 1);

function nameOf(contact: JsonObject | undefined): string | null {
  const profile = contact?.["profile"];
  const name = isObject(profile) ? textOf(profile["name"], MAX_NAME) : null;
  const username = usernameOf(contact);
  return name ?? (username === null ? null : `@${username}`);
}

/**
 * A username can be given up and taken by somebody else, so it is an identity only for want of any other; else it is but
 * a name.
 */
function usernameOf(contact: JsonObject | undefined): string | null {
  const profile = contact?.["profile"];
  const username = textOf(isObject(profile) ? profile["username"] : undefined, MAX_IDENTITY);
  return username?.replace(/^@/, "").toLowerCase() || null;
}

/** Who wrote what nobody is named for. One for each number; a username never has a colon, so it is nobody's. */
export const unidentified = (phoneNumberId: string): Party => ({
  identities: [{ kind: "USERNAME", value: `unidentified:${phoneNumberId}`.slice(0, MAX_IDENTITY) }],
  name: "Unidentified sender",
});

/** A group, as a conversation of its own. */
export const groupOf = (groupId: string, name: string | null): Party => ({
  identities: [{ kind: "GROUP", value: groupId }],
  name,
});
