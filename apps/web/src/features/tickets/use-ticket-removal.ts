import { useQuery } from "@tanstack/react-query";
import { ticketKeys, type TicketRemoval } from "./ticket-keys.ts";

/** Whether a ticket has left one's sight, and why; null while it is there. */
export function useTicketRemoval(ticketId: string | null): TicketRemoval | null {
  const { data } = useQuery<TicketRemoval | null>({
    queryKey: ticketKeys.removal(ticketId ?? ""),
    queryFn: () => null,
    enabled: false,
  });
  return data ?? null;
}
