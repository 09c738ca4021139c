import { clsx } from "clsx";

type Props = {
  /** 0 to 1; absent when nobody knows. */
  value?: number | undefined;
  label: string;
  className?: string;
};

/** A thin line instead of a spinner: work is going on, and how far where that is known. */
export function ProgressLine({ value, label, className }: Props) {
  const isKnown = value !== undefined;
  return (
    <div
      role="progressbar"
      aria-label={label}
      {...(isKnown && { "aria-valuenow": Math.round(value * 100), "aria-valuemin": 0, "aria-valuemax": 100 })}
      className={clsx("h-1 overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={clsx("h-full rounded-full bg-accent", isKnown ? "transition-[width]" : "w-1/3 animate-progress")}
        style={isKnown ? { width: `${value * 100}%` } : undefined}
      />
    </div>
  );
}
