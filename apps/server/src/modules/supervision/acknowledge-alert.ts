import type { Alert } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { markGapSeen } from "./acknowledge-gap.ts";
import { noteAlertSeen } from "./acknowledgement.repository.ts";
import { alertEntries } from "./alert-desk.repository.ts";
import { presentAlert } from "./alert.presenter.ts";
import { loadAlerts } from "./alert.read-model.ts";

/** Notes who has seen it; the first one stays noted. A report of an interruption is resolved by it. Throws `not_found`. */
export async function acknowledgeAlert(context: UserContext, { id }: { id: string }): Promise<Alert> {
  return context.db.transaction(async (tx) => {
    const [found] = await loadAlerts(tx, [id]);
    const { gapId } = orNotFound(found);
    if (gapId !== null) await markGapSeen(context, tx, gapId);
    else {
      const changed = await noteAlertSeen(tx, id, { userId: context.actor.id, at: context.clock.now() });
      await context.outbox.append(tx, alertEntries(changed));
    }
    const [seen] = await loadAlerts(tx, [id]);
    return presentAlert(orNotFound(seen));
  });
}
