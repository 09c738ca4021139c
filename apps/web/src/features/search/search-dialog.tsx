import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from "react";
import { Button, Dialog, EmptyState, FormError, SkeletonRows, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { keepSearch } from "../../stores/recent-searches.ts";
import { closeSearchScreen } from "../../stores/search-screen.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { useTicketActions } from "../tickets/index.ts";
import { addressOf, keyOf, type Option, stepFrom } from "./options.ts";
import { FilterBar } from "./filter-bar.tsx";
import { ResultList } from "./result-list.tsx";
import { useEverything, useOpenTicket } from "./use-search.ts";

/** What choosing a line does. */
function useChoose(text: string, setText: (text: string) => void, loadMore: () => void) {
  const router = useRouter();
  const me = useCurrentUser();
  const ticket = useOpenTicket();
  const { run } = useTicketActions();
  return (option: Option) => {
    if (option.kind === "recent") return setText(option.text);
    if (option.kind === "more") return loadMore();
    if (["ticket", "contact", "message"].includes(option.kind)) keepSearch(me.id, text);
    closeSearchScreen();
    const address = addressOf(option, window.location);
    if (address !== null) router.push(address);
    else if (option.kind === "action" && ticket !== undefined) run(option.action, ticket);
  };
}

function SearchForm() {
  const t = useT("search");
  const listId = useId();
  const [text, setText] = useState("");
  const [marked, setMarked] = useState<string | null>(null);
  /** Enter was pressed before the answer to what is typed was there. */
  const [isAwaited, setAwaited] = useState(false);
  const { q, sections, isSettled, error, retry, isLoadingMore, loadMore } = useEverything(text);
  const type = (next: string) => {
    setText(next);
    setMarked(null);
    setAwaited(false);
  };
  const choose = useChoose(text, type, loadMore);
  const options = sections.flatMap((section) => section.options);
  const active = stepFrom(options.map(keyOf), marked, 0);
  const chosen = options.find((option) => keyOf(option) === active);
  const found = options.filter((option) => option.kind !== "more").length;

  const chooseAwaited = useEffectEvent(() => {
    setAwaited(false);
    if (chosen !== undefined) choose(chosen);
  });
  useEffect(() => {
    if (isAwaited && isSettled) chooseAwaited();
  }, [isAwaited, isSettled]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (marked === null && !isSettled) setAwaited(true);
      else if (chosen !== undefined) choose(chosen);
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setMarked(stepFrom(options.map(keyOf), active, by));
  };

  return (
    <>
      <TextField
        type="search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={options.length > 0 ? listId : undefined}
        {...(active !== null && { "aria-activedescendant": `${listId}-${active}` })}
        label={t("label")}
        isLabelHidden
        placeholder={t("placeholder")}
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={type}
        onKeyDown={onKeyDown}
      />
      <FilterBar isHidden={text.trim() === ""} />
      <p role="status" className="sr-only">
        {text.trim() === ""
          ? ""
          : !isSettled
            ? t("loading")
            : found === 0
              ? t("nothing")
              : t("found", { count: found })}
      </p>
      {error !== null && (
        <div className="flex flex-wrap items-center gap-2">
          <FormError error={error} className="flex-1" />
          <RetryButton onRetry={retry} />
        </div>
      )}
      {options.length > 0 && (
        <ResultList {...{ listId, sections, active, q, isLoadingMore }} onMark={setMarked} onChoose={choose} />
      )}
      {options.length === 0 && !isSettled && <SkeletonRows count={5} label={t("loading")} />}
      {options.length === 0 && isSettled && error === null && (
        <EmptyState title={t("nothing")} text={t("nothingText")} />
      )}
    </>
  );
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  const t = useT("common");
  return (
    <Button size="small" onClick={onRetry}>
      {t("retry")}
    </Button>
  );
}

/** The search over everything. Closed, it forgets what was typed. */
export function SearchDialog({ isOpen }: { isOpen: boolean }) {
  const t = useT("search");
  return (
    <Dialog isOpen={isOpen} onClose={closeSearchScreen} title={t("title")} size="screen">
      <SearchForm />
    </Dialog>
  );
}
