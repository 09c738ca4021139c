import { useQuery } from "@tanstack/react-query";
import { MessageSquarePlus, TextSearch } from "lucide-react";
import { useMemo, useState } from "react";
import { IconButton, lazyPart, Tabs, TextField } from "../../components/ui/index.ts";
import { dayOf, useMinute } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { openSearchScreen } from "../../stores/search-screen.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { NewConversationDialog } from "../new-conversation/index.ts";
import { ticketCountsQuery, type TicketNarrowing } from "../tickets/index.ts";
import { useBulk } from "./bulk.ts";
import { FilterButton } from "./filter-button.tsx";
import { activeFilters, type InboxLook, narrowingOf, tabsOf } from "./inbox-look.ts";
import { setSearch, useInboxView } from "./inbox-view.ts";
import { useSelection } from "./selection.ts";
import { TicketListArea } from "./ticket-list-area.tsx";
import { useDebounced } from "./use-debounced.ts";
import { useSelectionKeys } from "./use-selection-keys.ts";
import { ViewStrip } from "./view-strip.tsx";

const FilterChips = lazyPart(() => import("./filter-chips.tsx").then((module) => module.FilterChips), "inside");
const BulkArea = lazyPart(() => import("./bulk-area.tsx").then((module) => module.BulkArea), "inside");

const most = 1000;

type InboxPaneProps = {
  readonly look: InboxLook;
  readonly onLook: (changes: Partial<InboxLook>) => void;
  readonly openId: string | null;
  readonly onOpen: (ticketId: string) => void;
  readonly onClose: () => void;
};

/** The tabs with what they hold under the filters. */
function useTabs(role: Parameters<typeof tabsOf>[0], narrowing: TicketNarrowing) {
  const t = useT("inbox.tabs");
  const { data: counts } = useQuery(ticketCountsQuery(narrowing));
  return tabsOf(role).map((value) => {
    const count = counts?.[value];
    return { value, label: t(value), ...(count !== undefined && { count: count >= most ? t("overflow") : count }) };
  });
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
        (document.querySelector<HTMLElement>("[data-inbox-list]") ?? event.currentTarget).focus();
        event.stopPropagation();
      }}
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

/** The day it is for the reader, as its first instant in milliseconds: changes once a day. */
function useToday(): number {
  const day = dayOf(useMinute());
  return useMemo(() => Date.parse(`${day}T00:00:00`), [day]);
}

/** The list of tickets with its tabs, views, filters and search. */
export function InboxPane({ look, onLook, openId, onOpen, onClose }: InboxPaneProps) {
  const t = useT("inbox");
  const shell = useT("shell");
  const me = useCurrentUser();
  const search = useDebounced(
    useInboxView((view) => view.search),
    200,
  );
  const today = useToday();
  const narrowing = useMemo(() => narrowingOf(look.filters, search, today), [look.filters, search, today]);
  const tabs = useTabs(me.role, narrowing);
  const isBulk = useSelection((selection) => selection.chosen.size > 0);
  const hasOutcome = useBulk((bulk) => bulk.outcome !== null);
  useSelectionKeys();
  return (
    <section
      aria-label={t("title")}
      tabIndex={-1}
      data-region="list"
      className="flex size-full min-w-0 flex-col bg-surface -outline-offset-2"
    >
      <div className="flex h-14 shrink-0 items-center gap-1 px-3">
        <SearchBox />
        <IconButton
          label={shell("search")}
          icon={<TextSearch />}
          onClick={() => openSearchScreen()}
          className="tablet:hidden"
        />
        <FilterButton look={look} onLook={onLook} />
        <NewConversationButton onOpened={onOpen} />
      </div>
      <Tabs
        label={t("tabs.label")}
        value={look.tab}
        tabs={tabs}
        onChange={(tab) => onLook({ tab, sort: null, viewId: null })}
        className="shrink-0"
      />
      <ViewStrip look={look} onLook={onLook} />
      {(activeFilters(look.filters) > 0 || look.sort !== null) && <FilterChips look={look} onLook={onLook} />}
      {(isBulk || hasOutcome) && <BulkArea openId={openId} onClose={onClose} />}
      <TicketListArea {...{ look, onLook, search, today, openId, onOpen }} />
    </section>
  );
}
