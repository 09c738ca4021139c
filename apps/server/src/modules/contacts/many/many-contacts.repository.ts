import type { ContactFilter } from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import { createParameters } from "../../../platform/db/parameters.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import type { TicketViewer } from "../../tickets/index.ts";
import { contactConditions } from "../contact-filter.ts";

/** Contacts by hand, or all of a filter. */
export type Target = { readonly ids?: readonly string[] | undefined; readonly filter?: ContactFilter | undefined };

/** A target from one place on: behind the contact with this id. */
type TargetPlace = Target & { readonly after?: string | undefined };

/** The ids of the next contacts of a target that the viewer may see, in their order. */
export const listTargetIds = (sql: Sql, viewer: TicketViewer, target: TargetPlace, limit: number): Promise<string[]> =>
  readTargetIds(sql, viewer, target, limit, "");

/** The same, locked in that order, so that two who change many never wait for each other. */
export const lockContactsOf = (tx: Sql, viewer: TicketViewer, target: TargetPlace, limit: number): Promise<string[]> =>
  readTargetIds(tx, viewer, target, limit, "FOR NO KEY UPDATE OF contact");

async function readTargetIds(
  sql: Sql,
  viewer: TicketViewer,
  { ids, filter, after }: TargetPlace,
  limit: number,
  lock: "" | "FOR NO KEY UPDATE OF contact",
): Promise<string[]> {
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = contactConditions(viewer, filter ?? {}, parameters);
  if (ids !== undefined) conditions.push(`contact."id" = ANY(${bind(ids, "uuid[]")})`);
  if (after !== undefined) conditions.push(`contact."id" > ${bind(after, "uuid")}`);
  const rows = await sql.query<{ id: string }>(
    `SELECT contact."id" FROM "Contact" AS contact WHERE ${conditions.join(" AND ")}
     ORDER BY contact."id" LIMIT ${bind(limit, "int")} ${lock}`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

export async function setBlocked(tx: Sql, ids: readonly string[], isBlocked: boolean, now: Date): Promise<void> {
  await tx.query(
    `UPDATE "Contact" SET "isBlocked" = $2::boolean, "updatedAt" = $3::timestamptz
     WHERE "id" = ANY($1::uuid[]) AND "isBlocked" <> $2::boolean`,
    [ids, isBlocked, now],
  );
}

/**
 * What screens are told of many contacts: those with active tickets one by one, for their names stand in inboxes; of the others
 * that lists of contacts are to be read again.
 */
export async function entriesOfMany(tx: Sql, ids: readonly string[]): Promise<OutboxEntry[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string; contactId: string }>(
    `SELECT "id", "contactId" FROM "Ticket" WHERE "contactId" = ANY($1::uuid[]) AND "status" <> 'CLOSED' ORDER BY "contactId", "id"`,
    [ids],
  );
  const contactIds = [...new Set(rows.map(({ contactId }) => contactId))];
  return [
    ...contactIds.map((contactId) => ({ type: "contact", contactId }) as const),
    ...rows.map(({ id }) => ({ type: "ticket", ticketId: id }) as const),
    { type: "catalogue", catalogue: "contacts" },
  ];
}
