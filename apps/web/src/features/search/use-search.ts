import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { useT } from "../../lib/i18n/index.ts";
import { recentSearches } from "../../stores/recent-searches.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { foundParts } from "../conversation/index.ts";
import { placesOf } from "../shell/index.ts";
import { actionsOf, ticketQuery } from "../tickets/index.ts";
import { isFiltered, useMessageFilters } from "./message-filters.ts";
import { type Option, type Section, sectionsOf } from "./options.ts";
import { foundContactsQuery, foundMessagesQuery, foundTicketsQuery } from "./search-queries.ts";

const restMs = 120;

/** What is typed, once it has rested; nothing at once. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), text === "" ? 0 : restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return text === "" ? "" : rested;
}

const isNamed = (name: string, q: string) => q === "" || foundParts(name, q).some((part) => part.isFound);

/** The ticket that is open, where one is. */
export function useOpenTicket() {
  const isInbox = usePathname().startsWith("/tickets");
  const id = useSearchParams().get("ticket") ?? "";
  const { data } = useQuery({ ...ticketQuery(id), enabled: isInbox && id !== "" });
  return isInbox && id !== "" ? data : undefined;
}

/** What needs no server: recent searches while nothing is typed, pages by role, and actions of the open ticket. */
function useOwn(q: string): Partial<Record<Section["name"], Option[]>> {
  const me = useCurrentUser();
  const place = useT("shell");
  const action = useT("ticket.actions");
  const ticket = useOpenTicket();
  const recent = useMemo(() => recentSearches(me.id), [me.id]);
  return {
    recent: q === "" ? recent.map((text) => ({ kind: "recent", text })) : [],
    actions: (ticket === undefined ? [] : actionsOf(ticket))
      .map((one) => ({ kind: "action" as const, action: one, name: action(one) }))
      .filter(({ name }) => isNamed(name, q)),
    places: placesOf(me.role)
      .map((one) => ({ kind: "place" as const, place: one, name: place(one.name) }))
      .filter(({ name }) => isNamed(name, q)),
  };
}

/** Everything that a text finds, by section. Filters are of messages: where one is at work, nothing else is shown. */
export function useEverything(text: string) {
  const typed = text.trim() === "" ? "" : text.trimStart();
  const q = useRested(typed);
  const words = q.trim();
  const filters = useMessageFilters();
  const isNarrowed = q !== "" && isFiltered(filters);
  const tickets = useQuery(foundTicketsQuery(words));
  const contacts = useQuery(foundContactsQuery(words));
  const messages = useInfiniteQuery(foundMessagesQuery(q, filters));
  const own = useOwn(typed.trim());
  const all = [tickets, contacts, messages];
  const sections = sectionsOf({
    ...(!isNarrowed && own),
    ...(q !== "" &&
      !isNarrowed && {
        tickets: tickets.data?.map((ticket) => ({ kind: "ticket", ticket })) ?? [],
        contacts: contacts.data?.map((contact) => ({ kind: "contact", contact })) ?? [],
      }),
    ...(q !== "" && {
      messages: [
        ...rowsOf(messages.data).map((hit) => ({ kind: "message", hit }) as const),
        ...(messages.hasNextPage ? [{ kind: "more" } as const] : []),
      ],
    }),
  });
  const isSettled = typed === q && (q === "" || all.every((query) => !query.isPlaceholderData && !query.isPending));
  return {
    q: words,
    sections,
    /** What is shown belongs to what is typed. */
    isSettled: isSettled || all.some((query) => query.isError),
    error: q === "" ? null : (all.find((query) => query.isError)?.error ?? null),
    retry: () => all.filter((query) => query.isError).forEach((query) => void query.refetch()),
    isLoadingMore: messages.isFetchingNextPage,
    loadMore: () => {
      if (!messages.isFetchingNextPage) void messages.fetchNextPage();
    },
  };
}
