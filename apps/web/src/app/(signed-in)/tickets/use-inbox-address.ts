import type { InboxTab } from "@whatskovi/contract";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { goBack } from "../../../lib/back/index.ts";
import { type InboxLook, readLook, writeLook } from "../../../features/inbox/index.ts";

/** Of an entry of the browser's history: the one before it is the list as it stands, so the way back there is the browser's own. */
type Entry = { readonly isOverList?: boolean } | null;

const entry = (): Entry => window.history.state as Entry;

/** What the next address of the same entry keeps of it. */
const entryState = () => (entry()?.isOverList === true ? { isOverList: true } : null);

const addressOf = (look: InboxLook, ticketId: string | null): string => {
  const query = new URLSearchParams({ ...(ticketId !== null && { ticket: ticketId }), ...writeLook(look) });
  return `${window.location.pathname}?${query}`;
};

/** The address without the open ticket, which changes more often than the look at the list. */
function lookText(query: URLSearchParams): string {
  const rest = new URLSearchParams(query);
  rest.delete("ticket");
  rest.delete("message");
  return rest.toString();
}

/**
 * The part of the inbox's state that can be linked to and gone back through: `/tickets?ticket=<id>&message=<id>&tab=<tab>
 * &queue=…`, see `look-address.ts`.
 */
export function useInboxAddress(usualTab: InboxTab) {
  const query = useSearchParams();
  const ticketId = query.get("ticket");
  const messageId = query.get("message");
  const text = lookText(query);
  const look = useMemo(() => readLook(new URLSearchParams(text), usualTab), [text, usualTab]);
  /** Whether it says how to look, or whoever comes may begin with their default view. */
  const isNamed = new URLSearchParams(text).has("tab");
  return useMemo(
    () => ({
      look,
      tab: look.tab,
      ticketId,
      isNamed,
      /** A message to go to in the open ticket. Arrived, the address forgets it, so that it can be asked for again. */
      wanted: {
        messageId,
        onArrived: () => window.history.replaceState(entryState(), "", addressOf(look, ticketId)),
      },
      open(next: string) {
        if (next === ticketId) return;
        // Only the step from the list into a conversation is one to go back from.
        if (ticketId === null) window.history.pushState({ isOverList: true }, "", addressOf(look, next));
        else window.history.replaceState(entryState(), "", addressOf(look, next));
      },
      close() {
        if (ticketId === null) return;
        if (entry()?.isOverList === true) goBack();
        else window.history.replaceState(null, "", addressOf(look, null));
      },
      /** Looks otherwise; the browser's "back" looks as before again. */
      change(changes: Partial<InboxLook>) {
        const next = addressOf({ ...look, ...changes }, ticketId);
        if (next !== addressOf(look, ticketId)) window.history.pushState(null, "", next);
      },
      /** What one begins with, which is no step to go back from. */
      begin(first: InboxLook) {
        const message = messageId === null ? "" : `&message=${encodeURIComponent(messageId)}`;
        window.history.replaceState(null, "", addressOf(first, ticketId) + message);
      },
    }),
    [look, ticketId, messageId, isNamed],
  );
}

export type InboxAddress = ReturnType<typeof useInboxAddress>;
