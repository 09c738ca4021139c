"use client";

import { clsx } from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import { controlClass, Field, type FieldTexts } from "./field.tsx";
import { IconButton } from "./icon-button.tsx";

type Props = FieldTexts &
  Omit<ComponentProps<"input">, "id" | "onChange"> & {
    onChange?: (value: string) => void;
    icon?: ReactNode;
    /** Names of the switch that shows a password. */
    reveal?: { show: string; hide: string };
  };

export function TextField({
  label,
  isLabelHidden,
  hint,
  error,
  className,
  onChange,
  icon,
  reveal,
  type = "text",
  ...rest
}: Props) {
  const [isRevealed, setRevealed] = useState(false);
  return (
    <Field {...{ label, hint, error, className }} {...(isLabelHidden && { isLabelHidden })}>
      {(control) => (
        <div className="relative">
          {icon !== undefined && (
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-faint [&_svg]:size-4"
            >
              {icon}
            </span>
          )}
          <input
            {...rest}
            {...control}
            type={isRevealed ? "text" : type}
            onChange={(event) => onChange?.(event.target.value)}
            className={clsx(controlClass, "h-9 pointer-coarse:h-11", icon !== undefined && "pl-9", reveal && "pr-10")}
          />
          {reveal && (
            <span className="absolute inset-y-0 right-0 flex items-center pr-1 pointer-coarse:pr-0">
              <IconButton
                label={isRevealed ? reveal.hide : reveal.show}
                icon={isRevealed ? <EyeOff /> : <Eye />}
                onClick={() => setRevealed(!isRevealed)}
                className="size-7"
              />
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
