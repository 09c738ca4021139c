import type { EndpointInput, preferenceEndpoints, Preferences } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { mergeChosen } from "./preference.repository.ts";
import { presentPreferences } from "./preferences.presenter.ts";

type Changes = EndpointInput<typeof preferenceEndpoints.changeOwnPreferences>["body"];

/** Changes what is named and leaves the rest: of two browsers that change different things at once, both are kept. */
export async function changePreferences(context: UserContext, changes: Changes): Promise<Preferences> {
  const { actor, clock, outbox } = context;
  return context.db.transaction(async (tx) => {
    const row = await mergeChosen(tx, { userId: actor.id, changes, at: clock.now() });
    await outbox.append(tx, [{ type: "preferences", userId: actor.id }]);
    return presentPreferences(row);
  });
}
