"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { ListedContact } from "@whatskovi/contract";
import { clsx } from "clsx";
import { BookUser } from "lucide-react";
import { useEffect, useRef } from "react";
import { Avatar, Badge, Chip, EmptyState, ErrorState, SkeletonRows } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { useContactHandle } from "./contact-handle.ts";
import { type ContactFilter, contactListQuery, type ContactSort, countConditions } from "./contact-queries.ts";
import type { useSelection } from "./selection.ts";

const rowHeight = 68;

type Choosing = Pick<ReturnType<typeof useSelection>, "isChosen" | "toggle" | "isEmpty">;

type RowProps = { contact: ListedContact; isOpen: boolean; onOpen: () => void; choosing: Choosing };

/** The mark by which a row is chosen stands in the place of the avatar: always where some are chosen, else on hover and focus. */
function ContactRow({ contact, isOpen, onOpen, choosing }: RowProps) {
  const t = useT("contacts");
  const formats = useFormats();
  const handleOf = useContactHandle();
  const { id, name, isBlocked, tags, lastContactAt } = contact;
  const isChosen = choosing.isChosen(id);
  return (
    <div
      className={clsx(
        "group/row flex h-17 w-full items-center gap-3 pl-4",
        isOpen || isChosen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <label className="relative flex size-11 shrink-0 cursor-pointer items-center justify-center">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={() => choosing.toggle(id)}
          aria-label={t("bulk.choose", { name })}
          className={clsx(
            "peer absolute size-5 accent-accent group-hover/row:opacity-100 focus-visible:opacity-100",
            choosing.isEmpty && "opacity-0",
          )}
        />
        <span
          className={clsx("group-hover/row:invisible peer-focus-visible:invisible", !choosing.isEmpty && "invisible")}
        >
          <Avatar id={id} name={name} />
        </span>
      </label>
      <button
        type="button"
        aria-current={isOpen ? "true" : undefined}
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 flex-col justify-center pr-4 text-left -outline-offset-2!"
      >
        <span className="flex w-full items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
          {isBlocked && <Badge tone="danger">{t("blocked")}</Badge>}
          {lastContactAt !== null && (
            <span className="text-meta text-ink-faint tabular-nums">{formats.listDate(lastContactAt)}</span>
          )}
        </span>
        <span className="flex w-full items-center gap-3 text-small text-ink-soft">
          <span className="truncate tabular-nums">{handleOf(contact)}</span>
          {tags.slice(0, 2).map((tag) => (
            <Chip key={tag.id} label={tag.name} color={tag.color} className="max-w-24" />
          ))}
        </span>
      </button>
    </div>
  );
}

function Rows({
  contacts,
  chosenId,
  onChoose,
  onEnd,
  choosing,
}: {
  contacts: readonly ListedContact[];
  chosenId: string | null;
  onChoose: (id: string) => void;
  onEnd: () => void;
  choosing: Choosing;
}) {
  const t = useT("contacts");
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= contacts.length - 10) onEnd();
  }, [lastShown, contacts.length, onEnd]);
  return (
    <div ref={scroller} className="relative min-h-0 flex-1 scroll-thin overflow-y-auto">
      <ul aria-label={t("list")} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const contact = contacts[index];
          return contact === undefined ? null : (
            <li
              key={contact.id}
              aria-setsize={contacts.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ translate: `0 ${start}px` }}
            >
              <ContactRow
                contact={contact}
                isOpen={contact.id === chosenId}
                onOpen={() => onChoose(contact.id)}
                choosing={choosing}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type Props = {
  filter: ContactFilter;
  sort: ContactSort;
  chosenId: string | null;
  onChoose: (id: string) => void;
  choosing: Choosing;
};

/** All contacts one may see, however many: only what is on the screen is drawn. */
export function ContactList({ filter, sort, chosenId, onChoose, choosing }: Props) {
  const t = useT();
  const query = useInfiniteQuery(contactListQuery(filter, sort));
  const { hasNextPage, isFetching, fetchNextPage } = query;
  if (query.isPending) return <SkeletonRows count={8} label={t("common.loading")} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const contacts = rowsOf(query.data);
  const isFiltered = filter.q !== "" || countConditions(filter) > 0;
  if (contacts.length === 0) {
    const [title, text] = isFiltered
      ? (["contacts.emptySearch", "contacts.emptySearchText"] as const)
      : (["contacts.empty", "contacts.emptyText"] as const);
    return <EmptyState icon={<BookUser />} title={t(title)} text={t(text)} />;
  }
  const loadMore = () => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  };
  return <Rows contacts={contacts} chosenId={chosenId} onChoose={onChoose} onEnd={loadMore} choosing={choosing} />;
}
