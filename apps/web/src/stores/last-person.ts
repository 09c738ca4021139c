import type { User } from "@whatskovi/contract";

type LastPerson = {
  readonly user: User;
  /** When the server last said that they are signed in; milliseconds since 1970. */ readonly at: number;
};

const entry = "whatskovi.last-person";
const leaving = "whatskovi.leaving";

/** By then rights may have changed so much that nothing is shown without the server. */
const trustedForMs = 72 * 3_600_000;

const isPerson = (value: unknown): value is LastPerson =>
  typeof value === "object" && value !== null && "user" in value && "at" in value && typeof value.at === "number";

/** Notes who is signed in, so that the next start can show their last state before, or without, the server. */
export function rememberPerson(user: User): void {
  localStorage.setItem(entry, JSON.stringify({ user, at: Date.now() } satisfies LastPerson));
}

/** Their session has ended: nothing of theirs is shown any more. */
export function forgetPerson(): void {
  localStorage.removeItem(entry);
}

/** Who was signed in when the server was last heard, unless that is too long ago. */
export function lastPerson(now = Date.now()): LastPerson | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(entry) ?? "null");
    return isPerson(kept) && now - kept.at < trustedForMs ? kept : null;
  } catch {
    return null;
  }
}

/** Somebody signed out while the server could not be told: it is, before anything else. */
export const setLeaving = (isLeaving: boolean): void =>
  isLeaving ? localStorage.setItem(leaving, "yes") : localStorage.removeItem(leaving);

export const isLeaving = (): boolean => localStorage.getItem(leaving) !== null;
