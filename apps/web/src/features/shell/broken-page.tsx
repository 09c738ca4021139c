"use client";

import { CloudOff, RotateCw, TriangleAlert } from "lucide-react";
import { Button, EmptyState } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** A file of the app that is not there any more, or could not be fetched. */
const isMissingPart = (error: Error) =>
  error.name === "ChunkLoadError" || /loading chunk|dynamically imported/i.test(error.message);

export type BrokenPageProps = {
  readonly error: Error;
  /** Asks for the page once more, in the app that stands. */
  readonly retry: () => void;
};

/** What stands where a page broke: why, and the ways out. What was typed is in this browser, and stays there. */
export function BrokenPage({ error, retry }: BrokenPageProps) {
  const t = useT();
  const isPart = isMissingPart(error);
  const reload = () => window.location.reload();
  return (
    <div role="alert" className="flex h-full min-h-80">
      <EmptyState
        icon={isPart ? <CloudOff /> : <TriangleAlert />}
        title={t(isPart ? "shell.broken.part" : "shell.broken.page")}
        text={t(isPart ? "shell.broken.partText" : "shell.broken.pageText")}
        action={
          <>
            <Button tone="quiet" onClick={reload}>
              {t("shell.broken.reload")}
            </Button>
            <Button icon={<RotateCw />} onClick={retry}>
              {t("common.retry")}
            </Button>
          </>
        }
      />
    </div>
  );
}
