import { clsx } from "clsx";
import type { ReactNode } from "react";
import { ColorDot } from "./color-dot.tsx";

type ChipProps = { label: string; color?: string; className?: string };

/** A queue or a tag: a dot and a name. */
export const Chip = ({ label, color, className }: ChipProps) => (
  <span className={clsx("inline-flex h-5 max-w-40 min-w-0 items-center gap-1 text-meta text-ink-soft", className)}>
    {color !== undefined && <ColorDot color={color} />}
    <span className="truncate">{label}</span>
  </span>
);

const tones = {
  neutral: "bg-hover text-ink-soft",
  accent: "bg-accent-soft text-accent-ink",
  note: "bg-note text-note-ink",
  danger: "bg-danger-soft text-danger-ink",
};

type BadgeProps = { tone?: keyof typeof tones; children: ReactNode; className?: string };

/** A short state in words. */
export const Badge = ({ tone = "neutral", children, className }: BadgeProps) => (
  <span
    className={clsx(
      "inline-flex h-5 shrink-0 items-center gap-1 rounded-full px-2 text-meta font-medium whitespace-nowrap",
      tones[tone],
      className,
    )}
  >
    {children}
  </span>
);

/** How many are unread. Above 99 nobody counts. */
export const CountBadge = ({ count, label }: { count: number; label: string }) =>
  count <= 0 ? null : (
    <span className="inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-accent px-1 text-meta font-semibold text-on-accent tabular-nums">
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
