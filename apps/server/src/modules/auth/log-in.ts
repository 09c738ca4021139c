import type { Context } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { verifyPassword } from "../users/index.ts";
import type { AttemptLimit } from "./attempt-limit.ts";
import { findCredentials } from "./credentials.repository.ts";
import { type Browser, type OpenedSession, openSession, type TokenSettings } from "./open-session.ts";

/**
 * Signs in by e-mail and password. Unknown addresses and deactivated people get the answer of a wrong password, after the same
 * time, and count as attempts in the same way.
 */
export function logIn(
  context: Context,
  deps: TokenSettings & { attemptLimit: AttemptLimit },
  input: { email: string; password: string; browser: Browser },
): Promise<OpenedSession> {
  const who = { account: input.email, address: input.browser.ipAddress ?? "unknown" };
  return deps.attemptLimit.attempt(who, async () => {
    const found = await findCredentials(context.db, input.email);
    const isRight = await verifyPassword(input.password, found?.passwordHash ?? null);
    if (found === null || !isRight || !found.isActive) throw new AppError("invalid_credentials");
    const { id: userId, passwordHash } = found;
    return openSession(context, context.db, deps, { userId, passwordHash, browser: input.browser });
  });
}
