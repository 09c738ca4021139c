import type { Context } from "../../platform/context.ts";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { hashPassword, insertUser } from "../users/index.ts";
import { hasAnyUser, lockSetUp } from "./credentials.repository.ts";
import { type Browser, type OpenedSession, openSession, type TokenSettings } from "./open-session.ts";

/** Makes the first administrator and signs in. Of two at once, one succeeds. */
export async function setUp(
  context: Context,
  settings: TokenSettings,
  input: { name: string; email: string; password: string; browser: Browser },
): Promise<OpenedSession> {
  if (await hasAnyUser(context.db)) throw new AppError("already_set_up");
  const passwordHash = await hashPassword(input.password);
  return context.db.transaction(async (tx) => {
    await lockSetUp(tx);
    if (await hasAnyUser(tx)) throw new AppError("already_set_up");
    const { name, email } = input;
    const userId = await insertUser(tx, { name, email, passwordHash, role: "ADMIN", maxTickets: null });
    await recordAudit(tx, context.actor, {
      action: "user.created",
      entity: "user",
      entityId: userId,
      details: { name, email, role: "ADMIN" },
    });
    return openSession(context, tx, settings, { userId, passwordHash, browser: input.browser });
  });
}
