"use client";

import { Select as Base } from "@base-ui/react/select";
import { clsx } from "clsx";
import { Check, ChevronsUpDown } from "lucide-react";
import { ColorDot } from "./color-dot.tsx";
import { controlClass, Field } from "./field.tsx";
import { layerClass, layerItemClass } from "./layer-class.ts";
import type { SelectProps } from "./select.tsx";
import { useOpen } from "./use-open.ts";

/** One of a few. For many, and for typing to find, there is `Combobox`. */
export function SelectField<Value extends string>({
  label,
  isLabelHidden,
  hint,
  error,
  value,
  choices,
  onChange,
  isDisabled = false,
  className,
}: SelectProps<Value>) {
  const list = useOpen();
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Field {...{ label, hint, error, className }} {...(isLabelHidden && { isLabelHidden })}>
      {(control) => (
        <Base.Root
          {...list}
          value={value}
          onValueChange={(next) => next !== null && onChange(next)}
          disabled={isDisabled}
        >
          <Base.Trigger
            {...control}
            aria-label={label}
            className={clsx(controlClass, "flex h-9 items-center justify-between gap-2 pointer-coarse:h-11")}
          >
            <span className="flex min-w-0 items-center gap-2">
              {chosen?.color !== undefined && <ColorDot color={chosen.color} />}
              <span className="truncate">{chosen?.label}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-40">
              <Base.Popup className={clsx(layerClass, "min-w-(--anchor-width)")}>
                {choices.map((choice) => (
                  <Base.Item
                    key={choice.value}
                    value={choice.value}
                    disabled={choice.isDisabled === true}
                    className={layerItemClass}
                  >
                    {choice.color !== undefined && <ColorDot color={choice.color} />}
                    <Base.ItemText className="flex-1">{choice.label}</Base.ItemText>
                    <Base.ItemIndicator className="text-accent-ink">
                      <Check />
                    </Base.ItemIndicator>
                  </Base.Item>
                ))}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  );
}
