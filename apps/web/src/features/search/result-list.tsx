import { clsx } from "clsx";
import { useEffect } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { OptionLine } from "./option-line.tsx";
import { keyOf, type Option, type Section } from "./options.ts";

type ResultListProps = {
  readonly listId: string;
  readonly sections: readonly Section[];
  /** The key of the marked line, which Enter chooses. */
  readonly active: string | null;
  readonly q: string;
  readonly isLoadingMore: boolean;
  readonly onMark: (key: string) => void;
  readonly onChoose: (option: Option) => void;
};

/** What was found, by section. The field above keeps the focus and tells which line is marked. */
export function ResultList({ listId, sections, active, q, isLoadingMore, onMark, onChoose }: ResultListProps) {
  const t = useT("search");
  useEffect(() => {
    if (active !== null) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [listId, active]);
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t("results")}
      className="relative min-h-0 flex-1 scroll-thin overflow-y-auto"
    >
      {sections.map(({ name, options }) => (
        <div key={name} role="group" aria-labelledby={`${listId}-section-${name}`} className="pb-2">
          <div
            id={`${listId}-section-${name}`}
            // A step has said above what is to be chosen.
            className={name === "step" ? "sr-only" : "px-2 py-1 text-meta font-medium text-ink-soft"}
          >
            {t(`sections.${name}`)}
          </div>
          {options.map((option) => {
            const key = keyOf(option);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the keys and the focus
              <div
                key={key}
                id={`${listId}-${key}`}
                role="option"
                aria-selected={key === active}
                onPointerMove={() => key !== active && onMark(key)}
                onPointerDown={(event) => event.pointerType === "mouse" && event.preventDefault()}
                onClick={() => onChoose(option)}
                className={clsx(
                  "flex min-h-11 cursor-default items-center gap-3 rounded-control px-2 py-1",
                  key === active && "bg-selected",
                )}
              >
                <OptionLine option={option} q={q} isLoadingMore={isLoadingMore} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
