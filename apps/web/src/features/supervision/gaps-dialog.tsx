import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Connection, ConnectionGap } from "@whatskovi/contract";
import { CircleCheck } from "lucide-react";
import { Button, Dialog, EmptyState, ErrorState, SkeletonRows } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { useGapSentence } from "./gap-sentence.ts";
import { gapsQuery, supervisionKeys } from "./supervision-queries.ts";

function Gap({ gap }: { gap: ConnectionGap }) {
  const t = useT("supervision");
  const formats = useFormats();
  const sentence = useGapSentence();
  const queryClient = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => api.call(endpoints.acknowledgeConnectionGap, { params: { id: gap.connectionId, gapId: gap.id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: supervisionKeys.gaps(gap.connectionId) }),
  });
  const names = gap.unverified.map(({ name, identity }) => name ?? identity.value);
  return (
    <li className="flex flex-col gap-1 border-b border-line py-3 text-small last:border-b-0">
      <p className="font-medium tabular-nums">
        {formats.dateTime(gap.startedAt)}
        {gap.endedAt !== null && ` – ${formats.dateTime(gap.endedAt)}`}
      </p>
      <p>{sentence(gap)}</p>
      <p className="text-ink-soft">
        {t(`causes.${gap.cause}`)}
        {gap.coverage !== null && ` ${t(`coverage.${gap.coverage}`)}`}
      </p>
      {names.length > 0 && <p className="text-ink-soft">{t("gap.unverifiedNames", { names: names.join(", ") })}</p>}
      {gap.acknowledgedBy !== null ? (
        <p className="flex items-center gap-1 text-meta text-ink-faint">
          <CircleCheck aria-hidden className="size-3" />
          {t("gap.acknowledgedBy", { name: gap.acknowledgedBy.name })}
        </p>
      ) : (
        gap.state === "done" && (
          <div>
            <Button size="small" isBusy={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
              {t("gap.acknowledge")}
            </Button>
          </div>
        )
      )}
    </li>
  );
}

/** When a number was away, and what became of the messages of that time. */
export function GapsDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const t = useT();
  const query = useInfiniteQuery(gapsQuery(connection.id));
  const gaps = rowsOf(query.data);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("supervision.gap.title", { name: connection.name })}
      description={t("supervision.gap.description")}
      footer={<Button onClick={onClose}>{t("common.close")}</Button>}
    >
      {query.isPending && <SkeletonRows count={3} label={t("common.loading")} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && gaps.length === 0 && (
        <EmptyState icon={<CircleCheck />} title={t("supervision.gap.none")} text={t("supervision.gap.noneText")} />
      )}
      <ul>
        {gaps.map((gap) => (
          <Gap key={gap.id} gap={gap} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </Dialog>
  );
}
