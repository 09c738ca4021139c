import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ChevronDown, X } from "lucide-react";
import { type ComponentProps, useEffect } from "react";
import { Menu, MenuChoices } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { queuesQuery } from "../queues/index.ts";
import { colleaguesQuery } from "../users/index.ts";
import {
  clearMessageFilters,
  filterMessages,
  kinds,
  type MessageFilters,
  periods,
  useMessageFilters,
} from "./message-filters.ts";

const any = "any";
const chipClass =
  "inline-flex h-7 max-w-48 shrink-0 items-center gap-1 rounded-full px-3 text-small transition-colors pointer-coarse:h-11";

type ChipProps = ComponentProps<"button"> & { isOn: boolean };

const Chip = ({ isOn, children, ...props }: ChipProps) => (
  <button
    {...props}
    type="button"
    className={clsx(
      chipClass,
      isOn ? "bg-accent-soft font-medium text-accent-ink" : "bg-hover text-ink-soft hover:bg-selected hover:text-ink",
    )}
  >
    <span className="truncate">{children}</span>
    <ChevronDown aria-hidden className="size-3 shrink-0" />
  </button>
);

type FilterProps<Name extends keyof MessageFilters> = {
  readonly name: Name;
  readonly label: string;
  readonly choices: readonly { readonly value: NonNullable<MessageFilters[Name]>; readonly label: string }[];
};

/** One filter: says what it is, or what was chosen, and opens the choice. */
function Filter<Name extends keyof MessageFilters>({ name, label, choices }: FilterProps<Name>) {
  const t = useT("inbox.filters");
  const value = useMessageFilters((filters) => filters[name]);
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Menu
      align="start"
      trigger={
        <Chip isOn={value !== undefined} aria-label={chosen === undefined ? label : `${label}: ${chosen.label}`}>
          {chosen?.label ?? label}
        </Chip>
      }
    >
      <MenuChoices
        label={label}
        value={value ?? any}
        choices={[{ value: any, label: name === "period" ? t("anyTime") : t("any") }, ...choices]}
        onChange={(next) => filterMessages(name, next === any ? null : (next as NonNullable<MessageFilters[Name]>))}
      />
    </Menu>
  );
}

/** What narrows the messages, each by a chip that opens a choice. Hidden while nothing is looked for; gone, it forgets. */
export function FilterBar({ isHidden }: { isHidden: boolean }) {
  const t = useT("search.filters");
  const inbox = useT("inbox.filters");
  const kindName = useT("kinds");
  const me = useCurrentUser();
  const isOn = useMessageFilters((filters) => Object.keys(filters).length > 0);
  const { data: queues = [] } = useQuery({ ...queuesQuery(), enabled: !isHidden });
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery(), enabled: !isHidden && me.role !== "AGENT" });
  useEffect(() => clearMessageFilters, []);
  if (isHidden) return null;
  const others = colleagues.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div
      role="group"
      aria-label={t("label")}
      className="flex shrink-0 scroll-thin items-center gap-1 overflow-x-auto py-1"
    >
      <Filter
        name="kind"
        label={t("kind")}
        choices={[
          { value: "file", label: t("withFile") },
          ...kinds.map((value) => ({ value, label: kindName(value) })),
        ]}
      />
      <Filter
        name="period"
        label={t("period")}
        choices={periods.map((value) => ({ value, label: inbox(`days.${value}`) }))}
      />
      {queues.length > 1 && (
        <Filter
          name="queueId"
          label={inbox("queue")}
          choices={queues.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {me.role !== "AGENT" && (
        <Filter name="userId" label={inbox("agent")} choices={[{ value: "me", label: inbox("me") }, ...others]} />
      )}
      {isOn && (
        <button
          type="button"
          onClick={clearMessageFilters}
          className={clsx(chipClass, "text-ink-soft hover:bg-hover hover:text-ink")}
        >
          <X aria-hidden className="size-3" />
          {inbox("clear")}
        </button>
      )}
    </div>
  );
}
