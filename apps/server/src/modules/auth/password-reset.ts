import { randomBytes } from "node:crypto";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { Context, UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { endSessions } from "../sessions/index.ts";
import { hashPassword, loadUser, writePasswordHash } from "../users/index.ts";
import { replacePasswordReset, usePasswordReset } from "./credentials.repository.ts";
import { hashToken } from "./refresh-token.ts";

const lifetimeMs = 24 * 60 * 60 * 1000;

/** Makes a link with which a person sets a new password; earlier ones are worth nothing from now on. */
export async function createPasswordReset(
  context: UserContext,
  input: { userId: string; publicUrl: string },
): Promise<{ url: string; expiresAt: string }> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(context.clock.now().getTime() + lifetimeMs);
  await context.db.transaction(async (tx) => {
    const user = orNotFound(await loadUser(tx, input.userId));
    await replacePasswordReset(tx, { tokenHash: hashToken(token), userId: user.id, expiresAt });
    await recordAudit(tx, context.actor, { action: "user.password_reset_created", entity: "user", entityId: user.id });
  });
  // After the # it is never sent: it stays out of logs and of the Referer header.
  return {
    url: `${new URL("/reset-password", input.publicUrl).href}#token=${token}`,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Sets a new password by a link and ends all sessions of the person. `session_expired` when the link is not good (any more). */
export async function resetPassword(context: Context, input: { token: string; password: string }): Promise<void> {
  await context.db.transaction(async (tx) => {
    const userId = await usePasswordReset(tx, hashToken(input.token), context.clock.now());
    if (userId === null)
      throw new AppError("session_expired", { detail: "This link was used already or is too old. Ask for a new one." });
    await writePasswordHash(tx, userId, await hashPassword(input.password));
    const ended = await endSessions(tx, { userId, reason: "revoked" });
    await recordAudit(tx, context.actor, { action: "user.password_reset", entity: "user", entityId: userId });
    await context.outbox.append(tx, ended);
  });
}
