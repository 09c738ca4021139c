import { acceptPreferences, layOver, type PreferenceChanges } from "../../stores/preferences.ts";
import { useSession } from "../../stores/session.ts";
import { api, endpoints } from "../api/index.ts";

/** One after another, so that the last press of a switch is what the server keeps. */
let last: Promise<unknown> = Promise.resolve();

/** Shows the change at once and keeps it on the server. Throws `ApiError`, and then what held before is shown again. */
export async function changePreferences(changes: PreferenceChanges): Promise<void> {
  const ownerId = useSession.getState().user?.id;
  if (ownerId === undefined) return;
  const takeAway = layOver(changes);
  const call = last.then(() => api.call(endpoints.changeOwnPreferences, { body: changes }));
  last = call.catch(() => undefined);
  try {
    const preferences = await call;
    if (useSession.getState().user?.id === ownerId) acceptPreferences(ownerId, preferences);
  } finally {
    takeAway();
  }
}
