import type { User } from "@whatskovi/contract";
import { create } from "zustand";
import { forgetPerson, rememberPerson } from "./last-person.ts";
import { forgetSearches } from "./recent-searches.ts";

/** Why somebody who was signed in is not any more, for the sign-in page to say. */
export type EndReason = "signed_out" | "deactivated" | "revoked" | "expired";

type Session = {
  /** `unknown` until the refresh cookie has been tried. */
  readonly status: "unknown" | "signed-out" | "signed-in";
  readonly user: User | null;
  /** Kept in memory only. Null while the server has not been heard since the start: what is shown is the last state. */
  readonly accessToken: string | null;
  readonly endReason: EndReason | null;
};

export const useSession = create<Session>(() => ({
  status: "unknown",
  user: null,
  accessToken: null,
  endReason: null,
}));

export function startSession({ user, accessToken }: { user: User; accessToken: string }): void {
  useSession.setState({ status: "signed-in", user, accessToken, endReason: null });
  rememberPerson(user);
}

/** Shows the last state of who was signed in here, until the server says how things are. */
export function resumeLast(user: User): void {
  useSession.setState({ status: "signed-in", user, accessToken: null, endReason: null });
}

export function endSession(endReason: EndReason | null): void {
  useSession.setState({ status: "signed-out", user: null, accessToken: null, endReason });
  forgetPerson();
  forgetSearches();
}

/** The account changed while signed in: role, queues, name. */
export function updateSessionUser(user: User): void {
  if (useSession.getState().user?.id !== user.id) return;
  useSession.setState({ user });
  rememberPerson(user);
}

/** The person signed in. Only inside the guarded part of the app. */
export function useCurrentUser(): User {
  const user = useSession((session) => session.user);
  if (user === null) throw new Error("nobody is signed in");
  return user;
}
