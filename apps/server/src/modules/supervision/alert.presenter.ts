import type { Alert } from "@whatskovi/contract";
import { presentConnectionSummary } from "../connections/index.ts";
import type { AlertRow } from "./alert.read-model.ts";
import { presentGap, whoAcknowledged } from "./gap.presenter.ts";

export const presentAlert = (row: AlertRow): Alert => ({
  id: row.id,
  kind: row.kind,
  connection: presentConnectionSummary(row.connection),
  since: row.since.toISOString(),
  statusCode: row.statusCode,
  reason: row.reason,
  attempts: row.attempts,
  restrictedUntil: row.restrictedUntil?.toISOString() ?? null,
  gap: row.gap === null ? null : presentGap(row.gap),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  acknowledgedBy: whoAcknowledged(row),
});
