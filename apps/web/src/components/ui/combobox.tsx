"use client";

import { lazy, Suspense } from "react";
import type { FieldTexts } from "./field.tsx";
import { FieldSkeleton } from "./field-skeleton.tsx";
import type { Choice } from "./select.tsx";

type Common = FieldTexts & { choices: readonly Choice<string>[]; placeholder?: string; className?: string } & {
  /** In a dialog: where the work begins. */
  autoFocus?: boolean;
};

export type ComboboxProps = Common & { value: string | null; onChange: (value: string | null) => void };
export type MultiComboboxProps = Common & { values: readonly string[]; onChange: (values: string[]) => void };

const loadFields = () => import("./combobox-field.tsx");
const LazyCombobox = lazy(async () => ({ default: (await loadFields()).ComboboxField }));
const LazyMultiCombobox = lazy(async () => ({ default: (await loadFields()).MultiComboboxField }));

/** One of many, found by typing. */
export const Combobox = (props: ComboboxProps) => (
  <Suspense fallback={<FieldSkeleton {...props} />}>
    <LazyCombobox {...props} />
  </Suspense>
);

/** Some of many, shown as chips, found by typing. */
export const MultiCombobox = (props: MultiComboboxProps) => (
  <Suspense fallback={<FieldSkeleton {...props} />}>
    <LazyMultiCombobox {...props} />
  </Suspense>
);
