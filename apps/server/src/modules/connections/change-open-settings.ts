import type { DriverKind } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { lockConnection, writeConnection } from "./connection.repository.ts";

type Change = { id: string; driver: DriverKind; settings: Record<string, unknown> };

/**
 * Changes settings that are no secrets and that a running driver takes over without a new start. Throws `not_found` for a
 * number of another kind.
 */
export async function changeOpenSettings(context: UserContext, { id, driver, settings }: Change): Promise<void> {
  await context.db.transaction(async (tx) => {
    const row = orNotFound(await lockConnection(tx, id));
    if (row.driver !== driver) throw new AppError("not_found");
    await writeConnection(tx, id, { settings: { ...row.settings, ...settings } });
    const entry = { action: "connection.updated", entity: "connection", entityId: id, details: settings } as const;
    await recordAudit(tx, context.actor, entry);
    await context.outbox.append(tx, [{ type: "connection", connectionId: id }]);
  });
}
