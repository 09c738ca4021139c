import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { icon?: ReactNode; title: string; text?: ReactNode; action?: ReactNode; className?: string };

/** Says what this place is for, and offers the next step. */
export function EmptyState({ icon, title, text, action, className }: Props) {
  return (
    <div className={clsx("flex flex-1 flex-col items-center justify-center gap-2 p-8 text-center", className)}>
      {icon !== undefined && (
        <span
          aria-hidden
          className="mb-2 flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-ink [&_svg]:size-6"
        >
          {icon}
        </span>
      )}
      <p className="text-title text-ink">{title}</p>
      {text !== undefined && <p className="max-w-96 text-body text-pretty text-ink-soft">{text}</p>}
      {action !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
