import type { SignedIn } from "@whatskovi/contract";
import type { Context } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { readPreferences } from "../preferences/index.ts";
import { loadUser, presentUser } from "../users/index.ts";
import type { AccessTokens } from "./access-token.ts";
import { hashToken, type RefreshTokens } from "./refresh-token.ts";
import { forgetSessionsBefore, insertSession } from "./session.repository.ts";

/** What signing in needs beside the context. */
export type TokenSettings = {
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly refreshTokenDays: number;
};

/** From where somebody signs in, as their list of sessions shows it. */
export type Browser = { readonly userAgent: string | null; readonly ipAddress: string | null };

/** The answer to the person, and the token for the cookie. */
export type OpenedSession = {
  readonly signedIn: SignedIn;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
};

const dayMs = 24 * 60 * 60 * 1000;

/** How long a session lives from now on, and from when backwards nothing of it is of use. */
export function refreshWindow(now: Date, settings: TokenSettings): { expiresAt: Date; forgetBefore: Date } {
  const lengthMs = settings.refreshTokenDays * dayMs;
  return { expiresAt: new Date(now.getTime() + lengthMs), forgetBefore: new Date(now.getTime() - lengthMs) };
}

/** Begins a session of a person who has proved who they are by the password of that hash. */
export async function openSession(
  context: Context,
  tx: Pick<Sql, "query">,
  settings: TokenSettings,
  input: { userId: string; passwordHash: string; browser: Browser },
): Promise<OpenedSession> {
  const now = context.clock.now();
  const { expiresAt, forgetBefore } = refreshWindow(now, settings);
  const { userId, passwordHash, browser } = input;
  const refreshToken = settings.refreshTokens.first();
  const session = { userId, passwordHash, tokenHash: hashToken(refreshToken), ...browser, now, expiresAt };
  const sessionId = await insertSession(tx, session);
  if (sessionId === null) throw new AppError("invalid_credentials");
  await forgetSessionsBefore(tx, forgetBefore);
  return { signedIn: await signIn(tx, settings, { userId, sessionId }), refreshToken, refreshExpiresAt: expiresAt };
}

/** An access token for a live session, with the person as they are now. */
export async function signIn(
  tx: Pick<Sql, "query">,
  settings: TokenSettings,
  session: { userId: string; sessionId: string },
): Promise<SignedIn> {
  const user = presentUser(orNotFound(await loadUser(tx, session.userId)));
  const preferences = await readPreferences(tx, session.userId);
  const { accessToken, expiresAt } = await settings.accessTokens.sign(session);
  return { accessToken, expiresAt: expiresAt.toISOString(), user, preferences };
}
