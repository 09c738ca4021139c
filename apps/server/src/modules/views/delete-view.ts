import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { removeView } from "./view.repository.ts";

/** Deletes a view of one's own. Throws `not_found`. */
export async function deleteInboxView({ db, actor, outbox }: UserContext, { id }: { id: string }): Promise<void> {
  await db.sqlTransaction(async (tx) => {
    if (!(await removeView(tx, actor.id, id))) throw new AppError("not_found");
    await outbox.append(tx, [{ type: "views", userId: actor.id }]);
  });
}
