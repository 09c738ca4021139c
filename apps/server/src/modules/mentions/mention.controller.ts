import type { Handlers } from "../../platform/http/handler.ts";
import { loadVisibleTicket } from "../tickets/index.ts";
import { listColleagues } from "./colleague.read-model.ts";
import { listMembers } from "./member.read-model.ts";

/** The endpoints behind the `@` of the composer. */
export const mentionHandlers = (): Pick<Handlers, "listMentionableColleagues" | "listMentionableMembers"> => ({
  listMentionableColleagues: async ({ context, params, query }) => {
    const ticket = await loadVisibleTicket(context.db, context.actor, params.id);
    return { items: await listColleagues(context.db, ticket, { ...query, exceptId: context.actor.id }) };
  },
  listMentionableMembers: async ({ context, params, query }) => {
    const ticket = await loadVisibleTicket(context.db, context.actor, params.id);
    return { items: await listMembers(context.db, ticket, query) };
  },
});
