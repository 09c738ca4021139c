import type { GapCause, GapCoverage, GapState, UnverifiedParty } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** An interruption as stored. */
export type GapRow = {
  readonly id: string;
  readonly connectionId: string;
  readonly state: GapState;
  readonly cause: GapCause;
  readonly coverage: GapCoverage | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly recoveredMessages: number;
  readonly unverified: UnverifiedParty[];
  readonly unverifiedCount: number;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedById: string | null;
  readonly acknowledgedByName: string | null;
};

const select = `SELECT gap."id", gap."whatsappId" AS "connectionId", gap."state", gap."cause", gap."coverage",
    gap."startedAt", gap."endedAt", gap."recoveredMessages", gap."unverified", gap."unverifiedCount",
    gap."acknowledgedAt", gap."acknowledgedById", who."name" AS "acknowledgedByName"
  FROM "ConnectionGap" gap
  JOIN "WhatsAppConnection" c ON c."id" = gap."whatsappId" AND c."deletedAt" IS NULL
  LEFT JOIN "User" who ON who."id" = gap."acknowledgedById"`;

/** The interruptions of these ids, in no order. */
export const loadGaps = (db: Pick<Sql, "query">, ids: readonly string[]): Promise<GapRow[]> =>
  db.query<GapRow>(`${select} WHERE gap."id" = ANY($1::uuid[])`, [ids]);

/** Those of a number after a place in the list, the latest first. */
export const listGapRows = (
  db: Pick<Sql, "query">,
  connectionId: string,
  after: readonly [string, string] | null,
  limit: number,
): Promise<GapRow[]> =>
  db.query<GapRow>(
    `${select} WHERE gap."whatsappId" = $1::uuid
       AND ($2::timestamptz IS NULL OR (gap."startedAt", gap."id") < ($2::timestamptz, $3::uuid))
     ORDER BY gap."startedAt" DESC, gap."id" DESC LIMIT $4::int`,
    [connectionId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
