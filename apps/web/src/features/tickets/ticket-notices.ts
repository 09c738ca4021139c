import { create } from "zustand";

type Notices = { readonly notices: Readonly<Record<string, unknown>> };

/** What went wrong with a ticket, by ticket, for its conversation to say. */
export const useTicketNotices = create<Notices>(() => ({ notices: {} }));

export const noteFailure = (ticketId: string, error: unknown): void =>
  useTicketNotices.setState(({ notices }) => ({ notices: { ...notices, [ticketId]: error } }));

export const clearFailure = (ticketId: string): void =>
  useTicketNotices.setState(({ notices }) => {
    const { [ticketId]: _, ...others } = notices;
    return { notices: others };
  });
