import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClass, Field, type FieldTexts } from "./field.tsx";

type Props = FieldTexts & Omit<ComponentProps<"textarea">, "id" | "onChange"> & { onChange?: (value: string) => void };

/** Grows with its text, up to a height at which it scrolls. */
export function TextArea({ label, isLabelHidden, hint, error, className, onChange, rows = 3, ...rest }: Props) {
  return (
    <Field {...{ label, hint, error, className }} {...(isLabelHidden && { isLabelHidden })}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          rows={rows}
          onChange={(event) => onChange?.(event.target.value)}
          className={clsx(
            controlClass,
            "field-sizing-content max-h-60 scroll-thin resize-none py-2",
            rows > 1 && "min-h-20",
          )}
        />
      )}
    </Field>
  );
}
