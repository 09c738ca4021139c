import { TriangleAlert, X } from "lucide-react";
import { Button, IconButton } from "../../components/ui/index.ts";
import { ApiError } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { type BulkOutcome, forgetOutcome, type Refusal } from "./bulk.ts";
import type { useBulkActions } from "./use-bulk-actions.ts";

/** More nobody reads here; they are all still chosen in the list. */
const mostShown = 4;

type OutcomeProps = { readonly outcome: BulkOutcome; readonly run: ReturnType<typeof useBulkActions>["run"] };

/** The refusal as the one call of one ticket would have had it. */
const errorOf = ({ result }: Refusal) =>
  new ApiError(result.code, {
    type: "about:blank",
    title: result.code,
    status: 409,
    code: result.code,
    ...(result.takenBy && { takenBy: result.takenBy }),
  });

/** What could not be done, to whom and why. Those stay chosen. */
export function BulkOutcomeNotice({ outcome, run }: OutcomeProps) {
  const t = useT("inbox.bulk");
  const common = useT("common");
  const errorText = useErrorText();
  const { action, done, refusals, error } = outcome;
  const hidden = refusals.length - mostShown;
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-2 border-b border-line bg-danger-soft py-2 pr-1 pl-3 text-small"
    >
      <TriangleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger-ink" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger-ink">
          {error === null ? t("refused", { count: refusals.length, done }) : t("unknown")}
        </p>
        {error !== null && <p>{errorText(error)}</p>}
        <ul>
          {refusals.slice(0, mostShown).map((refusal) => (
            <li key={refusal.ticket.id} className="text-pretty">
              <span className="font-medium">{refusal.ticket.contact.name}</span>: {errorText(errorOf(refusal))}
            </li>
          ))}
          {hidden > 0 && <li>{t("others", { count: hidden })}</li>}
        </ul>
        <Button tone="quiet" size="small" className="-ml-3" onClick={() => void run(action)}>
          {common("retry")}
        </Button>
      </div>
      <IconButton label={common("dismiss")} icon={<X />} onClick={forgetOutcome} />
    </div>
  );
}
