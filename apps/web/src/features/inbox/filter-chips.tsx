import { useQuery } from "@tanstack/react-query";
import type { InboxFilters } from "@whatskovi/contract";
import { BookmarkPlus, X } from "lucide-react";
import { useState } from "react";
import { ColorDot, IconButton, lazyPart } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { connectionSummariesQuery } from "../connections/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { tagsQuery } from "../tags/index.ts";
import { colleaguesQuery } from "../users/index.ts";
import type { InboxLook } from "./inbox-look.ts";

const ViewForm = lazyPart(() => import("./view-form.tsx").then((module) => module.ViewForm), "above");

type FilterChip = {
  readonly key: string;
  readonly label: string;
  readonly color?: string;
  /** What takes it off. */
  readonly off: Partial<InboxLook>;
};

type Named = { readonly id: string; readonly name: string; readonly color?: string };

/** The filters without one, or without one of its values. */
function without(filters: InboxFilters, name: keyof InboxFilters, value?: string): InboxFilters {
  const { [name]: current, ...rest } = filters;
  const left = Array.isArray(current) ? current.filter((one: string) => one !== value) : [];
  return value === undefined || left.length === 0 ? rest : { ...rest, [name]: left };
}

function useDaysText() {
  const t = useT("inbox.filters");
  const formats = useFormats();
  return (days: NonNullable<InboxFilters["lastMessage"]>): string => {
    if (typeof days === "string") return t(`days.${days}`);
    const { from, to } = days;
    if (from !== undefined && to !== undefined)
      return t("days.between", { from: formats.day(from), to: formats.day(to) });
    return from !== undefined
      ? t("days.since", { from: formats.day(from) })
      : t("days.until", { to: formats.day(to ?? "") });
  };
}

function useChips({ filters, sort }: InboxLook): FilterChip[] {
  const t = useT("inbox.filters");
  const words = useT("ticket.priority");
  const daysText = useDaysText();
  const me = useCurrentUser();
  const isNeeded = (name: keyof InboxFilters) => ({ enabled: filters[name] !== undefined });
  const { data: queues } = useQuery({ ...queuesQuery(), ...isNeeded("queueIds") });
  const { data: tags } = useQuery({ ...tagsQuery(), ...isNeeded("tagIds") });
  const { data: connections } = useQuery({ ...connectionSummariesQuery(), ...isNeeded("connectionId") });
  const { data: colleagues } = useQuery({ ...colleaguesQuery(), ...isNeeded("userId") });
  const chip = (name: keyof InboxFilters, label: string, value?: string, color?: string): FilterChip => ({
    key: `${name} ${value ?? ""}`,
    label,
    ...(color !== undefined && { color }),
    off: { filters: without(filters, name, value) },
  });
  const named = (rows: readonly Named[] | undefined, id: string) => {
    const row = rows?.find((one) => one.id === id);
    return { name: row?.name ?? (rows === undefined ? "…" : t("deleted")), color: row?.color };
  };
  const { queueIds = [], tagIds = [], priorities = [], userId, connectionId, unread, lastMessage } = filters;
  return [
    ...queueIds.map((id) => {
      const { name, color } = named(queues, id);
      return chip("queueIds", id === "none" ? t("noQueue") : name, id, color);
    }),
    ...tagIds.map((id) => {
      const { name, color } = named(tags, id);
      return chip("tagIds", name, id, color);
    }),
    ...(userId === undefined
      ? []
      : [
          chip(
            "userId",
            userId === "none"
              ? t("nobody")
              : userId === "me" || userId === me.id
                ? t("me")
                : named(colleagues, userId).name,
          ),
        ]),
    ...(connectionId === undefined ? [] : [chip("connectionId", named(connections, connectionId).name)]),
    ...priorities.map((priority) => chip("priorities", words(priority), priority)),
    ...(unread === undefined ? [] : [chip("unread", unread ? t("unread") : t("read"))]),
    ...(lastMessage === undefined ? [] : [chip("lastMessage", daysText(lastMessage))]),
    ...(sort === null
      ? []
      : [{ key: "sort", label: t("sortedBy", { sort: t(`sorts.${sort}`) }), off: { sort: null } }]),
  ];
}

type FilterChipsProps = { readonly look: InboxLook; readonly onLook: (changes: Partial<InboxLook>) => void };

/** The filters at work, each to be taken off, and all of them to be kept as a view. */
export function FilterChips({ look, onLook }: FilterChipsProps) {
  const t = useT("inbox.filters");
  const views = useT("inbox.views");
  const chips = useChips(look);
  const [isSaving, setSaving] = useState(false);
  return (
    <div className="flex shrink-0 items-start gap-1 border-b border-line py-1 pr-2 pl-3">
      <ul
        aria-label={t("active", { count: chips.length })}
        className="flex min-w-0 flex-1 scroll-thin gap-1 overflow-x-auto py-1 tablet:flex-wrap"
      >
        {chips.map(({ key, label, color, off }) => (
          <li
            key={key}
            className="flex h-6 max-w-full min-w-0 items-center max-tablet:shrink-0 gap-1 rounded-full bg-hover pl-2 text-meta text-ink pointer-coarse:h-11"
          >
            {color !== undefined && <ColorDot color={color} />}
            <span className="truncate">{label}</span>
            <button
              type="button"
              aria-label={t("remove", { name: label })}
              onClick={() => onLook(off)}
              className="grid size-6 shrink-0 place-items-center rounded-full text-ink-soft hover:bg-selected hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden className="size-3" />
            </button>
          </li>
        ))}
      </ul>
      <IconButton label={views("save")} icon={<BookmarkPlus />} data-save-view onClick={() => setSaving(true)} />
      <IconButton label={t("clear")} icon={<X />} onClick={() => onLook({ filters: {}, sort: null, viewId: null })} />
      {isSaving && <ViewForm look={look} onSaved={(viewId) => onLook({ viewId })} onClose={() => setSaving(false)} />}
    </div>
  );
}
