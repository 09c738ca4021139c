"use client";

import type { ReactNode } from "react";
import type { FieldTexts } from "./field.tsx";
import { FieldSkeleton } from "./field-skeleton.tsx";
import { lazyPart } from "./lazy-part.tsx";

/** One thing to choose. `color` is a person's choice, shown as a dot. */
export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly color?: string;
  readonly isDisabled?: boolean;
};

export type SelectProps<Value extends string> = FieldTexts & {
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
  className?: string;
};

/** One of a few. For many, and for typing to find, there is `Combobox`. */
export const Select = lazyPart<SelectProps<string>>(
  () => import("./select-field.tsx").then((module) => module.SelectField),
  "inside",
  FieldSkeleton,
) as unknown as <Value extends string>(props: SelectProps<Value>) => ReactNode;
