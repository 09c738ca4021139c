import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

export type FieldTexts = {
  label: string;
  /** Hides the label from the eyes only. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  /** What is wrong with it, in words. */
  error?: string | null | undefined;
};

type ControlProps = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

type Props = FieldTexts & { className?: string | undefined; children: (control: ControlProps) => ReactNode };

/** A control with its name above, help below, and what is wrong in its place. */
export function Field({ label, isLabelHidden = false, hint, error, className, children }: Props) {
  const id = useId();
  const hasError = error !== undefined && error !== null && error !== "";
  const hasHint = hint !== undefined && hint !== null;
  const describedBy = [hasHint && `${id}-hint`, hasError && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-small font-medium text-ink"}>
        {label}
      </label>
      {children({
        id,
        "aria-invalid": hasError ? true : undefined,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
      })}
      {hasHint && (
        <p id={`${id}-hint`} className="text-meta text-ink-faint">
          {hint}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} className="text-meta text-danger-ink">
          {error}
        </p>
      )}
    </div>
  );
}

/** How every control that takes text looks. */
export const controlClass =
  "w-full rounded-control border border-line-strong/70 bg-surface px-3 text-body text-ink transition-colors hover:border-line-strong " +
  "focus-visible:border-accent focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-danger";
