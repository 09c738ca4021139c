"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import { type RefObject, useRef } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { ColorDot } from "./color-dot.tsx";
import type { ComboboxProps, MultiComboboxProps } from "./combobox.tsx";
import { controlClass, Field } from "./field.tsx";
import { layerClass, layerItemClass } from "./layer-class.ts";
import type { Choice } from "./select.tsx";
import { useOpen } from "./use-open.ts";

function ChoiceList({ anchor }: { anchor?: RefObject<HTMLElement | null> }) {
  const t = useT("common");
  return (
    <Base.Portal>
      <Base.Positioner {...(anchor && { anchor })} sideOffset={4} className="z-40">
        <Base.Popup className={clsx(layerClass, "max-h-72 w-(--anchor-width)")}>
          <Base.Empty className="px-2 text-small text-ink-faint not-empty:py-2">{t("noResults")}</Base.Empty>
          <Base.List>
            {(choice: Choice<string>) => (
              <Base.Item
                key={choice.value}
                value={choice}
                disabled={choice.isDisabled === true}
                className={layerItemClass}
              >
                {choice.color !== undefined && <ColorDot color={choice.color} />}
                <span className="flex-1 truncate">{choice.label}</span>
                <Base.ItemIndicator className="text-accent-ink">
                  <Check />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

const isSame = (one: Choice<string>, other: Choice<string>) => one.value === other.value;

/** One of many, found by typing. */
export function ComboboxField({
  label,
  isLabelHidden,
  hint,
  error,
  choices,
  placeholder,
  className,
  autoFocus,
  value,
  onChange,
}: ComboboxProps) {
  const t = useT("common");
  const list = useOpen();
  const chosen = choices.find((choice) => choice.value === value) ?? null;
  return (
    <Field {...{ label, hint, error, className }} {...(isLabelHidden && { isLabelHidden })}>
      {(control) => (
        <Base.Root
          {...list}
          items={choices}
          value={chosen}
          onValueChange={(next) => onChange(next?.value ?? null)}
          isItemEqualToValue={isSame}
          autoHighlight
        >
          <div className="relative">
            <Base.Input
              {...control}
              {...(autoFocus && { autoFocus })}
              placeholder={placeholder}
              className={clsx(controlClass, "h-9 pr-9 pointer-coarse:h-11 pointer-coarse:pr-11")}
            />
            <Base.Clear
              aria-label={t("clear")}
              className="absolute inset-y-0 right-0 flex w-9 items-center justify-center text-ink-faint hover:text-ink pointer-coarse:w-11"
            >
              <X className="size-4" />
            </Base.Clear>
          </div>
          <ChoiceList />
        </Base.Root>
      )}
    </Field>
  );
}

/** Some of many, shown as chips, found by typing. */
export function MultiComboboxField({
  label,
  isLabelHidden,
  hint,
  error,
  choices,
  placeholder,
  className,
  autoFocus,
  values,
  onChange,
}: MultiComboboxProps) {
  const t = useT("common");
  const list = useOpen();
  const box = useRef<HTMLDivElement>(null);
  const chosen = choices.filter((choice) => values.includes(choice.value));
  return (
    <Field {...{ label, hint, error, className }} {...(isLabelHidden && { isLabelHidden })}>
      {(control) => (
        <Base.Root
          {...list}
          multiple
          items={choices}
          value={chosen}
          onValueChange={(next) => onChange(next.map((choice) => choice.value))}
          isItemEqualToValue={isSame}
          autoHighlight
        >
          <Base.Chips
            ref={box}
            className={clsx(
              controlClass,
              "flex min-h-9 flex-wrap items-center gap-1 py-1 outline-offset-2 outline-accent-ink has-focus-visible:outline-2 pointer-coarse:min-h-11",
            )}
          >
            {chosen.map((choice) => (
              <Base.Chip
                key={choice.value}
                aria-label={choice.label}
                className="flex h-6 max-w-full items-center gap-1 rounded-control bg-hover pl-2 text-small data-highlighted:bg-selected pointer-coarse:h-11"
              >
                {choice.color !== undefined && <ColorDot color={choice.color} />}
                <span className="truncate">{choice.label}</span>
                <Base.ChipRemove
                  aria-label={`${t("clear")}: ${choice.label}`}
                  className="flex size-6 shrink-0 items-center justify-center text-ink-faint hover:text-ink pointer-coarse:size-11"
                >
                  <X className="size-4" />
                </Base.ChipRemove>
              </Base.Chip>
            ))}
            <Base.Input
              {...control}
              {...(autoFocus && { autoFocus })}
              placeholder={chosen.length === 0 ? placeholder : ""}
              className="h-7 min-w-24 flex-1 bg-transparent outline-none pointer-coarse:-my-1 pointer-coarse:h-11"
            />
          </Base.Chips>
          <ChoiceList anchor={box} />
        </Base.Root>
      )}
    </Field>
  );
}
