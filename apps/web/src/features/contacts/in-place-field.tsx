"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useId, useRef } from "react";
import { Button } from "../../components/ui/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { isComposed } from "../../lib/shortcuts/index.ts";
import { useInPlace } from "./use-in-place.ts";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly save: (next: string, expected: string) => Promise<unknown>;
  /** Says what is wrong with it before it is sent; null when nothing is. */
  readonly check?: (text: string) => string | null;
  readonly type?: "text" | "email" | "url" | "date" | "tel";
  readonly inputMode?: "decimal";
  readonly maxLength?: number;
  readonly placeholder?: string;
  /** Several lines: Enter makes a new one, Ctrl and Enter saves. */
  readonly isLong?: boolean;
  /** A sentence for the server's refusal of the value. */
  readonly refusal?: string;
};

const quiet =
  "w-full min-w-0 rounded-control border border-transparent bg-transparent px-2 py-1 text-body text-ink transition-colors placeholder:text-ink-faint " +
  "hover:border-line hover:bg-hover focus-visible:border-accent focus-visible:bg-surface focus-visible:outline-offset-0 aria-invalid:border-danger " +
  "min-h-8 pointer-coarse:min-h-11";

/** A name and what it is, changed where it stands: saved on Enter or when one goes on, put back by Esc. */
export function InPlaceField({ label, value, save, check, isLong = false, refusal, placeholder, ...input }: Props) {
  const t = useT("contacts.inPlace");
  const errorText = useErrorText();
  const id = useId();
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const field = useInPlace(value, save);
  const wrong = field.text === value ? null : (check?.(field.text) ?? null);
  const failure = field.error === null ? null : refusalOf(field.error, refusal, errorText);
  const note = wrong ?? failure;
  const commit = () => {
    if (wrong === null) field.commit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      field.revert();
    } else if (event.key === "Enter" && !isComposed(event.nativeEvent) && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit();
    }
  };
  const shared = {
    ...input,
    id,
    ref: control,
    value: field.text,
    placeholder: placeholder ?? t("empty"),
    onFocus: field.begin,
    onBlur: commit,
    onKeyDown,
    "aria-invalid": note === null ? undefined : (true as const),
    "aria-busy": field.isSaving,
    "aria-describedby": note === null && field.conflict === null ? undefined : `${id}-note`,
  };
  return (
    <div className="flex gap-2">
      <label
        htmlFor={id}
        className="flex min-h-8 w-24 shrink-0 items-center self-start text-small wrap-anywhere text-ink-faint pointer-coarse:min-h-11"
      >
        {label}
      </label>
      <div className="min-w-0 flex-1">
        {isLong ? (
          <textarea
            {...shared}
            rows={2}
            onChange={(event) => field.change(event.target.value)}
            className={clsx(quiet, "field-sizing-content max-h-60 scroll-thin resize-none")}
          />
        ) : (
          <input {...shared} onChange={(event) => field.change(event.target.value)} className={quiet} />
        )}
        {(note !== null || field.conflict !== null) && (
          <div id={`${id}-note`} role="alert" className="px-2 pb-1 text-meta text-danger-ink">
            {field.conflict === null ? (
              note
            ) : (
              <>
                <p>{t("conflict", { value: field.conflict === "" ? t("nothing") : field.conflict })}</p>
                <p className="mt-1 flex flex-wrap gap-2">
                  <Button size="small" onClick={field.overwrite}>
                    {t("keepMine")}
                  </Button>
                  <Button size="small" tone="quiet" onClick={field.revert}>
                    {t("keepTheirs")}
                  </Button>
                </p>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function refusalOf(error: unknown, refusal: string | undefined, errorText: (error: unknown) => string): string {
  const isInvalid = typeof error === "object" && error !== null && "code" in error && error.code === "invalid_input";
  return isInvalid && refusal !== undefined ? refusal : errorText(error);
}
