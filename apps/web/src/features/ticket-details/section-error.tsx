import { Button } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** What a section holds could not be loaded: said in its place, with a way to try again. */
export function SectionError({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <p className="flex items-center gap-2 text-small text-ink-soft">
      {t("details.error")}
      <Button tone="quiet" size="small" onClick={onRetry}>
        {t("common.retry")}
      </Button>
    </p>
  );
}
