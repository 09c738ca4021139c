import { useQuery } from "@tanstack/react-query";
import type { InboxFilters, TicketPriority } from "@whatskovi/contract";
import clsx from "clsx";
import { Button, MultiCombobox, Select, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { connectionSummariesQuery } from "../connections/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { tagsQuery } from "../tags/index.ts";
import { priorities } from "../tickets/index.ts";
import { colleaguesQuery } from "../users/index.ts";
import { activeFilters, type InboxLook, recentDays, sortsOf, usualSort } from "./inbox-look.ts";

const any = "any";

type Change = (filters: { [Name in keyof InboxFilters]?: InboxFilters[Name] | undefined }) => void;
type PartProps = { readonly filters: InboxFilters; readonly change: Change };

const choice = ({ id, name, color }: { id: string; name: string; color?: string }) => ({
  value: id,
  label: name,
  ...(color !== undefined && { color }),
});

const orNone = <Value,>(values: Value[]): Value[] | undefined => (values.length === 0 ? undefined : values);

function WhereFilters({ filters, change, look }: PartProps & { look: InboxLook }) {
  const t = useT("inbox.filters");
  const me = useCurrentUser();
  const { data: queues = [] } = useQuery(queuesQuery());
  const { data: tags = [] } = useQuery(tagsQuery());
  const { data: connections = [] } = useQuery(connectionSummariesQuery());
  const { data: colleagues = [] } = useQuery(colleaguesQuery());
  const others = colleagues.filter((colleague) => colleague.id !== me.id);
  return (
    <>
      <MultiCombobox
        label={t("queue")}
        placeholder={t("any")}
        choices={[{ value: "none", label: t("noQueue") }, ...queues.map(choice)]}
        values={filters.queueIds ?? []}
        onChange={(queueIds) => change({ queueIds: orNone(queueIds) })}
      />
      <MultiCombobox
        label={t("tag")}
        placeholder={t("any")}
        choices={tags.map(choice)}
        values={filters.tagIds ?? []}
        onChange={(tagIds) => change({ tagIds: orNone(tagIds) })}
      />
      {connections.length > 1 && (
        <Select
          label={t("connection")}
          value={filters.connectionId ?? any}
          choices={[{ value: any, label: t("any") }, ...connections.map(choice)]}
          onChange={(id) => change({ connectionId: id === any ? undefined : id })}
        />
      )}
      {me.role !== "AGENT" && look.tab !== "mine" && (
        <Select
          label={t("agent")}
          value={filters.userId ?? any}
          choices={[
            { value: any, label: t("any") },
            { value: "me", label: t("me") },
            { value: "none", label: t("nobody") },
            ...others.map(choice),
          ]}
          onChange={(id) => change({ userId: id === any ? undefined : id })}
        />
      )}
    </>
  );
}

function Priorities({ filters, change }: PartProps) {
  const t = useT("inbox.filters");
  const words = useT("ticket.priority");
  const chosen = filters.priorities ?? [];
  const toggle = (priority: TicketPriority) =>
    change({
      priorities: orNone(priorities.filter((one) => (one === priority) !== chosen.includes(one))),
    });
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium">{t("priority")}</legend>
      <div className="grid grid-cols-4 gap-1">
        {priorities.map((priority) => {
          const isChosen = chosen.includes(priority);
          return (
            <button
              key={priority}
              type="button"
              aria-pressed={isChosen}
              onClick={() => toggle(priority)}
              className={clsx(
                "h-8 truncate rounded-control border px-1 text-small transition-colors pointer-coarse:h-11",
                isChosen
                  ? "border-accent bg-accent-soft font-medium text-accent-ink"
                  : "border-line-strong/60 text-ink-soft hover:bg-hover",
              )}
            >
              {words(priority)}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

function Days({ filters, change }: PartProps) {
  const t = useT("inbox.filters");
  const days = filters.lastMessage;
  const isOwn = typeof days === "object";
  const own = isOwn ? days : {};
  const setDay = (name: "from" | "to", day: string) => {
    const { [name]: _, ...other } = own;
    const next = day === "" ? other : { ...other, [name]: day };
    const { from, to } = next as { from?: string; to?: string };
    // Turned round, they would let nothing through.
    const ordered = from !== undefined && to !== undefined && from > to ? { from: day, to: day } : next;
    change({ lastMessage: Object.keys(ordered).length === 0 ? undefined : ordered });
  };
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t("lastMessage")}
        value={days === undefined ? any : isOwn ? "own" : days}
        choices={[
          { value: any, label: t("anyTime") },
          ...recentDays.map((value) => ({ value, label: t(`days.${value}`) })),
          { value: "own" as const, label: t("days.own") },
        ]}
        onChange={(value) =>
          change({ lastMessage: value === any ? undefined : value === "own" ? { from: today() } : value })
        }
      />
      {isOwn && (
        <div className="grid grid-cols-2 gap-2">
          <TextField type="date" label={t("from")} value={own.from ?? ""} onChange={(day) => setDay("from", day)} />
          <TextField type="date" label={t("to")} value={own.to ?? ""} onChange={(day) => setDay("to", day)} />
        </div>
      )}
    </div>
  );
}

function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

type FilterFormProps = { readonly look: InboxLook; readonly onLook: (changes: Partial<InboxLook>) => void };

/** Everything that narrows the list, with effect at once. */
export function FilterForm({ look, onLook }: FilterFormProps) {
  const t = useT("inbox.filters");
  const { tab, filters, sort } = look;
  const change: Change = (changes) => {
    const next = Object.entries({ ...filters, ...changes }).filter(([, value]) => value !== undefined);
    onLook({ filters: Object.fromEntries(next) as InboxFilters });
  };
  const readState = filters.unread === undefined ? any : filters.unread ? "unread" : "read";
  return (
    <div className="flex w-80 max-w-full flex-col gap-3 p-3">
      <Select
        label={t("sort")}
        value={sort ?? usualSort(tab)}
        choices={sortsOf(tab).map((value) => ({ value, label: t(`sorts.${value}`) }))}
        onChange={(value) => onLook({ sort: value === usualSort(tab) ? null : value })}
      />
      <WhereFilters look={look} filters={filters} change={change} />
      <Priorities filters={filters} change={change} />
      <Days filters={filters} change={change} />
      <Select
        label={t("reading")}
        value={readState}
        choices={[
          { value: any, label: t("any") },
          { value: "unread", label: t("unread") },
          { value: "read", label: t("read") },
        ]}
        onChange={(value) => change({ unread: value === any ? undefined : value === "unread" })}
      />
      <Button
        tone="quiet"
        size="small"
        disabled={activeFilters(filters) === 0}
        onClick={() => onLook({ filters: {}, viewId: null })}
      >
        {t("clear")}
      </Button>
    </div>
  );
}
