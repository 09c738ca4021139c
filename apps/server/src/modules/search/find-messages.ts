import type { Sql } from "../../platform/db/db.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { isNarrow, type MessageSearch, searchIn } from "./message-search.read-model.ts";

/** How far each way is followed before another is tried: each takes some 5 to 30 ms on a million messages. */
export const reach = {
  tickets: { by: "tickets", mostTickets: 1000, most: 15_000 },
  near: { by: "newest", most: 3000 },
  rare: { by: "words", most: 10_000 },
  far: { by: "newest", most: 100_000 },
  all: { by: "words", most: null },
} as const;

/**
 * The ids of the newest messages that fit, in that order. Every way gives the same answer; common words are found among the
 * newest messages, rare ones by the index of words, and for who sees few tickets those alone are looked at.
 */
export async function findMessages(sql: Sql, viewer: TicketViewer, search: MessageSearch): Promise<string[]> {
  const isOfOne = search.ticketId !== undefined || search.contactId !== undefined;
  const inTickets = async () => {
    const { read, ids } = await searchIn(sql, viewer, search, reach.tickets);
    return read <= reach.tickets.most ? ids : null;
  };
  const ofOne = isOfOne ? await inTickets() : null;
  if (ofOne !== null) return ofOne;
  const near = await searchIn(sql, viewer, search, reach.near);
  if (near.ids.length === search.limit) return near.ids;
  const rare = await searchIn(sql, viewer, search, reach.rare);
  if (rare.read <= reach.rare.most) return rare.ids;
  const ofFew = !isOfOne && isNarrow(viewer, search) ? await inTickets() : null;
  if (ofFew !== null) return ofFew;
  const far = await searchIn(sql, viewer, search, reach.far);
  if (far.ids.length === search.limit) return far.ids;
  return (await searchIn(sql, viewer, search, reach.all)).ids;
}
