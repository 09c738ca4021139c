import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

type Props = {
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
  /** Stands between the label and the switch. */
  aside?: ReactNode;
};

/** On or off, with effect at once. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false, aside }: Props) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-center gap-3 pointer-coarse:min-h-11">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-body">
          {label}
        </label>
        {hint !== undefined && <p className="text-meta text-ink-faint">{hint}</p>}
      </div>
      {aside}
      {/* Named by the label above, which the rule does not follow. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        disabled={isDisabled}
        onClick={() => onChange(!isOn)}
        className={clsx(
          "relative flex h-5 w-9 shrink-0 items-center rounded-full px-1 transition-colors before:absolute before:-inset-x-1 before:-inset-y-3 disabled:opacity-50",
          isOn ? "bg-accent" : "bg-line-strong",
        )}
      >
        <span className={clsx("size-3 rounded-full bg-on-accent transition-transform", isOn && "translate-x-4")} />
      </button>
    </div>
  );
}
