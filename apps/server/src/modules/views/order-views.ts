import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { listViewIds, lockViewsOf, placeViews } from "./view.repository.ts";

/** Puts one's own views in this order; those not named follow as they were. Throws `not_found` when one is not there. */
export async function orderInboxViews(
  { db, actor, outbox }: UserContext,
  { ids }: { ids: readonly string[] },
): Promise<void> {
  await db.sqlTransaction(async (tx) => {
    await lockViewsOf(tx, actor.id);
    const own = await listViewIds(tx, actor.id);
    const named = [...new Set(ids)];
    if (named.some((id) => !own.includes(id))) throw new AppError("not_found");
    await placeViews(tx, actor.id, [...named, ...own.filter((id) => !named.includes(id))]);
    await outbox.append(tx, [{ type: "views", userId: actor.id }]);
  });
}
