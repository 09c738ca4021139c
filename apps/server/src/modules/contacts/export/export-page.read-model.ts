import type { Sql } from "../../../platform/db/db.ts";
import { createParameters } from "../../../platform/db/parameters.ts";
import type { TicketViewer } from "../../tickets/index.ts";
import { contactConditions, lastContactAt } from "../contact-filter.ts";
import type { ListedContactRow } from "../contact-list.read-model.ts";
import { contactColumns } from "../contact.read-model.ts";
import type { Target } from "../many/many-contacts.repository.ts";

/** The ids of the next contacts of a target that the viewer may see: a search is done once for many of them. */
export async function listTargetIds(
  sql: Sql,
  viewer: TicketViewer,
  target: Target,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = contactConditions(viewer, target.filter ?? {}, parameters);
  if (target.ids !== undefined) conditions.push(`contact."id" = ANY(${bind(target.ids, "uuid[]")})`);
  if (afterId !== null) conditions.push(`contact."id" > ${bind(afterId, "uuid")}`);
  const rows = await sql.query<{ id: string }>(
    `SELECT contact."id" FROM "Contact" AS contact WHERE ${conditions.join(" AND ")}
     ORDER BY contact."id" LIMIT ${bind(limit, "int")}`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

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
