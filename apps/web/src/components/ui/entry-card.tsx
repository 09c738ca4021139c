import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

type Props = { title: string; text?: ReactNode; children: ReactNode; footer?: ReactNode };

/** The one thing on a page before somebody is signed in. */
export function EntryCard({ title, text, children, footer }: Props) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-canvas px-4 py-8">
      <div className="w-full max-w-100 rounded-card border border-line bg-surface px-6 py-8 tablet:px-8">
        <Logo className="mb-5 size-10" />
        <h1 className="text-headline">{title}</h1>
        {text !== undefined && <p className="mt-1 text-pretty text-ink-soft">{text}</p>}
        <div className="mt-6">{children}</div>
      </div>
      {footer !== undefined && (
        <p className="mt-4 max-w-100 text-center text-small text-pretty text-ink-faint">{footer}</p>
      )}
    </main>
  );
}
