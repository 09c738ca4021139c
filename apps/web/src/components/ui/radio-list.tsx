import { useId } from "react";

type Choice<Value extends string> = { readonly value: Value; readonly label: string; readonly hint?: string };

type Props<Value extends string> = {
  label: string;
  isLabelHidden?: boolean;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
};

/** One of a few that need a word of explanation each, with effect at once. */
export function RadioList<Value extends string>({ label, isLabelHidden, value, choices, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className={isLabelHidden === true ? "sr-only" : "mb-1 text-small font-medium text-ink-soft"}>
        {label}
      </legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="-mx-2 flex min-h-8 cursor-pointer items-start gap-3 rounded-control px-2 py-1 hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:py-2"
        >
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            aria-describedby={choice.hint === undefined ? undefined : `${name}-${choice.value}`}
            aria-label={choice.label}
            className="h-5 w-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 flex-1">
            <span className="block">{choice.label}</span>
            {choice.hint !== undefined && (
              <span id={`${name}-${choice.value}`} className="block text-meta text-pretty text-ink-faint">
                {choice.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
