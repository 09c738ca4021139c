import type { ReactNode } from "react";

/** One thing that is known: its name and what it is. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-baseline gap-3">
      <dt className="w-24 shrink-0 text-small text-ink-faint">{name}</dt>
      <dd className="min-w-0 flex-1 break-words">{children}</dd>
    </div>
  );
}
