import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { presentDraft } from "./draft.presenter.ts";
import { listDraftRows } from "./draft.read-model.ts";
import { saveDraft } from "./save-draft.ts";

/** The endpoints of one's own drafts. */
export const draftHandlers = (): Pick<Handlers, "listDrafts" | "saveDraft"> => ({
  listDrafts: async ({ context, query }) => {
    const place = decodeCursor(query.cursor, [cursorKey.timestamp, cursorKey.id]);
    const before = place === null ? null : { updatedAt: place[0], ticketId: place[1] };
    const rows = await listDraftRows(context.db, context.actor, before, query.limit + 1);
    return toPage(rows, query.limit, (row) => [row.updatedAt.toISOString(), row.ticketId], presentDraft);
  },
  saveDraft: ({ context, params, body }) => saveDraft(context, { ...params, ...body }),
});
