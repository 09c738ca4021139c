import type { UserActor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { loadActor } from "../users/index.ts";
import type { AccessTokens } from "./access-token.ts";

/** From an access token to the person with the rights of this moment. */
export type Authenticate = (accessToken: string) => Promise<UserActor>;

/** Throws `unauthenticated` for a token that is no longer good, `session_expired` when its session has ended: refreshing is useless. */
export function createAuthenticate(deps: { db: Pick<Sql, "query">; tokens: AccessTokens }): Authenticate {
  return async (accessToken) => {
    const claims = await deps.tokens.verify(accessToken);
    if (claims === null) throw new AppError("unauthenticated");
    const actor = await loadActor(deps.db, claims.userId, claims.sessionId);
    if (actor === null) throw new AppError("session_expired");
    return actor;
  };
}
