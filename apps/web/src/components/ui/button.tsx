import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

const tones: Record<ButtonTone, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line-strong/60 bg-surface text-ink hover:bg-hover",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-accent hover:bg-danger-hover",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-8 gap-1 px-3 text-small",
  medium: "h-9 gap-2 px-4 text-body",
};

/** How a button looks, for what must be a link. */
export const buttonClass = (tone: ButtonTone = "secondary", size: ButtonSize = "medium"): string =>
  clsx(
    "relative inline-flex shrink-0 items-center justify-center overflow-hidden rounded-control font-medium whitespace-nowrap transition-colors pointer-coarse:min-h-11",
    "disabled:opacity-50 aria-disabled:opacity-50",
    tones[tone],
    sizes[size],
  );

type Props = ComponentProps<"button"> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: ReactNode;
  /** The work it started is going on: it stays readable and does nothing more. */
  isBusy?: boolean;
};

export function Button({
  tone,
  size,
  icon,
  isBusy = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClass(tone, size), className)}
    >
      {icon}
      {children}
      {isBusy && <span aria-hidden className="absolute bottom-0 left-0 h-0.5 w-1/3 animate-progress bg-current" />}
    </button>
  );
}
