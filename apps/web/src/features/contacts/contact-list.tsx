"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { Contact } from "@whatskovi/contract";
import { clsx } from "clsx";
import { BookUser } from "lucide-react";
import { useEffect, useRef } from "react";
import { Avatar, Badge, Chip, EmptyState, ErrorState, SkeletonRows } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { useContactHandle } from "./contact-handle.ts";
import { type ContactFilter, contactListQuery } from "./contact-queries.ts";

const rowHeight = 68;

function ContactRow({ contact, isChosen, onChoose }: { contact: Contact; isChosen: boolean; onChoose: () => void }) {
  const t = useT("contacts");
  const handleOf = useContactHandle();
  const { id, name, isBlocked, tags } = contact;
  return (
    <button
      type="button"
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
      className={clsx(
        "flex h-17 w-full items-center gap-3 px-4 text-left -outline-offset-2!",
        isChosen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <Avatar id={id} name={name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          {isBlocked && <Badge tone="danger">{t("blocked")}</Badge>}
        </span>
        <span className="flex items-center gap-3 text-small text-ink-soft">
          <span className="truncate tabular-nums">{handleOf(contact)}</span>
          {tags.slice(0, 2).map((tag) => (
            <Chip key={tag.id} label={tag.name} color={tag.color} className="max-w-24" />
          ))}
        </span>
      </span>
    </button>
  );
}

function Rows({
  contacts,
  chosenId,
  onChoose,
  onEnd,
}: {
  contacts: readonly Contact[];
  chosenId: string | null;
  onChoose: (id: string) => void;
  onEnd: () => void;
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
    <div ref={scroller} className="min-h-0 flex-1 scroll-thin overflow-y-auto">
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
              <ContactRow contact={contact} isChosen={contact.id === chosenId} onChoose={() => onChoose(contact.id)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type Props = { filter: ContactFilter; chosenId: string | null; onChoose: (id: string) => void };

/** All contacts one may see, however many: only what is on the screen is drawn. */
export function ContactList({ filter, chosenId, onChoose }: Props) {
  const t = useT();
  const query = useInfiniteQuery(contactListQuery(filter));
  const { hasNextPage, isFetching, fetchNextPage } = query;
  if (query.isPending) return <SkeletonRows count={8} label={t("common.loading")} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const contacts = rowsOf(query.data);
  const isFiltered = filter.q !== "" || filter.tagId !== null || filter.isBlocked;
  if (contacts.length === 0) {
    const [title, text] = isFiltered
      ? (["contacts.emptySearch", "contacts.emptySearchText"] as const)
      : (["contacts.empty", "contacts.emptyText"] as const);
    return <EmptyState icon={<BookUser />} title={t(title)} text={t(text)} />;
  }
  const loadMore = () => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  };
  return <Rows contacts={contacts} chosenId={chosenId} onChoose={onChoose} onEnd={loadMore} />;
}
