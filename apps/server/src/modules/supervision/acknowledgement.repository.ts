import type { Sql } from "../../platform/db/db.ts";

type Acknowledgement = { readonly userId: string; readonly at: Date };
type Named = { id: string };

/** Nothing where somebody did before. Returns what changed. */
export const noteGapSeen = (tx: Pick<Sql, "query">, gapId: string, { userId, at }: Acknowledgement): Promise<Named[]> =>
  tx.query<Named>(
    `UPDATE "ConnectionGap" SET "acknowledgedAt" = $3::timestamptz, "acknowledgedById" = $2::uuid
     WHERE "id" = $1::uuid AND "acknowledgedAt" IS NULL RETURNING "id"`,
    [gapId, userId, at],
  );

/** The report has been read, and nothing of it holds any more. Returns what changed. */
export const resolveGapAlert = (
  tx: Pick<Sql, "query">,
  gapId: string,
  { userId, at }: Acknowledgement,
): Promise<Named[]> =>
  tx.query<Named>(
    `UPDATE "Alert" SET "acknowledgedAt" = $3::timestamptz, "acknowledgedById" = $2::uuid, "resolvedAt" = $3::timestamptz
     WHERE "gapId" = $1::uuid AND "resolvedAt" IS NULL RETURNING "id"`,
    [gapId, userId, at],
  );

/** Nothing where somebody did before. Returns what changed. */
export const noteAlertSeen = (
  tx: Pick<Sql, "query">,
  alertId: string,
  { userId, at }: Acknowledgement,
): Promise<Named[]> =>
  tx.query<Named>(
    `UPDATE "Alert" SET "acknowledgedAt" = $3::timestamptz, "acknowledgedById" = $2::uuid
     WHERE "id" = $1::uuid AND "acknowledgedAt" IS NULL RETURNING "id"`,
    [alertId, userId, at],
  );
