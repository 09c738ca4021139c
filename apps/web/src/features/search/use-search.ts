import { useInfiniteQuery, useIsFetching, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { recentSearches } from "../../stores/recent-searches.ts";
import type { SearchStep } from "../../stores/search-screen.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { type Command, isBegun, isMeant } from "./commands/command.ts";
import { useChosenCommands } from "./commands/use-chosen-commands.ts";
import { useContactCommands } from "./commands/use-contact-commands.ts";
import { useLookCommands } from "./commands/use-look-commands.ts";
import { useMeantContact } from "./commands/use-meant-contact.ts";
import { useMeantTicket } from "./commands/use-meant-ticket.ts";
import { useOwnCommands, usePlaceCommands } from "./commands/use-own-commands.ts";
import { useStep } from "./commands/use-step.ts";
import { useTicketCommands } from "./commands/use-ticket-commands.ts";
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

type Own = Partial<Record<Section["name"], Option[]>>;

const asOptions = (commands: readonly Command[]): Option[] => commands.map((command) => ({ kind: "command", command }));

/** What needs no server: recent searches while nothing is typed, and everything that can be done from here. */
function useOwn(q: string): Own {
  const me = useCurrentUser();
  const { ticket, isOpen } = useMeantTicket();
  const { contact, isOnPage } = useMeantContact();
  const recent = useMemo(() => recentSearches(me.id), [me.id]);
  const all = {
    actions: useTicketCommands(ticket, isOpen),
    contact: useContactCommands(contact, isOnPage),
    chosen: useChosenCommands(),
    places: usePlaceCommands(),
    look: useLookCommands(),
    own: useOwnCommands(),
  };
  const groups = Object.entries(all);
  if (q === "") {
    const listed = Object.fromEntries(groups.map(([name, commands]) => [name, asOptions(commands)]));
    return { recent: recent.map((text) => ({ kind: "recent", text })), ...listed };
  }
  const begun = groups.flatMap(([, commands]) => commands.filter((command) => isBegun(command, q)));
  const others = groups.map(
    ([name, commands]) => [name, asOptions(commands.filter((one) => isMeant(one, q) && !begun.includes(one)))] as const,
  );
  return { commands: asOptions(begun), ...Object.fromEntries(others) };
}

/** The lines of a step, or none. They are settled once they are there, or nothing is fetched any more. */
export function useStepSections(step: SearchStep | null, text: string): { sections: Section[]; isSettled: boolean } {
  const { ticket } = useMeantTicket();
  const isFetching = useIsFetching() > 0;
  const commands = useStep(step, ticket);
  const meant = commands.filter((command) => isMeant(command, text));
  return { sections: sectionsOf({ step: asOptions(meant) }), isSettled: commands.length > 0 || !isFetching };
}

/** Everything that a text finds, by section. Filters are of messages: where one is at work, nothing else is shown. */
export function useEverything(text: string) {
  const trimmed = text.trim() === "" ? "" : text.trimStart();
  /** Behind this sign only commands are looked for. */
  const isCommand = trimmed.startsWith(">");
  const typed = isCommand ? "" : trimmed;
  const q = useRested(typed);
  const words = q.trim();
  const filters = useMessageFilters();
  const isNarrowed = q !== "" && isFiltered(filters);
  const tickets = useQuery(foundTicketsQuery(words));
  const contacts = useQuery(foundContactsQuery(words));
  const messages = useInfiniteQuery(foundMessagesQuery(q, filters));
  const own = useOwn(isCommand ? trimmed.slice(1).trim() : typed.trim());
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
    q: isCommand ? trimmed.slice(1).trim() : words,
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
