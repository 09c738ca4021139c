import type { z } from "zod";
import { Person } from "./types.ts";
import { isGroup, isLid, lidOfPhone, lidWid, phoneWid, userOf, writingsOf } from "./wids.ts";

/** What a page is told of a person. */
export type KnownPerson = Pick<Person, "phone" | "lid" | "name" | "isMyContact" | "isBusiness">;

/** Everybody on WhatsApp. A number nobody spoke of is on it too, under the writing in which it was asked for. */
export class People {
  private readonly all: Person[] = [];

  /** Adds somebody, or changes what is said of them. */
  set(input: z.input<typeof Person>): Person {
    const known = this.find(input.phone ?? null, input.lid ?? null);
    const parsed = Person.parse({ ...known, ...withoutUndefined(input) });
    const lid = parsed.lid === undefined ? (parsed.phone === null ? null : lidOfPhone(parsed.phone)) : parsed.lid;
    const person = { ...parsed, lid };
    const others = this.all.filter((each) => each !== known && !isSamePerson(each, person));
    this.all.splice(0, this.all.length, ...others, person);
    return person;
  }

  /** By a full id; whoever is not known comes into being. */
  byId(wid: string): Person {
    const user = userOf(wid);
    return isLid(wid)
      ? (this.find(null, user) ?? this.set({ lid: user }))
      : (this.find(user, null) ?? this.set({ phone: user }));
  }

  /** The name by which WhatsApp answers for a person, in the kind of id that was asked with; null where there is none. */
  canonicalId(wid: string): string | null {
    if (isGroup(wid)) return wid;
    const person = this.byId(wid);
    if (!person.isOnWhatsApp) return null;
    if (isLid(wid)) return person.lid === null ? null : lidWid(person.lid);
    return person.phone === null ? null : phoneWid(person.phone);
  }

  private find(phone: string | null, lid: string | null): Person | undefined {
    return this.all.find((each) => isSamePerson(each, { phone, lid }));
  }
}

/** Whether two share a phone, in either writing, or a LID. */
function isSamePerson(a: Pick<Person, "phone" | "lid">, b: Pick<Person, "phone" | "lid">): boolean {
  if (a.phone !== null && b.phone !== null && writingsOf(a.phone).includes(b.phone)) return true;
  return a.lid !== null && a.lid === b.lid;
}

export const describePerson = ({ phone, lid, name, isMyContact, isBusiness }: Person): KnownPerson => ({
  phone,
  lid,
  name,
  isMyContact,
  isBusiness,
});

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
