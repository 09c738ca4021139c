import type { InboxView } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { refuseTakenName } from "./taken-name.ts";
import { clearDefault, countViews, insertView, lockViewsOf, type ViewFields } from "./view.repository.ts";

/** More nobody finds their way in. */
const most = 30;

/** Keeps a view, after the others. Throws `already_exists` for a name one has, and `limit_reached`. */
export async function createInboxView({ db, actor, clock, outbox }: UserContext, view: ViewFields): Promise<InboxView> {
  const work = db.sqlTransaction(async (tx) => {
    await lockViewsOf(tx, actor.id);
    if ((await countViews(tx, actor.id)) >= most) throw new AppError("limit_reached");
    if (view.isDefault) await clearDefault(tx, actor.id);
    const created = await insertView(tx, actor.id, view, clock.now());
    await outbox.append(tx, [{ type: "views", userId: actor.id }]);
    return created;
  });
  return work.catch(refuseTakenName);
}
