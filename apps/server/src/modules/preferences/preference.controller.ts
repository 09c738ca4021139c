import type { Handlers } from "../../platform/http/handler.ts";
import { changePreferences } from "./change-preferences.ts";
import { readPreferences } from "./read-preferences.ts";

/** The endpoints of one's own preferences. */
export function preferenceHandlers(): Pick<Handlers, "getOwnPreferences" | "changeOwnPreferences"> {
  return {
    getOwnPreferences: ({ context }) => readPreferences(context.db, context.actor.id),
    changeOwnPreferences: ({ context, body }) => changePreferences(context, body),
  };
}
