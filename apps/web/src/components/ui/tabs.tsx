"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useId } from "react";

type Tab<Value extends string> = { value: Value; label: string; count?: ReactNode };

type Props<Value extends string> = {
  label: string;
  value: Value;
  tabs: readonly Tab<Value>[];
  onChange: (value: Value) => void;
  /** What the chosen tab shows; absent where another place shows it. */
  children?: ReactNode;
  className?: string;
};

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowRight: (index, last) => (index === last ? 0 : index + 1),
  ArrowLeft: (index, last) => (index === 0 ? last : index - 1),
  Home: () => 0,
  End: (_index, last) => last,
};

/** A row of places of which one is shown. One stop for the Tab key; arrows go between them. */
export function Tabs<Value extends string>({ label, value, tabs, onChange, children, className }: Props<Value>) {
  const id = useId();
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next =
      tabs[
        step(
          tabs.findIndex((tab) => tab.value === value),
          tabs.length - 1,
        )
      ];
    if (next === undefined) return;
    onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  };
  return (
    <div className={clsx("flex min-h-0 flex-col", className)}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex shrink-0 scroll-thin overflow-x-auto overflow-y-hidden border-b border-line px-1"
      >
        {tabs.map((tab) => {
          const isChosen = tab.value === value;
          return (
            <button
              key={tab.value}
              id={`${id}-${tab.value}`}
              type="button"
              role="tab"
              data-value={tab.value}
              aria-selected={isChosen}
              aria-controls={children === undefined ? undefined : `${id}-panel`}
              tabIndex={isChosen ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={clsx(
                "relative flex h-10 items-center gap-1 px-1.5 text-small font-medium whitespace-nowrap transition-colors pointer-coarse:h-11",
                isChosen
                  ? "text-accent-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent"
                  : "text-ink-soft hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-meta font-normal tabular-nums">{tab.count}</span>}
            </button>
          );
        })}
      </div>
      {children !== undefined && (
        <div
          id={`${id}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${value}`}
          className="flex min-h-0 flex-1 flex-col"
        >
          {children}
        </div>
      )}
    </div>
  );
}
