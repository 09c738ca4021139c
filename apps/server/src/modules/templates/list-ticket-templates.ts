import type { EndpointInput, MessageTemplate, Page, templateEndpoints } from "@whatskovi/contract";
import { z } from "zod";
import type { UserContext } from "../../platform/context.ts";
import { decodeCursor, encodeCursor } from "../../platform/db/cursor.ts";
import { lockTicketState, requireAbility } from "../tickets/index.ts";

/**
 * Asks a number's driver for its templates. Throws `unsupported_by_connection` where there are none, `connection_state_conflict`
 * while the number is not served here, `unavailable` when WhatsApp does not answer in time.
 */
export type FetchTemplates = (connectionId: string) => Promise<readonly MessageTemplate[]>;

const placeKey = z.number().int().nonnegative();
type PageInput = EndpointInput<(typeof templateEndpoints)["listTicketTemplates"]>["query"];

/** The templates for who may write in the ticket. The cursor is the place in the list, which the number's owner rarely changes. */
export async function listTicketTemplates(
  { actor, db }: UserContext,
  { id }: { id: string },
  { cursor, limit }: PageInput,
  fetchTemplates: FetchTemplates,
): Promise<Page<MessageTemplate>> {
  const ticket = await db.sqlTransaction((tx) => lockTicketState(tx, id));
  requireAbility(actor, ticket, "send");
  const templates = await fetchTemplates(ticket.whatsappId);
  const from = decodeCursor(cursor, [placeKey])?.[0] ?? 0;
  const items = templates.slice(from, from + limit);
  return { items, nextCursor: from + limit < templates.length ? encodeCursor([from + limit]) : null };
}
