import { useTranslations } from "use-intl/react";
import { isApiError } from "../api/api-error.ts";

/** Says an error in a sentence for the person: by its code, with who and how long where that is known. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  return (error) => {
    if (!isApiError(error)) return t("unexpected");
    const { code, problem } = error;
    if (code === "ticket_already_taken") return t(code, { name: problem?.takenBy?.name ?? t("somebody") });
    if (code === "rate_limited") return t(code, { seconds: Math.ceil(problem?.retryAfter ?? 0) });
    return t.has(code) ? t(code) : t("internal");
  };
}
