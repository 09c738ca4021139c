"use client";

import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { Button } from "./button.tsx";

type Props = { error: unknown; onRetry?: () => void; className?: string };

/** Something could not be loaded: what happened, and a way to try again in its place. */
export function ErrorState({ error, onRetry, className }: Props) {
  const t = useT();
  const errorText = useErrorText();
  return (
    <div
      role="alert"
      className={clsx("flex flex-1 flex-col items-center justify-center gap-2 p-8 text-center", className)}
    >
      <TriangleAlert aria-hidden className="size-6 text-danger-ink" />
      <p className="text-title">{t("errors.title")}</p>
      <p className="max-w-96 text-pretty text-ink-soft">{errorText(error)}</p>
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}

/** What went wrong with a form, above its buttons. Nothing while there is no error. */
export function FormError({ error, className }: { error: unknown; className?: string }) {
  const errorText = useErrorText();
  if (error === null || error === undefined) return null;
  return (
    <p
      role="alert"
      className={clsx(
        "flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-small text-danger-ink",
        className,
      )}
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span>{errorText(error)}</span>
    </p>
  );
}
