import type { UserContext } from "../../platform/context.ts";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { endSessions } from "../sessions/index.ts";
import { hashPassword, verifyPassword, writePasswordHash } from "../users/index.ts";
import type { AttemptLimit } from "./attempt-limit.ts";
import { loadPasswordHash } from "./credentials.repository.ts";

/** Changes one's own password and ends all other sessions. Wrong tries count as sign-in attempts of the person. */
export function changePassword(
  context: UserContext,
  deps: { attemptLimit: AttemptLimit },
  input: { currentPassword: string; newPassword: string; ipAddress: string | null },
): Promise<void> {
  const { actor } = context;
  return deps.attemptLimit.attempt({ account: actor.id, address: input.ipAddress ?? "unknown" }, async () => {
    const isRight = await verifyPassword(input.currentPassword, await loadPasswordHash(context.db, actor.id));
    if (!isRight) throw new AppError("invalid_credentials", { detail: "The present password is not right." });
    const hash = await hashPassword(input.newPassword);
    await context.db.transaction(async (tx) => {
      await writePasswordHash(tx, actor.id, hash);
      const ended = await endSessions(tx, { userId: actor.id, exceptId: actor.sessionId, reason: "revoked" });
      await recordAudit(tx, actor, { action: "user.password_changed", entity: "user", entityId: actor.id });
      await context.outbox.append(tx, ended);
    });
  });
}
