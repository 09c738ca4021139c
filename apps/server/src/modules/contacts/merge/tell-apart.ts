import { recordAudit } from "../../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../../platform/context.ts";
import { isForeignKeyViolation } from "../../../platform/db/violations.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { isContactVisible } from "../contact.repository.ts";
import { bringTogether, keepApart } from "./told-apart.repository.ts";

/**
 * Says that a contact is none of these others, or takes it back; suggestions follow, merging by hand stays possible. Twice is once.
 * Throws `not_found` when one of them is out of sight or was merged meanwhile.
 */
export async function tellContactsApart(
  { db, actor, clock }: UserContext,
  { id, contactIds, areApart }: { id: string; contactIds: readonly string[]; areApart: boolean },
): Promise<void> {
  const others = [...new Set(contactIds)].filter((other) => other !== id);
  for (const each of [id, ...others]) {
    if (!(await isContactVisible(db, actor, each))) throw new AppError("not_found");
  }
  const work = db.sqlTransaction(async (tx) => {
    const changed = areApart
      ? await keepApart(tx, id, others, { userId: actor.id, now: clock.now() })
      : await bringTogether(tx, id, others);
    if (changed === 0) return;
    const action = areApart ? "contact.told-apart" : "contact.not-told-apart";
    await recordAudit(tx, actor, { action, entity: "contact", entityId: id, details: { contactIds: others } });
  });
  await work.catch((error: unknown) => {
    throw isForeignKeyViolation(error) ? new AppError("not_found") : error;
  });
}
