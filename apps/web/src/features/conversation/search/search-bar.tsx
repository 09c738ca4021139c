import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { IconButton, TextField } from "../../../components/ui/index.ts";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import { isComposed } from "../../../lib/shortcuts/index.ts";
import { focusComposer } from "../composer/composer-focus.ts";
import { closeSearch, setQuery, useSearch } from "./search-store.ts";

const shortest = 2;
const restMs = 250;

const hitsQuery = (ticketId: string, q: string) =>
  queryOptions({
    queryKey: ["conversation-search", ticketId, q],
    queryFn: ({ signal }) =>
      api.call(endpoints.searchTicketMessages, { params: { id: ticketId }, query: { q } }, { signal }),
    enabled: q.length >= shortest,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

function useHits(ticketId: string, onJump: (messageId: string) => void) {
  const query = useSearch((search) => search.query);
  const { data, error, isPlaceholderData } = useQuery(hitsQuery(ticketId, query));
  const hits = query === "" || isPlaceholderData ? null : (data ?? null);
  const [at, setAt] = useState(0);
  const jump = useCallback(
    (index: number) => {
      const hit = hits?.items[index];
      if (hit === undefined) return;
      setAt(index);
      onJump(hit.id);
    },
    [hits, onJump],
  );
  const shown = useRef<typeof hits>(null);
  useEffect(() => {
    if (hits === null || shown.current === hits) return;
    shown.current = hits;
    jump(0);
  }, [hits, jump]);
  const count = hits?.items.length ?? 0;
  return {
    hits,
    error,
    at,
    /** Further back, and from the oldest one to the newest again. */
    older: () => count > 0 && jump((at + 1) % count),
    newer: () => count > 0 && jump((at - 1 + count) % count),
  };
}

type SearchBarProps = { readonly ticketId: string; readonly onJump: (messageId: string) => void };

/** Looks for a text in the conversation and goes from one place to the next. */
export function SearchBar({ ticketId, onJump }: SearchBarProps) {
  const t = useT("conversation.search");
  const errorText = useErrorText();
  const [text, setText] = useState("");
  const { hits, error, at, older, newer } = useHits(ticketId, onJump);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim().length < shortest ? "" : text.trim()), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const close = () => {
    closeSearch();
    focusComposer("any");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposed(event.nativeEvent)) return;
    const keys: Record<string, (() => void) | undefined> = {
      Escape: close,
      Enter: event.target instanceof HTMLInputElement ? (event.shiftKey ? newer : older) : undefined,
      ArrowUp: older,
      ArrowDown: newer,
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const count = hits?.items.length ?? 0;
  const state =
    error !== null
      ? errorText(error)
      : hits === null
        ? ""
        : count === 0
          ? t("nothing")
          : t(hits.hasMore ? "placeOfMany" : "place", { at: String(at + 1), count: String(count) });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the field and its buttons
    <div
      role="search"
      aria-label={t("label")}
      onKeyDown={onKeyDown}
      className="flex shrink-0 items-center gap-1 border-b border-line bg-surface px-2 py-1 tablet:px-4"
    >
      <TextField
        type="search"
        label={t("label")}
        isLabelHidden
        placeholder={t("placeholder")}
        value={text}
        onChange={setText}
        autoFocus
        data-conversation-search
        className="min-w-0 flex-1"
      />
      <p role="status" className="shrink-0 px-1 text-small text-ink-soft tabular-nums">
        {state}
      </p>
      <IconButton label={t("older")} shortcut="Enter" icon={<ChevronUp />} disabled={count === 0} onClick={older} />
      <IconButton
        label={t("newer")}
        shortcut="Shift+Enter"
        icon={<ChevronDown />}
        disabled={count === 0}
        onClick={newer}
      />
      <IconButton label={t("close")} shortcut="Esc" icon={<X />} onClick={close} />
    </div>
  );
}
