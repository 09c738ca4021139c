import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ticketCountsQuery } from "../../../features/tickets/index.ts";

const plain = "WhatsKovi";

/** Tells in the window's title how many of one's tickets have something unread. */
export function useUnreadTitle(): void {
  const { data } = useQuery(ticketCountsQuery());
  const unread = data?.unread ?? 0;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${plain}` : plain;
    return () => {
      document.title = plain;
    };
  }, [unread]);
}
