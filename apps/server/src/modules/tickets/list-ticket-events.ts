import type { Page, TicketEvent } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import { loadVisibleTicket } from "./ticket.access.ts";
import { listTicketEventRows, type TicketEventRow } from "./ticket-events.read-model.ts";

/** The timeline of a ticket that one may see, newest first. Throws `not_found`. */
export async function listTicketEvents(
  context: UserContext,
  { id, cursor, limit }: { id: string; cursor?: string | undefined; limit: number },
): Promise<Page<TicketEvent>> {
  await loadVisibleTicket(context.db, context.actor, id);
  const after = decodeCursor(cursor, [cursorKey.timestamp, cursorKey.id]);
  const rows = await listTicketEventRows(context.db, id, after, limit + 1);
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], presentTicketEvent);
}

const presentTicketEvent = ({ id, type, userId, userName, details, createdAt }: TicketEventRow): TicketEvent => ({
  id,
  type,
  user: userId === null ? null : { id: userId, name: userName ?? "" },
  details,
  createdAt: createdAt.toISOString(),
});
