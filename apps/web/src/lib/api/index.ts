import type { EndpointRequest, SignedIn } from "@whatskovi/contract";
import axios from "axios";
import { acceptPreferences } from "../../stores/preferences.ts";
import { isLeaving, setLeaving } from "../../stores/last-person.ts";
import { type EndReason, endSession, startSession, useSession } from "../../stores/session.ts";
import { isApiError } from "./api-error.ts";
import { endpoints } from "./endpoints.ts";
import { createApi } from "./client.ts";
import { openSessionChannel } from "./session-channel.ts";

export { ApiError, type ApiErrorCode, isApiError, refusedFields } from "./api-error.ts";
export { endpoints } from "./endpoints.ts";
export type { CallInput, CallOptions } from "./request.ts";

/** Where the server is: the page's own origin, unless the app was built for another. */
export const serverUrl: string = process.env.NEXT_PUBLIC_API_URL ?? "";

/** Somebody is signed in: who, and what they prefer. */
function enter(signedIn: SignedIn): void {
  acceptPreferences(signedIn.user.id, signedIn.preferences);
  startSession(signedIn);
}

const signOutWithinMs = 5000;

const announce = openSessionChannel((signedIn) => {
  const { status } = useSession.getState();
  if (signedIn !== null) enter(signedIn);
  else if (status === "signed-in") endSession("signed_out");
});

export const api = createApi(
  {
    currentToken: () => useSession.getState().accessToken,
    currentUserId: () => useSession.getState().user?.id ?? null,
    accept: (signedIn) => {
      enter(signedIn);
      announce(signedIn);
    },
    expire: () => endSession(useSession.getState().status === "signed-in" ? "expired" : null),
  },
  axios.create({ baseURL: serverUrl, withCredentials: true, timeout: 0 }),
);

const begin = (signedIn: SignedIn): void => {
  enter(signedIn);
  announce(signedIn);
};

/** Tries the refresh cookie when the app starts. Throws only when no answer came. */
export async function resumeSession(): Promise<void> {
  try {
    if (isLeaving()) {
      await api.call(endpoints.logout, {});
      setLeaving(false);
    }
    await api.refresh(null);
  } catch (error) {
    if (isApiError(error) && error.problem !== null && error.problem.status < 500)
      endSession(useSession.getState().endReason);
    else throw error;
  }
}

export async function signIn(body: EndpointRequest<typeof endpoints.login>["body"]): Promise<void> {
  const signedIn = await api.call(endpoints.login, { body });
  setLeaving(false);
  begin(signedIn);
}

export async function setUp(body: EndpointRequest<typeof endpoints.setUp>["body"]): Promise<void> {
  begin(await api.call(endpoints.setUp, { body }));
}

/** Ends the session here, and everywhere in this browser. A server that cannot be reached is told later. */
export async function signOut(): Promise<void> {
  try {
    await api.call(endpoints.logout, {}, { signal: AbortSignal.timeout(signOutWithinMs) });
  } catch (error) {
    if (isApiError(error) && !isApiError(error, "network")) throw error;
    setLeaving(true);
  }
  leave("signed_out");
}

/** The session has ended by another hand: forget it in all tabs. */
export function leave(reason: EndReason | null): void {
  endSession(reason);
  announce(null);
}
