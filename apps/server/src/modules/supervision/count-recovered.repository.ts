import type { Sql } from "../../platform/db/db.ts";
import { firstIdAt } from "../../platform/ids.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";

/** A newly stored message that may belong to an interruption: WhatsApp's time, and whether the driver says that it was missed. */
export type Arrival = { readonly sentAt: Date; readonly isOffline: boolean };

/** What is this late was written while we were away, or travelled long: only then is it worth a look. Times are whole seconds. */
const lateMs = 1500;

/**
 * Counts messages in the interruption in which they were missed: what the driver fetched counts for the one that is being
 * caught up, everything else for the one in whose time it was written, be that done or not. Call it in the transaction that
 * stores them, so that each counts once. Returns what screens must be told.
 */
export async function countRecovered(
  tx: Pick<Sql, "query">,
  connectionId: string,
  arrivals: readonly Arrival[],
  now: Date,
): Promise<OutboxEntry[]> {
  const late = arrivals.filter(({ sentAt, isOffline }) => isOffline || now.getTime() - sentAt.getTime() > lateMs);
  if (late.length === 0) return [];
  const counted = await tx.query<{ gapId: string; alertId: string | null }>(
    `WITH placed AS (
       SELECT (
         SELECT gap."id" FROM "ConnectionGap" gap
         WHERE gap."whatsappId" = $1::uuid
           AND ((late."isOffline" AND gap."state" <> 'done')
             OR late."sentAt" BETWEEN gap."startedAt" AND coalesce(gap."endedAt", 'infinity'))
         ORDER BY gap."startedAt" DESC LIMIT 1
       ) AS "id" FROM unnest($2::timestamptz[], $3::boolean[]) AS late("sentAt", "isOffline")
     ), counts AS (
       SELECT "id", count(*)::int AS "messages" FROM placed WHERE "id" IS NOT NULL GROUP BY "id"
     ), counted AS (
       UPDATE "ConnectionGap" gap
       SET "recoveredMessages" = gap."recoveredMessages" + counts."messages", "lastRecoveredAt" = $4::timestamptz
       FROM counts WHERE gap."id" = counts."id" RETURNING gap."id"
     )
     SELECT counted."id" AS "gapId", alert."id" AS "alertId"
     FROM counted LEFT JOIN "Alert" alert ON alert."gapId" = counted."id"`,
    [connectionId, late.map(({ sentAt }) => sentAt), late.map(({ isOffline }) => isOffline), now],
  );
  return counted.flatMap(({ gapId, alertId }) => [
    { type: "connection-gap", gapId } as const,
    ...(alertId === null ? [] : [{ type: "alert", alertId } as const]),
  ]);
}

/** Counts what was stored before its interruption was noted. Call it under the connection's lock. */
export async function countStored(
  tx: Pick<Sql, "query">,
  { gapId, connectionId, since }: { gapId: string; connectionId: string; since: Date },
): Promise<void> {
  await tx.query(
    `UPDATE "ConnectionGap" gap SET "recoveredMessages" = stored."messages", "lastRecoveredAt" = stored."latest"
     FROM (
       SELECT count(*)::int AS "messages", max("createdAt") AS "latest" FROM "Message"
       WHERE "id" >= $2::uuid AND "whatsappId" = $3::uuid AND "sentAt" >= $4::timestamptz
         AND "createdAt" - "sentAt" > make_interval(secs => $5::float8 / 1000)
     ) stored WHERE gap."id" = $1::uuid AND stored."messages" > 0`,
    [gapId, firstIdAt(since), connectionId, since, lateMs],
  );
}
