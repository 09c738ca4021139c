"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { Button, EmptyState } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** A file of the app that is not there any more, or could not be fetched. */
const isMissingPart = (error: Error) =>
  error.name === "ChunkLoadError" || /loading chunk|dynamically imported/i.test(error.message);

/** What stands where a page broke: why, and the way out. */
export function BrokenPage({ error }: { error: Error }) {
  const t = useT("shell.broken");
  const isPart = isMissingPart(error);
  return (
    <div role="alert" className="flex h-full">
      <EmptyState
        icon={isPart ? <CloudOff /> : <TriangleAlert />}
        title={t(isPart ? "part" : "page")}
        text={t(isPart ? "partText" : "pageText")}
        action={<Button onClick={() => window.location.reload()}>{t("reload")}</Button>}
      />
    </div>
  );
}
