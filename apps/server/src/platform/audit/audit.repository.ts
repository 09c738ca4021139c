import type { Actor } from "../actor.ts";
import type { Sql } from "../db/db.ts";
import { newId } from "../ids.ts";

/** A change in the administration. `details` hold what changed, never a secret. */
export type AuditEntry = {
  /** As in `user.created`. */
  readonly action: string;
  readonly entity: "user" | "queue" | "tag" | "connection" | "contact" | "setting" | "quick-reply";
  readonly entityId: string;
  readonly details?: Record<string, unknown>;
};

/** Writes who changed what, in the transaction of the change. */
export async function recordAudit(tx: Sql, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.query(
    `INSERT INTO "AuditLog" ("id", "userId", "action", "entity", "entityId", "details")
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::jsonb)`,
    [
      newId(),
      actor.kind === "user" ? actor.id : null,
      entry.action,
      entry.entity,
      entry.entityId,
      JSON.stringify(entry.details ?? {}),
    ],
  );
}
