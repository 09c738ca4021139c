import type { ReactNode } from "react";

type Props = { title: string; description?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page of the administration: a header of 56 px, then one readable column. */
export function Page({ title, description, actions, children }: Props) {
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <header className="shrink-0 border-b border-line">
        <div className="mx-auto flex min-h-14 w-full max-w-240 flex-wrap items-center gap-x-3 px-4 tablet:px-6">
          <h1 className="min-w-0 flex-auto truncate text-title">{title}</h1>
          {actions}
        </div>
      </header>
      <div className="relative min-h-0 flex-1 scroll-thin overflow-y-auto">
        <div className="mx-auto w-full max-w-240 px-4 py-5 tablet:px-6">
          {description !== undefined && <p className="mb-5 max-w-160 text-pretty text-ink-soft">{description}</p>}
          {children}
        </div>
      </div>
    </div>
  );
}
