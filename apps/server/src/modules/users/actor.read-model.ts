import type { Role } from "@whatskovi/contract";
import type { UserActor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/db/db.ts";

type ActorRow = { name: string; role: Role; maxTickets: number | null; queueIds: string[] };

/**
 * Who somebody is with the rights of this moment, by one query; null when the session has ended or the person was deactivated.
 * Asked anew for every request and socket event, so that a change of rights needs nobody to sign in again.
 */
export async function loadActor(db: Pick<Sql, "query">, userId: string, sessionId: string): Promise<UserActor | null> {
  const [row] = await db.query<ActorRow>(
    `SELECT u."name", u."role"::text AS "role", u."maxTickets",
            ARRAY(SELECT m."queueId"::text FROM "UserQueue" m WHERE m."userId" = u."id") AS "queueIds"
     FROM "Session" s JOIN "User" u ON u."id" = s."userId"
     WHERE s."id" = $1::uuid AND u."id" = $2::uuid AND u."isActive" AND s."endedAt" IS NULL AND s."expiresAt" > now()`,
    [sessionId, userId],
  );
  return row === undefined ? null : { kind: "user", id: userId, sessionId, ...row };
}
