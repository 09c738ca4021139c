import type { Identity, Party } from "../../../driver.ts";
import type { Person } from "../ipc.ts";
import { identityOf } from "../wids.ts";

const MAX_NAME = 500;

/** The people of one event. */
export class Directory {
  readonly #people: readonly Person[];

  constructor(people: readonly Person[]) {
    this.#people = people;
  }

  find(wid: string): Person | undefined {
    return this.#people.find(({ id, phone, lid }) => id === wid || phone === wid || lid === wid);
  }

  /** Somebody by all that is known of them, the phone first. `shown` is the name that came with the event itself. */
  party(wid: string, shown: string | null): Party | null {
    const person = this.find(wid);
    const wids = wid.endsWith("@g.us") ? [wid] : [person?.phone, person?.lid, wid];
    const identities = distinct(wids.flatMap((each) => (each ? (identityOf(each) ?? []) : [])));
    const name = (shown ?? person?.name ?? null)?.slice(0, MAX_NAME).toWellFormed() || null;
    return identities.length === 0 ? null : { identities: identities.toSorted(byKind), name };
  }

  /** Whether two wids name one person. */
  areSame(a: string, b: string): boolean {
    const [one, other] = [this.find(a), this.find(b)];
    return a === b || (one !== undefined && (one === other || one.lid === b || one.phone === b || shares(one, other)));
  }
}

const shares = (one: Person, other: Person | undefined): boolean =>
  other !== undefined &&
  ((one.lid !== null && one.lid === other.lid) || (one.phone !== null && one.phone === other.phone));

export const distinct = (identities: readonly Identity[]): Identity[] =>
  identities
    .filter((a, index) => identities.findIndex((b) => a.kind === b.kind && a.value === b.value) === index)
    .slice(0, 5);

const byKind = (a: Identity, b: Identity): number => Number(a.kind === "LID") - Number(b.kind === "LID");
