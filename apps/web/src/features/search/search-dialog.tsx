import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Button, Dialog, EmptyState, FormError, SkeletonRows, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { isComposed } from "../../lib/shortcuts/index.ts";
import { keepSearch } from "../../stores/recent-searches.ts";
import { askInSearchScreen, closeSearchScreen, type SearchStep, useSearchScreen } from "../../stores/search-screen.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { BlockQuestion } from "../contacts/index.ts";
import type { Command } from "./commands/command.ts";
import { focusOn } from "./commands/page.ts";
import { useMeantContact } from "./commands/use-meant-contact.ts";
import { addressOf, keyOf, type Option, stepFrom } from "./options.ts";
import { FilterBar } from "./filter-bar.tsx";
import { ResultList } from "./result-list.tsx";
import { useEverything, useStepSections } from "./use-search.ts";

type Asked = { readonly step: SearchStep | null; readonly text: string; readonly type: (text: string) => void };

/** What choosing a line does. `doLater` is done when the palette has gone. */
function useChoose({ text, type }: Asked, loadMore: () => void, doLater: (run: () => void) => void) {
  const router = useRouter();
  const me = useCurrentUser();
  return (option: Option) => {
    if (option.kind === "recent") return type(option.text);
    if (option.kind === "more") return loadMore();
    if (option.kind === "command") return carryOut(option.command, type, doLater);
    keepSearch(me.id, text);
    closeSearchScreen();
    const address = addressOf(option, window.location);
    if (address !== null) router.push(address);
  };
}

function carryOut(command: Command, type: (text: string) => void, doLater: (run: () => void) => void): void {
  if ("step" in command) {
    askInSearchScreen(command.step);
    return type("");
  }
  if (command.when !== "staying") closeSearchScreen();
  if (command.when === "closed") doLater(command.run);
  else command.run();
}

/** What is looked for: everything, or the lines of a step, which need no waiting. */
function useSections({ step, text }: Asked) {
  const everything = useEverything(step === null ? text : "");
  const lines = useStepSections(step, text);
  return step === null ? everything : { ...everything, ...lines, q: text, error: null };
}

function SearchForm({ doLater }: { doLater: (run: () => void) => void }) {
  const t = useT("search");
  const listId = useId();
  const step = useSearchScreen((screen) => screen.step);
  const canGoBack = useSearchScreen((screen) => screen.start === null && screen.step !== null);
  const [text, setText] = useState("");
  const [marked, setMarked] = useState<string | null>(null);
  /** Enter was pressed before the answer to what is typed was there. */
  const [isAwaited, setAwaited] = useState(false);
  const type = (next: string) => {
    setText(next);
    setMarked(null);
    setAwaited(false);
  };
  const asked = { step, text, type };
  const { q, sections, isSettled, error, retry, isLoadingMore, loadMore } = useSections(asked);
  const choose = useChoose(asked, loadMore, doLater);
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
    if (isComposed(event.nativeEvent)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (marked === null && !isSettled) setAwaited(true);
      else if (chosen !== undefined) choose(chosen);
      return;
    }
    if (event.key === "Backspace" && text === "" && canGoBack) return askInSearchScreen(null);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setMarked(stepFrom(options.map(keyOf), active, by));
  };

  return (
    <>
      {step !== null && <About step={step} isIndented={canGoBack} />}
      <TextField
        type="search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={options.length > 0 ? listId : undefined}
        {...(active !== null && { "aria-activedescendant": `${listId}-${active}` })}
        label={step === null ? t("label") : t(`steps.${step}`)}
        isLabelHidden
        placeholder={t(step === null ? "placeholder" : "stepPlaceholder")}
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={type}
        onKeyDown={onKeyDown}
      />
      <FilterBar isHidden={text.trim() === "" || text.startsWith(">") || step !== null} />
      <p role="status" className="sr-only">
        {text.trim() === ""
          ? step !== null && t(`steps.${step}`)
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
      {options.length === 0 && isSettled && error === null && <Nothing step={step} isTyped={text.trim() !== ""} />}
    </>
  );
}

/** Nothing was found, or there is nothing to choose from. */
function Nothing({ step, isTyped }: { step: SearchStep | null; isTyped: boolean }) {
  const t = useT("search");
  const contacts = useT("contacts");
  if (step === null || isTyped)
    return <EmptyState title={t("nothing")} text={t(step === null ? "nothingText" : "stepNothing")} />;
  return <EmptyState title={step === "earlier" ? contacts("noOtherTickets") : t("stepEmpty")} />;
}

/** Whom a step is about; nothing where it is about the list. */
function About({ step, isIndented }: { step: SearchStep; isIndented: boolean }) {
  const { contact } = useMeantContact();
  if (contact === undefined || step === "chosenPriority" || step.startsWith("filter")) return null;
  return <p className={clsx("-mt-2 truncate pr-2 text-ink-soft", isIndented ? "pl-10" : "pl-2")}>{contact.name}</p>;
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  const t = useT("common");
  return (
    <Button size="small" onClick={onRetry}>
      {t("retry")}
    </Button>
  );
}

function goBack(): void {
  askInSearchScreen(null);
  focusOn("[data-dialog-body] [role=combobox]");
}

/** The search over everything, and the palette of what can be done. Closed, it forgets what was typed. */
export function SearchDialog({ isOpen }: { isOpen: boolean }) {
  const t = useT("search");
  const { opening, step, start } = useSearchScreen();
  const later = useRef<(() => void) | null>(null);
  useEffect(() => {
    later.current = null;
  }, [opening]);
  const onEscape = () => {
    const { step, start } = useSearchScreen.getState();
    if (step === null || start !== null) return false;
    askInSearchScreen(null);
    return true;
  };
  const onClosed = () => {
    later.current?.();
    later.current = null;
  };
  return (
    <>
      <Dialog
        {...{ isOpen, onEscape, onClosed }}
        onClose={closeSearchScreen}
        title={
          step === null ? (
            t("title")
          ) : (
            <>
              <span className="sr-only">{t("title")}: </span>
              {t(`steps.${step}`)}
            </>
          )
        }
        {...(step !== null && start === null && { back: { label: t("back"), run: goBack } })}
        size="screen"
      >
        <SearchForm key={opening} doLater={(run) => (later.current = run)} />
      </Dialog>
      <BlockQuestion />
    </>
  );
}
