/** Drafts: what a person has written in a ticket and not sent. Theirs alone. */
export { draftHandlers } from "./draft.controller.ts";
export { presentDraft } from "./draft.presenter.ts";
export { clearSentDraft, type DraftRow, loadDraft, pruneDrafts, restoreToDraft } from "./draft.repository.ts";
