import type { Ticket } from "@whatskovi/contract";
import { create } from "zustand";

export type TicketDialogKind = "transfer" | "close";

type TicketDialog = { readonly open: { readonly kind: TicketDialogKind; readonly ticket: Ticket } | null };

/** The question that is being asked about a ticket. */
export const useTicketDialog = create<TicketDialog>(() => ({ open: null }));

export const askAbout = (kind: TicketDialogKind, ticket: Ticket): void =>
  useTicketDialog.setState({ open: { kind, ticket } });
export const endAsking = (): void => useTicketDialog.setState({ open: null });
