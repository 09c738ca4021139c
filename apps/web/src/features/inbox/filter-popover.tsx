import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import type { TicketSort } from "@whatskovi/contract";
import type { RefObject } from "react";
import { Button, Select, Switch } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { connectionSummariesQuery } from "../connections/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { tagsQuery } from "../tags/index.ts";
import { colleaguesQuery } from "../users/index.ts";
import {
  activeFilters,
  changeFilters,
  clearFilters,
  type InboxFilters,
  type InboxTab,
  setSort,
  useInboxView,
  usualSort,
} from "./inbox-view.ts";

const sorts: readonly TicketSort[] = ["lastMessageAt", "waitingSince", "createdAt", "priority"];
const any = "any";

type Named = { readonly id: string; readonly name: string; readonly color?: string };

function Filter({
  label,
  name,
  rows,
}: {
  label: string;
  name: "queueId" | "tagId" | "connectionId" | "userId";
  rows: readonly Named[];
}) {
  const t = useT("inbox.filters");
  const value = useInboxView((view) => view.filters[name]) ?? any;
  const choices = [
    { value: any, label: t("any") },
    ...(name === "userId" ? [{ value: "none", label: t("nobody") }] : []),
    ...rows.map((row) => ({ value: row.id, label: row.name, ...(row.color !== undefined && { color: row.color }) })),
  ];
  const onChange = (chosen: string) => changeFilters({ [name]: chosen === any ? undefined : chosen } as InboxFilters);
  return <Select label={label} value={value} choices={choices} onChange={onChange} />;
}

function FilterForm({ tab }: { tab: InboxTab }) {
  const t = useT("inbox.filters");
  const me = useCurrentUser();
  const { filters, sorts: chosen } = useInboxView();
  const { data: queues = [] } = useQuery(queuesQuery());
  const { data: tags = [] } = useQuery(tagsQuery());
  const { data: connections = [] } = useQuery(connectionSummariesQuery());
  const { data: colleagues = [] } = useQuery(colleaguesQuery());
  return (
    <div className="flex w-72 max-w-full flex-col gap-3 p-3">
      <Select
        label={t("sort")}
        value={chosen[tab] ?? usualSort(tab)}
        choices={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        onChange={(sort) => setSort(tab, sort)}
      />
      <Filter label={t("queue")} name="queueId" rows={queues} />
      <Filter label={t("tag")} name="tagId" rows={tags} />
      {connections.length > 1 && <Filter label={t("connection")} name="connectionId" rows={connections} />}
      {me.role !== "AGENT" && tab !== "mine" && <Filter label={t("agent")} name="userId" rows={colleagues} />}
      <Switch
        label={t("unread")}
        isOn={filters.unread === true}
        onChange={(isOn) => changeFilters({ unread: isOn ? true : undefined })}
      />
      <Button tone="quiet" size="small" disabled={activeFilters(filters) === 0} onClick={clearFilters}>
        {t("clear")}
      </Button>
    </div>
  );
}

type FilterPopoverProps = {
  readonly tab: InboxTab;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};

/** What narrows the list, and its order. */
export function FilterPopover({ tab, anchor, isOpen, onOpenChange }: FilterPopoverProps) {
  const t = useT("inbox.filters");
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-20"
        >
          <Popover.Popup
            finalFocus={anchor}
            aria-label={t("open")}
            className="max-h-(--available-height) overflow-y-auto rounded-card border border-line bg-raised text-ink shadow-float outline-none"
          >
            <FilterForm tab={tab} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
