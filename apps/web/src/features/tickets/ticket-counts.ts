import type { QueryClient } from "@tanstack/react-query";
import { ticketKeys } from "./ticket-keys.ts";

const delay = 600;
const timers = new WeakMap<QueryClient, ReturnType<typeof setTimeout>>();

/** Counts are asked of the server, at most once in a while however many events come. */
export function refreshCounts(queryClient: QueryClient): void {
  if (timers.has(queryClient)) return;
  const refetch = () => {
    timers.delete(queryClient);
    void queryClient.invalidateQueries({ queryKey: ticketKeys.counts });
  };
  timers.set(queryClient, setTimeout(refetch, delay));
}
