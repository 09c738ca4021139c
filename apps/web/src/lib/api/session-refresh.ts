import type { SignedIn } from "@whatskovi/contract";

export type RefreshSource = {
  /** `POST /api/auth/refresh` with the cookie. */
  exchange(): Promise<SignedIn>;
  currentToken(): string | null;
  /** Called once for each new pair. */
  accept(signedIn: SignedIn): void;
};

const withLock = <Value>(work: () => Promise<Value>): Promise<Value> =>
  globalThis.navigator?.locks === undefined ? work() : navigator.locks.request("whatskovi.refresh", work);

/**
 * Exchanges the refresh cookie, once for all who ask at the same time, in all tabs: a rotating token used twice would end
 * the session. `staleToken` is the token that was refused; when another tab has brought a newer one, that one is taken.
 */
export function createRefresh(source: RefreshSource): (staleToken: string | null) => Promise<string> {
  let underWay: Promise<string> | null = null;
  const refresh = (staleToken: string | null) =>
    withLock(async () => {
      const current = source.currentToken();
      if (current !== null && current !== staleToken) return current;
      const signedIn = await source.exchange();
      source.accept(signedIn);
      return signedIn.accessToken;
    });
  return (staleToken) => {
    underWay ??= refresh(staleToken).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
