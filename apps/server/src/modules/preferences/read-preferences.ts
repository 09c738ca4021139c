import type { Preferences } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { findChosen } from "./preference.repository.ts";
import { presentPreferences } from "./preferences.presenter.ts";

/** What somebody has chosen for themselves, with the defaults for the rest. */
export async function readPreferences(db: Pick<Sql, "query">, userId: string): Promise<Preferences> {
  return presentPreferences(await findChosen(db, userId));
}
