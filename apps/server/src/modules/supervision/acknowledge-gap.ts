import type { ConnectionGap } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { alertEntries } from "./alert-desk.repository.ts";
import { noteGapSeen, resolveGapAlert } from "./acknowledgement.repository.ts";
import { presentGap } from "./gap.presenter.ts";
import { loadGaps } from "./gap.read-model.ts";

/** Notes who has seen the report of an interruption; the first one stays noted. Throws `not_found`. */
export async function acknowledgeGap(
  context: UserContext,
  { connectionId, gapId }: { connectionId: string; gapId: string },
): Promise<ConnectionGap> {
  return context.db.transaction(async (tx) => {
    const [gap] = await loadGaps(tx, [gapId]);
    if (gap?.connectionId !== connectionId) throw new AppError("not_found");
    await markGapSeen(context, tx, gapId);
    const [seen] = await loadGaps(tx, [gapId]);
    return presentGap(orNotFound(seen));
  });
}

/** With its alert, which is resolved by it. */
export async function markGapSeen({ actor, clock, outbox }: UserContext, tx: Sql, gapId: string): Promise<void> {
  const seen = { userId: actor.id, at: clock.now() };
  const gaps = await noteGapSeen(tx, gapId, seen);
  const alerts = await resolveGapAlert(tx, gapId, seen);
  await outbox.append(tx, [
    ...gaps.map(({ id }) => ({ type: "connection-gap", gapId: id }) as const),
    ...alertEntries(alerts),
  ]);
}
