import { create } from "zustand";
import { persist } from "zustand/middleware";

/** Unsent text. `quotedMessageId` and the mode come back with it. */
export type Draft = { readonly body: string; readonly isPrivate: boolean; readonly quotedMessageId: string | null };

export const emptyDraft: Draft = { body: "", isPrivate: false, quotedMessageId: null };

type Drafts = { readonly byTicket: Readonly<Record<string, Draft>> };

/** What was typed and not sent, by ticket, kept over reloads. */
export const useDrafts = create<Drafts>()(persist((): Drafts => ({ byTicket: {} }), { name: "whatskovi.drafts" }));

export function saveDraft(ticketId: string, draft: Draft): void {
  useDrafts.setState(({ byTicket }) => {
    const isEmpty = draft.body === "" && draft.quotedMessageId === null && !draft.isPrivate;
    const { [ticketId]: _removed, ...others } = byTicket;
    return { byTicket: isEmpty ? others : { ...others, [ticketId]: draft } };
  });
}

export const changeDraft = (ticketId: string, change: Partial<Draft>): void =>
  saveDraft(ticketId, { ...(useDrafts.getState().byTicket[ticketId] ?? emptyDraft), ...change });

export const clearDraft = (ticketId: string): void => saveDraft(ticketId, emptyDraft);
