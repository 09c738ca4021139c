import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { removeView } from "./view.repository.ts";

/** Deletes a view of one's own. Throws `not_found`. */
export async function deleteInboxView({ db, actor }: UserContext, { id }: { id: string }): Promise<void> {
  if (!(await removeView(db, actor.id, id))) throw new AppError("not_found");
}
