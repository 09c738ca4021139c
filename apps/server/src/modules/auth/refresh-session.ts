import type { Context } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { endSessions } from "../sessions/index.ts";
import { type OpenedSession, refreshWindow, signIn, type TokenSettings } from "./open-session.ts";
import { hashToken } from "./refresh-token.ts";
import { findByRotatedToken, rotateToken } from "./session.repository.ts";

/** How long an exchanged token may come again: two tabs at once, or a browser that never got the answer. */
const graceMs = 10_000;

/**
 * Exchanges a refresh token for the next one. The token before, within the grace, gets the very same successor. Any other token
 * that was exchanged already is in two hands: its session ends, for both, and `session_expired` is thrown after that is committed.
 */
export async function refreshSession(
  context: Context,
  settings: TokenSettings,
  refreshToken: string,
): Promise<OpenedSession> {
  const next = settings.refreshTokens.after(refreshToken);
  const hashes = { tokenHash: hashToken(refreshToken), nextHash: hashToken(next) };
  const opened = await context.db.transaction(async (tx): Promise<OpenedSession | null> => {
    const now = context.clock.now();
    const answer = async (session: { id: string; userId: string; expiresAt: Date }) => {
      const signedIn = await signIn(tx, settings, { userId: session.userId, sessionId: session.id });
      return { signedIn, refreshToken: next, refreshExpiresAt: session.expiresAt };
    };
    const rotated = await rotateToken(tx, { ...hashes, now, ...refreshWindow(now, settings) });
    if (rotated !== null) return answer(rotated);

    const earlier = await findByRotatedToken(tx, { ...hashes, now });
    if (earlier === null) return null;
    if (earlier.isLatest && now.getTime() - earlier.rotatedAt.getTime() <= graceMs) return answer(earlier);
    await context.outbox.append(
      tx,
      await endSessions(tx, { userId: earlier.userId, onlyId: earlier.id, reason: "revoked" }),
    );
    return null;
  });
  if (opened === null) throw new AppError("session_expired");
  return opened;
}
