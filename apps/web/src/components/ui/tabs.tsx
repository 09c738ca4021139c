"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props<Value extends string> = {
  label: string;
  value: Value;
  tabs: readonly { value: Value; label: string; count?: ReactNode }[];
  onChange: (value: Value) => void;
  /** The panels; absent where one place shows what the chosen tab decides. */
  children?: ReactNode;
  className?: string;
};

/** A row of places of which one is shown. */
export function Tabs<Value extends string>({ label, value, tabs, onChange, children, className }: Props<Value>) {
  return (
    <Base.Root value={value} onValueChange={onChange} className={clsx("flex min-h-0 flex-col", className)}>
      <Base.List aria-label={label} className="relative flex shrink-0 gap-1 border-b border-line px-3">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-10 items-center gap-1 px-2 text-small font-medium whitespace-nowrap text-ink-soft transition-colors hover:text-ink data-active:text-accent-ink pointer-coarse:h-11"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-meta font-normal tabular-nums">{tab.count}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-all" />
      </Base.List>
      {children}
    </Base.Root>
  );
}

export const TabPanel = Base.Panel;
