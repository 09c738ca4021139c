import type { Draft } from "@whatskovi/contract";
import type { DraftRow } from "./draft.repository.ts";

export const presentDraft = ({ updatedAt, ...draft }: DraftRow): Draft => ({
  ...draft,
  updatedAt: updatedAt.toISOString(),
});
