import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

/** One thing to choose. `choose` is called with the list closing. */
export type CompletionItem = {
  readonly key: string;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  readonly choose: () => void;
};

/** The list's answer to the keys of the field: whether it has taken one. */
export type AnswerKey = (event: KeyboardEvent) => boolean;

type CompletionListProps = {
  readonly id: string;
  readonly label: string;
  readonly items: readonly CompletionItem[];
  /** Hands the field what answers its keys, as long as the list is there. */
  readonly onKeys: (answer: AnswerKey | null) => void;
  /** Which one is marked, for the field to name. */
  readonly onActive: (id: string | null) => void;
  readonly preview?: (index: number) => ReactNode;
  readonly empty?: ReactNode;
};

/** A list above the field, in which the keys of the field move: the arrows choose, Enter or Tab takes. */
export function CompletionList({ id, label, items, onKeys, onActive, preview, empty }: CompletionListProps) {
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, items.length - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    onActive(active < 0 ? null : `${id}-${active}`);
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active, id, onActive]);
  useEffect(() => () => onActive(null), [onActive]);
  useEffect(() => {
    onKeys((event) => {
      if (items.length === 0) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        setWanted((active + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
        return true;
      }
      const isTaken = (event.key === "Enter" && !event.shiftKey) || event.key === "Tab";
      if (!isTaken || event.ctrlKey || event.metaKey) return false;
      items[active]?.choose();
      return true;
    });
    return () => onKeys(null);
  });
  if (items.length === 0 && empty === undefined) return null;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-1 overflow-hidden rounded-card border border-line bg-raised shadow-float">
      {items.length === 0 && <p className="px-3 py-2 text-small text-ink-soft">{empty}</p>}
      {/* The keys are the field's: it names the marked one. */}
      <div ref={list} id={id} role="listbox" aria-label={label} className="max-h-60 scroll-thin overflow-y-auto p-1">
        {items.map((item, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field answers the keys
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => index !== active && setWanted(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={item.choose}
            className={clsx(
              "flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 py-1 pointer-coarse:min-h-11",
              index === active && "bg-hover",
            )}
          >
            {item.label}
            {item.detail !== undefined && (
              <span className="ml-auto shrink-0 truncate text-meta text-ink-faint">{item.detail}</span>
            )}
          </div>
        ))}
      </div>
      {preview !== undefined && active >= 0 && (
        <div className="max-h-32 scroll-thin overflow-y-auto border-t border-line px-3 py-2 text-small">
          {preview(active)}
        </div>
      )}
    </div>
  );
}
