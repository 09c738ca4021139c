"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { useId } from "react";

type Props = { label: string; hint?: string; isOn: boolean; onChange: (isOn: boolean) => void; isDisabled?: boolean };

/** On or off, with effect at once. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false }: Props) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-center gap-3 pointer-coarse:min-h-11">
      <div className="min-w-0 flex-1">
        <label id={id} className="text-body">
          {label}
        </label>
        {hint !== undefined && <p className="text-meta text-ink-faint">{hint}</p>}
      </div>
      <Base.Root
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
        aria-labelledby={id}
        className="flex h-5 w-9 shrink-0 items-center rounded-full bg-line-strong px-1 transition-colors data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-3 rounded-full bg-on-accent transition-transform data-checked:translate-x-4" />
      </Base.Root>
    </div>
  );
}
