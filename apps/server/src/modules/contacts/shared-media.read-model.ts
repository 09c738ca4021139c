import type { SharedKind } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";

/** As the index of each kind has it. */
const kinds: Readonly<Record<SharedKind, string>> = {
  visual: `message."type" IN ('IMAGE', 'VIDEO') AND message."mediaId" IS NOT NULL`,
  documents: `message."type" = 'DOCUMENT' AND message."mediaId" IS NOT NULL`,
  links: String.raw`message."body" ~* '(https?://|www\.)'`,
};

export type SharedMedia = { readonly id: string; readonly sentAt: Date };

export type SharedQuery = {
  readonly contactId: string;
  readonly kind: SharedKind;
  readonly before: readonly [sentAt: string, id: string] | null;
  readonly limit: number;
};

/** The messages with something shared, newest first, of the contact's conversations that the viewer may see. */
export async function listSharedMessages(sql: Sql, viewer: TicketViewer, query: SharedQuery): Promise<SharedMedia[]> {
  const { text, values } = sharedMediaStatement(viewer, query);
  return sql.query<SharedMedia>(text, values);
}

/** The statement, apart so that a test can look at its plan. */
export function sharedMediaStatement(
  viewer: TicketViewer,
  { contactId, kind, before, limit }: SharedQuery,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = [
    `message."contactId" = ${bind(contactId, "uuid")}`,
    kinds[kind],
    `message."deletedAt" IS NULL`,
    `EXISTS (SELECT 1 FROM "Ticket" AS ticket WHERE ticket."id" = message."ticketId" AND ${visibleTickets(viewer, parameters)})`,
  ];
  if (before !== null)
    conditions.push(
      `(message."sentAt", message."id") < (${bind(before[0], "timestamptz")}, ${bind(before[1], "uuid")})`,
    );
  const text = `
    SELECT message."id", message."sentAt" FROM "Message" AS message WHERE ${conditions.join(" AND ")}
    ORDER BY message."sentAt" DESC, message."id" DESC LIMIT ${bind(limit, "int")}`;
  return { text, values: parameters.values };
}
