import type { Sql } from "../../../platform/db/db.ts";
import { createParameters } from "../../../platform/db/parameters.ts";
import type { TicketViewer } from "../../tickets/index.ts";
import { contactConditions, lastContactAt } from "../contact-filter.ts";
import type { ListedContactRow } from "../contact-list.read-model.ts";
import { contactColumns } from "../contact.read-model.ts";

/** Those of these contacts that the viewer may still see, by id. */
export async function loadContactsForExport(
  sql: Sql,
  viewer: TicketViewer,
  ids: readonly string[],
): Promise<ListedContactRow[]> {
  const parameters = createParameters();
  const [visible] = contactConditions(viewer, {}, parameters);
  return sql.query<ListedContactRow>(
    `SELECT ${contactColumns}, ${lastContactAt(viewer, parameters)} AS "lastContactAt"
     FROM "Contact" AS contact WHERE ${visible} AND contact."id" = ANY(${parameters.bind(ids, "uuid[]")}) ORDER BY contact."id"`,
    parameters.values,
  );
}
