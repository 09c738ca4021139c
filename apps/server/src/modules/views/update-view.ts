import type { InboxView } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { refuseTakenName } from "./taken-name.ts";
import { clearDefault, lockViewsOf, type ViewFields, writeView } from "./view.repository.ts";

type Changes = { readonly [Field in keyof ViewFields]?: ViewFields[Field] | undefined };

/** Changes a view of one's own. Throws `not_found`, and `already_exists` for a name of another. */
export async function updateInboxView(
  { db, actor, clock, outbox }: UserContext,
  { id, changes }: { id: string; changes: Changes },
): Promise<InboxView> {
  const work = db.sqlTransaction(async (tx) => {
    await lockViewsOf(tx, actor.id);
    if (changes.isDefault === true) await clearDefault(tx, actor.id);
    const written = orNotFound(await writeView(tx, actor.id, id, changes as Partial<ViewFields>, clock.now()));
    await outbox.append(tx, [{ type: "views", userId: actor.id }]);
    return written;
  });
  return work.catch(refuseTakenName);
}
