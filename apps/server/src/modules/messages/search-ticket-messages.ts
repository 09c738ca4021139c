import type { EndpointResponse, endpoints } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { loadVisibleTicket } from "../tickets/index.ts";
import { findInConversation } from "./conversation-search.read-model.ts";

type Hits = EndpointResponse<(typeof endpoints)["searchTicketMessages"]>;

/** Where something is said in a conversation that one may see, and in the earlier tickets that stand above it. Throws `not_found`. */
export async function searchTicketMessages(
  { actor, db }: UserContext,
  { id, q, limit }: { id: string; q: string; limit: number },
): Promise<Hits> {
  const { contactId } = await loadVisibleTicket(db, actor, id);
  const hits = await findInConversation(db, actor, { id, contactId }, q, limit + 1);
  return {
    items: hits.slice(0, limit).map((hit) => ({ ...hit, sentAt: hit.sentAt.toISOString() })),
    hasMore: hits.length > limit,
  };
}
