import type { ConnectionGap, UserSummary } from "@whatskovi/contract";
import type { GapRow } from "./gap.read-model.ts";

export const presentGap = (row: GapRow): ConnectionGap => ({
  id: row.id,
  connectionId: row.connectionId,
  state: row.state,
  cause: row.cause,
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  recoveredMessages: row.recoveredMessages,
  coverage: row.coverage,
  unverified: row.unverified,
  unverifiedCount: row.unverifiedCount,
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  acknowledgedBy: whoAcknowledged(row),
});

/** Nobody where nobody did, or who did was deleted. */
export const whoAcknowledged = (row: {
  acknowledgedById: string | null;
  acknowledgedByName: string | null;
}): UserSummary | null =>
  row.acknowledgedById === null ? null : { id: row.acknowledgedById, name: row.acknowledgedByName ?? "" };
