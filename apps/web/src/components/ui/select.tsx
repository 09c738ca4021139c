"use client";

import { lazy, type ReactNode, Suspense } from "react";
import type { FieldTexts } from "./field.tsx";
import { FieldSkeleton } from "./field-skeleton.tsx";

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

const LazyField = lazy(async () => ({ default: (await import("./select-field.tsx")).SelectField })) as unknown as <
  Value extends string,
>(
  props: SelectProps<Value>,
) => ReactNode;

/** One of a few. For many, and for typing to find, there is `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  return (
    <Suspense fallback={<FieldSkeleton {...props} />}>
      <LazyField {...props} />
    </Suspense>
  );
}
