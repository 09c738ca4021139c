"use client";

import type { FieldTexts } from "./field.tsx";
import { FieldSkeleton } from "./field-skeleton.tsx";
import { lazyPart } from "./lazy-part.tsx";
import type { Choice } from "./select.tsx";

type Common = FieldTexts & { choices: readonly Choice<string>[]; placeholder?: string; className?: string } & {
  /** In a dialog: where the work begins. */
  autoFocus?: boolean;
};

export type ComboboxProps = Common & { value: string | null; onChange: (value: string | null) => void };
export type MultiComboboxProps = Common & { values: readonly string[]; onChange: (values: string[]) => void };

const loadFields = () => import("./combobox-field.tsx");

/** One of many, found by typing. */
export const Combobox = lazyPart<ComboboxProps>(
  () => loadFields().then((module) => module.ComboboxField),
  "inside",
  FieldSkeleton,
);

/** Some of many, shown as chips, found by typing. */
export const MultiCombobox = lazyPart<MultiComboboxProps>(
  () => loadFields().then((module) => module.MultiComboboxField),
  "inside",
  FieldSkeleton,
);
