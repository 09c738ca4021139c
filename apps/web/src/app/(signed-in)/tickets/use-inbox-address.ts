import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type InboxTab, isInboxTab } from "../../../features/inbox/index.ts";

/** Set while the open ticket was opened from the list: then the way back to the list is the browser's own. */
let cameFromList = false;

const addressOf = (tab: InboxTab, ticketId: string | null, messageId: string | null = null): string => {
  const query = new URLSearchParams({
    ...(ticketId !== null && { ticket: ticketId }),
    ...(messageId !== null && { message: messageId }),
    tab,
  });
  return `${window.location.pathname}?${query}`;
};

/** The part of the inbox's state that can be linked to: `/tickets?ticket=<id>&message=<id>&tab=<tab>`. */
export function useInboxAddress(usualTab: InboxTab) {
  const query = useSearchParams();
  const ticketId = query.get("ticket");
  const messageId = query.get("message");
  const named = query.get("tab");
  const tab = isInboxTab(named) ? named : usualTab;
  return useMemo(
    () => ({
      tab,
      ticketId,
      /** A message to go to in the open ticket. Arrived, the address forgets it, so that it can be asked for again. */
      wanted: {
        messageId,
        onArrived: () => window.history.replaceState(null, "", addressOf(tab, ticketId)),
      },
      open(next: string) {
        if (next === ticketId) return;
        // Only the step from the list into a conversation is one to go back from.
        if (ticketId === null) {
          cameFromList = true;
          window.history.pushState(null, "", addressOf(tab, next));
        } else window.history.replaceState(null, "", addressOf(tab, next));
      },
      close() {
        if (ticketId === null) return;
        if (cameFromList) window.history.back();
        else window.history.replaceState(null, "", addressOf(tab, null));
        cameFromList = false;
      },
      show(next: InboxTab) {
        window.history.replaceState(null, "", addressOf(next, ticketId));
      },
    }),
    [tab, ticketId, messageId],
  );
}

export type InboxAddress = ReturnType<typeof useInboxAddress>;
