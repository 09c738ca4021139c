import type { Actor } from "../actor.ts";
import type { Sql } from "../db/db.ts";
import { newId } from "../ids.ts";

/** A change in the administration. `details` hold what changed, never a secret. */
export type AuditEntry = {
  /** As in `user.created`. */
  readonly action: string;
  readonly entity:
    "user" | "queue" | "tag" | "connection" | "contact" | "contact-import" | "custom-field" | "setting" | "quick-reply";
  readonly entityId: string;
  readonly details?: Record<string, unknown>;
};

/** Writes who changed what, in the transaction of the change. */
export const recordAudit = (tx: Sql, actor: Actor, entry: AuditEntry): Promise<void> =>
  recordAudits(tx, actor, [entry]);

/** The same of many changes. */
export async function recordAudits(tx: Sql, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  const userId = actor.kind === "user" ? actor.id : null;
  const rows = entries.map(({ details = {}, ...entry }) => ({ id: newId(), userId, ...entry, details }));
  await tx.query(
    `INSERT INTO "AuditLog" ("id", "userId", "action", "entity", "entityId", "details")
     SELECT "id", "userId", "action", "entity", "entityId", "details"
     FROM jsonb_to_recordset($1::jsonb)
       AS entry("id" uuid, "userId" uuid, "action" text, "entity" text, "entityId" text, "details" jsonb)`,
    [JSON.stringify(rows)],
  );
}
