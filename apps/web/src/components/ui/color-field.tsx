"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useId } from "react";
import { useT } from "../../lib/i18n/index.ts";

/** Colours that can be told apart in both themes. */
export const offeredColors = [
  "#2f7d5b",
  "#2b7fa3",
  "#4f6bd6",
  "#8a5cc7",
  "#c2528b",
  "#c9534a",
  "#c57a2b",
  "#9a8a2d",
  "#5f6f68",
] as const;

type Props = { label: string; value: string; onChange: (color: string) => void };

/** A colour for a queue or a tag: one of some, or any. */
export function ColorField({ label, value, onChange }: Props) {
  const id = useId();
  const t = useT("common");
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-medium">{label}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {offeredColors.map((color) => (
          <label
            key={color}
            className="relative flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
          >
            <input
              type="radio"
              name={id}
              value={color}
              checked={color === value}
              onChange={() => onChange(color)}
              aria-label={color}
              className="peer absolute inset-0 size-full cursor-pointer appearance-none rounded-full"
            />
            <span
              className="pointer-events-none flex size-6 items-center justify-center rounded-full"
              style={{ backgroundColor: color }}
            >
              <Check aria-hidden className={clsx("size-4 text-on-accent", color !== value && "invisible")} />
            </span>
          </label>
        ))}
        <input
          type="color"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-label={t("otherColor")}
          title={t("otherColor")}
          className="h-8 w-10 cursor-pointer rounded-control border border-line bg-surface pointer-coarse:h-11 pointer-coarse:w-11"
        />
      </div>
    </fieldset>
  );
}
