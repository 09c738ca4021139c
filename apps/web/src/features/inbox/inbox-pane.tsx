import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox, MessageCircleQuestion, MessageSquarePlus, SearchX } from "lucide-react";
import Link from "next/link";
import { useCallback, useMemo, useState } from "react";
import {
  Button,
  buttonClass,
  EmptyState,
  ErrorState,
  IconButton,
  SkeletonRows,
  Tabs,
  TextField,
} from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { NewConversationDialog } from "../new-conversation/index.ts";
import { ticketCountsQuery, ticketListQuery } from "../tickets/index.ts";
import { FilterButton } from "./filter-button.tsx";
import { activeFilters, clearFilters, type InboxTab, listOf, setSearch, tabsOf, useInboxView } from "./inbox-view.ts";
import { TicketRows } from "./ticket-rows.tsx";
import { useDebounced } from "./use-debounced.ts";
import { useVisibleTickets } from "./visible-tickets.ts";

const most = 1000;

type InboxPaneProps = {
  readonly tab: InboxTab;
  readonly onTab: (tab: InboxTab) => void;
  readonly openId: string | null;
  readonly onOpen: (ticketId: string) => void;
};

function useTabs(role: Parameters<typeof tabsOf>[0]) {
  const t = useT("inbox.tabs");
  const { data: counts } = useQuery(ticketCountsQuery());
  const countOf = (tab: InboxTab) => {
    if (counts === undefined || tab === "closed") return undefined;
    return counts[tab] >= most ? t("overflow") : counts[tab];
  };
  return tabsOf(role).map((value) => {
    const count = countOf(value);
    return { value, label: t(value), ...(count !== undefined && { count }) };
  });
}

function Nothing({ tab, isNarrowed, onTab }: { tab: InboxTab; isNarrowed: boolean; onTab: (tab: InboxTab) => void }) {
  const t = useT("inbox.empty");
  const filters = useT("inbox.filters");
  const me = useCurrentUser();
  if (isNarrowed) {
    const clear = () => {
      clearFilters();
      setSearch("");
    };
    return (
      <EmptyState
        icon={<SearchX />}
        title={t("search.title")}
        text={t("search.text")}
        action={<Button onClick={clear}>{filters("clear")}</Button>}
      />
    );
  }
  const next =
    tab === "mine" ? (
      <Button onClick={() => onTab("pending")}>{t("mine.action")}</Button>
    ) : me.role === "ADMIN" && tab !== "closed" ? (
      <Link href="/connections" className={buttonClass("secondary")}>
        {t("connect")}
      </Link>
    ) : undefined;
  return (
    <EmptyState
      icon={tab === "pending" ? <MessageCircleQuestion /> : <Inbox />}
      title={t(`${tab}.title`)}
      text={t(`${tab}.text`)}
      action={next}
    />
  );
}

function SearchBox() {
  const t = useT("inbox.search");
  const search = useInboxView((view) => view.search);
  return (
    <TextField
      type="search"
      label={t("label")}
      isLabelHidden
      placeholder={t("placeholder")}
      value={search}
      onChange={setSearch}
      data-inbox-search
      className="min-w-0 flex-1"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        setSearch("");
        event.currentTarget.blur();
        event.stopPropagation();
      }}
    />
  );
}

function TicketListArea({ tab, onTab, openId, onOpen }: InboxPaneProps) {
  const t = useT("common");
  const me = useCurrentUser();
  const { filters, sorts, search } = useInboxView();
  const debounced = useDebounced(search, 200);
  const list = useMemo(() => listOf(tab, { filters, sorts, search: debounced }), [tab, filters, sorts, debounced]);
  const { data, error, isPending, isPlaceholderData, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      ...ticketListQuery(list),
      // While one types, the last answer stays; another tab starts afresh.
      ...(debounced !== "" && { placeholderData: keepPreviousData }),
    });
  const tickets = useMemo(() => rowsOf(data), [data]);
  useVisibleTickets(tickets);
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (isPending) return <SkeletonRows count={9} label={t("loading")} />;
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (tickets.length === 0 && !isPlaceholderData)
    return <Nothing tab={tab} onTab={onTab} isNarrowed={debounced.trim() !== "" || activeFilters(filters) > 0} />;
  return (
    <TicketRows
      key={tab}
      tickets={tickets}
      me={me.id}
      openId={openId}
      onOpen={onOpen}
      more={{ isLoading: isFetchingNextPage, load: hasNextPage ? load : null }}
    />
  );
}

function NewConversationButton({ onOpened }: { onOpened: (ticketId: string) => void }) {
  const t = useT("inbox");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t("newConversation")} icon={<MessageSquarePlus />} onClick={() => setOpen(true)} />
      {isOpen && (
        <NewConversationDialog
          onClose={() => setOpen(false)}
          onOpened={({ id }) => {
            setOpen(false);
            onOpened(id);
          }}
        />
      )}
    </>
  );
}

/** The list of tickets with its tabs, search and filters. */
export function InboxPane(props: InboxPaneProps) {
  const t = useT("inbox");
  const me = useCurrentUser();
  const tabs = useTabs(me.role);
  return (
    <section aria-label={t("title")} className="flex size-full min-w-0 flex-col bg-surface">
      <h1 className="sr-only">{t("title")}</h1>
      <div className="flex h-14 shrink-0 items-center gap-1 px-3">
        <SearchBox />
        <FilterButton tab={props.tab} />
        <NewConversationButton onOpened={props.onOpen} />
      </div>
      <Tabs label={t("tabs.label")} value={props.tab} tabs={tabs} onChange={props.onTab} className="shrink-0" />
      <TicketListArea {...props} />
    </section>
  );
}
