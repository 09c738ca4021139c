import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useSearchScreen } from "../../../stores/search-screen.ts";
import { activeTicket } from "../../inbox/index.ts";
import { findInLists, ticketQuery } from "../../tickets/index.ts";

/** The ticket that is meant: the one the palette was opened for, the open one, or the one the keyboard stands on. */
export function useMeantTicket(): { ticket: Ticket | undefined; isOpen: boolean } {
  const queryClient = useQueryClient();
  const isInbox = usePathname().startsWith("/tickets");
  const openId = useSearchParams().get("ticket");
  const start = useSearchScreen((screen) => screen.start);
  const [active] = useState(activeTicket);
  const id = start?.ticketId ?? (isInbox ? (openId ?? active?.id) : undefined);
  const { data } = useQuery({
    ...ticketQuery(id ?? ""),
    enabled: id !== undefined,
    initialData: () => (id === undefined ? undefined : findInLists(queryClient, id)),
  });
  return { ticket: id === undefined ? undefined : data, isOpen: isInbox && id === openId };
}
