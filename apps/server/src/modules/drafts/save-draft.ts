import type { Draft, draftEndpoints, EndpointInput } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { loadVisibleTicket } from "../tickets/index.ts";
import { presentDraft } from "./draft.presenter.ts";
import { loadDraft, upsertDraft } from "./draft.repository.ts";

type Input = { readonly id: string } & EndpointInput<(typeof draftEndpoints)["saveDraft"]>["body"];

/**
 * Keeps what the person has written in a ticket they may see, and tells their other browsers. Of two versions at once, or out of
 * order, the higher one holds, and both calls answer it.
 */
export async function saveDraft(context: UserContext, { id: ticketId, ...draft }: Input): Promise<Draft> {
  const { actor, clock, db, outbox } = context;
  const place = { userId: actor.id, ticketId };
  await loadVisibleTicket(db, actor, ticketId);
  const saved = await db.sqlTransaction(async (tx) => {
    const row = await upsertDraft(tx, place, draft, clock.now());
    if (row !== null) await outbox.append(tx, [{ type: "draft", userId: actor.id, ofTicketId: ticketId }]);
    return row;
  });
  return presentDraft(saved ?? orNotFound(await loadDraft(db, place)));
}
