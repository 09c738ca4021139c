import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";
import { draftColumns, type DraftRow } from "./draft.repository.ts";

/** A person's drafts that hold something, in tickets they may see, newest first. */
export function listDraftRows(
  sql: Sql,
  viewer: TicketViewer,
  before: { updatedAt: string; ticketId: string } | null,
  limit: number,
): Promise<DraftRow[]> {
  const { text, values } = draftListStatement(viewer, before, limit);
  return sql.query<DraftRow>(text, values);
}

/** The statement of a page, apart so that a test can look at its plan. */
export function draftListStatement(
  viewer: TicketViewer,
  before: { updatedAt: string; ticketId: string } | null,
  limit: number,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { bind, values } = parameters;
  const conditions = [
    `d."userId" = ${bind(viewer.id, "uuid")}`,
    `(d."body" <> '' OR d."noteBody" <> '' OR d."quotedMessageId" IS NOT NULL OR d."noteQuotedMessageId" IS NOT NULL)`,
    visibleTickets(viewer, parameters),
  ];
  if (before !== null) {
    const place = `(${bind(before.updatedAt, "timestamptz")}, ${bind(before.ticketId, "uuid")})`;
    conditions.push(`(d."updatedAt", d."ticketId") < ${place}`);
  }
  const text = `SELECT ${draftColumns} FROM "TicketDraft" d JOIN "Ticket" AS ticket ON ticket."id" = d."ticketId"
    WHERE ${conditions.join(" AND ")} ORDER BY d."updatedAt" DESC, d."ticketId" DESC LIMIT ${bind(limit, "int")}`;
  return { text, values };
}
