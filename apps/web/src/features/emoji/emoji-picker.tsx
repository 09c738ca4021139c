import { clsx } from "clsx";
import { Clock } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useLocale } from "use-intl";
import { useT } from "../../lib/i18n/index.ts";
import { noteEmoji, setTone, useEmojiChoices } from "../../stores/emoji.ts";
import type { Locale } from "../../stores/preferences.ts";
import { type Emoji, loadEmoji, searchEmoji, withTone } from "./emoji-data.ts";

const columns = 8;
const mostFound = 80;
const groups = ["😀", "👋", "🐻", "🍎", "🚗", "⚽", "💡", "🔣", "🏁"] as const;
const groupNames = [
  "smileys",
  "people",
  "nature",
  "food",
  "travel",
  "activities",
  "objects",
  "symbols",
  "flags",
] as const;
const tones = ["✋", "✋🏻", "✋🏼", "✋🏽", "✋🏾", "✋🏿"] as const;

const toneNames = ["none", "light", "mediumLight", "medium", "mediumDark", "dark"] as const;

/** What can be chosen: as it is shown, with its name. */
type Choice = { readonly shown: string; readonly name: string };

const cellClass =
  "grid size-9 place-items-center rounded-control text-headline outline-none hover:bg-hover focus-visible:bg-selected focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent-ink pointer-coarse:size-11";

function useBook(): readonly Emoji[] | "failed" | null {
  const locale = useLocale() as Locale;
  const [book, setBook] = useState<readonly Emoji[] | "failed" | null>(null);
  useEffect(() => {
    let isGone = false;
    const show = (loaded: readonly Emoji[] | "failed") => !isGone && setBook(loaded);
    loadEmoji(locale).then(show, () => show("failed"));
    return () => {
      isGone = true;
    };
  }, [locale]);
  return book;
}

function Grid({
  label,
  choices,
  onChoose,
}: {
  label: string;
  choices: readonly Choice[];
  onChoose: (one: string) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(0);
  const onKeyDown = (event: KeyboardEvent) => {
    const wide = Math.max(
      1,
      Math.round((grid.current?.clientWidth ?? 0) / (grid.current?.firstElementChild?.clientWidth || 1)),
    );
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: wide || columns,
      ArrowUp: -wide,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(choices.length - 1, Math.max(0, place + step));
    setPlace(next);
    (grid.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows, wherever the focus stands in it
    <div ref={grid} role="group" aria-label={label} onKeyDown={onKeyDown} className="flex flex-wrap">
      {choices.map(({ shown, name }, index) => (
        <button
          key={shown}
          type="button"
          aria-label={name}
          title={name}
          tabIndex={index === Math.min(place, choices.length - 1) ? 0 : -1}
          onFocus={() => setPlace(index)}
          onClick={() => onChoose(shown)}
          className={cellClass}
        >
          {shown}
        </button>
      ))}
    </div>
  );
}

function Tones() {
  const t = useT("emoji");
  const chosen = useEmojiChoices(({ tone }) => tone);
  return (
    <div role="group" aria-label={t("tone")} className="flex shrink-0 justify-center border-t border-line px-2 py-1">
      {tones.map((hand, tone) => (
        <button
          key={hand}
          type="button"
          aria-label={t(`tones.${toneNames[tone] ?? "none"}`)}
          aria-pressed={tone === chosen}
          onClick={() => setTone(tone)}
          className="grid size-8 place-items-center rounded-control hover:bg-hover aria-pressed:bg-selected pointer-coarse:size-11"
        >
          {hand}
        </button>
      ))}
    </div>
  );
}

/** Emoji by group or by name, those used lately first. What is chosen is noted. */
export function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const t = useT("emoji");
  const book = useBook();
  const { recent, tone } = useEmojiChoices();
  const [query, setQuery] = useState("");
  const wanted = useDeferredValue(query);
  const [group, setGroup] = useState<number>(recent.length > 0 ? -1 : 0);
  const [shownRecent] = useState(recent);
  const choices = useMemo((): Choice[] => {
    if (book === null || book === "failed") return [];
    if (wanted.trim() === "" && group === -1) return shownRecent.map((shown) => ({ shown, name: shown }));
    const found =
      wanted.trim() === "" ? book.filter((one) => one.group === group) : searchEmoji(book, wanted, mostFound);
    return found.map((one) => ({ shown: withTone(one, tone), name: one.name }));
  }, [book, wanted, group, shownRecent, tone]);
  const choose = (emoji: string) => {
    noteEmoji(emoji);
    onChoose(emoji);
  };
  const label =
    wanted.trim() !== "" ? t("found") : group === -1 ? t("recent") : t(`groups.${groupNames[group] ?? "smileys"}`);
  const tab = (index: number, face: React.ReactNode, name: string) => (
    <button
      key={name}
      type="button"
      aria-label={name}
      title={name}
      aria-pressed={wanted.trim() === "" && index === group}
      onClick={() => {
        setQuery("");
        setGroup(index);
      }}
      className="grid h-8 min-w-8 flex-1 place-items-center rounded-control text-ink-soft hover:bg-hover aria-pressed:bg-selected pointer-coarse:h-11 pointer-coarse:min-w-11"
    >
      {face}
    </button>
  );
  return (
    <div className="flex h-80 flex-col">
      <input
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const [first] = choices;
          if (event.key !== "Enter" || first === undefined) return;
          event.preventDefault();
          choose(first.shown);
        }}
        className="mx-2 mt-2 h-9 shrink-0 rounded-control border border-line-strong/60 bg-surface px-2 outline-none focus-visible:border-accent pointer-coarse:h-11"
      />
      <div role="group" aria-label={t("label")} className="flex shrink-0 scroll-thin overflow-x-auto px-2 py-1">
        {shownRecent.length > 0 && tab(-1, <Clock aria-hidden className="size-4" />, t("recent"))}
        {groups.map((face, index) => tab(index, face, t(`groups.${groupNames[index] ?? "smileys"}`)))}
      </div>
      <div
        className={clsx(
          "relative min-h-0 flex-1 scroll-thin overflow-y-auto px-2",
          book === null && "animate-skeleton",
        )}
      >
        {book === "failed" && <p className="py-4 text-center text-small text-danger-ink">{t("failed")}</p>}
        {Array.isArray(book) && choices.length === 0 && (
          <p className="py-4 text-center text-small text-ink-soft">{t("none")}</p>
        )}
        <Grid key={`${group}:${wanted}`} label={label} choices={choices} onChoose={choose} />
      </div>
      <Tones />
    </div>
  );
}
