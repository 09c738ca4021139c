import type { Sql } from "../../platform/db/db.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";
import { endLiveSessions } from "./session.repository.ts";

/**
 * Ends live sessions of a person: all, only `onlyId`, or all except `exceptId`. Their access tokens are worth nothing from the
 * commit on. Resolves to what the caller has to append to the outbox, so that their sockets close too; nothing when none was live.
 */
export async function endSessions(
  tx: Pick<Sql, "query">,
  which: { userId: string; onlyId?: string; exceptId?: string; reason: "signed_out" | "deactivated" | "revoked" },
): Promise<OutboxEntry[]> {
  const sessionIds = await endLiveSessions(tx, which);
  if (sessionIds.length === 0) return [];
  return [{ type: "sessions-ended", userId: which.userId, sessionIds, reason: which.reason }];
}
