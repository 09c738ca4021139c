import type { Context, UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { endSessions } from "../sessions/index.ts";
import { hashToken } from "./refresh-token.ts";
import { findByAnyToken } from "./session.repository.ts";

/** Ends one of one's own sessions; `not_found` for others' and for those that have ended. */
export function endOwnSession(context: UserContext, { sessionId }: { sessionId: string }): Promise<void> {
  return context.db.transaction(async (tx) => {
    const reason = sessionId === context.actor.sessionId ? "signed_out" : "revoked";
    const entries = await endSessions(tx, { userId: context.actor.id, onlyId: sessionId, reason });
    orNotFound(entries[0]);
    await context.outbox.append(tx, entries);
  });
}

/** Signs out everywhere, here included. */
export function endOwnSessions(context: UserContext): Promise<void> {
  return context.db.transaction(async (tx) => {
    await context.outbox.append(tx, await endSessions(tx, { userId: context.actor.id, reason: "signed_out" }));
  });
}

/** Ends the session that a refresh cookie or an access token belongs to; harmless when there is none. */
export function logOut(
  context: Context,
  proof: { refreshToken?: string | undefined; session?: { userId: string; sessionId: string } | null },
): Promise<void> {
  return context.db.transaction(async (tx) => {
    const byCookie = proof.refreshToken === undefined ? null : await findByAnyToken(tx, hashToken(proof.refreshToken));
    const session = byCookie ?? (proof.session ? { id: proof.session.sessionId, userId: proof.session.userId } : null);
    if (session === null) return;
    await context.outbox.append(
      tx,
      await endSessions(tx, { userId: session.userId, onlyId: session.id, reason: "signed_out" }),
    );
  });
}
