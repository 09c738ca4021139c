import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { ErrorState, SkeletonRows } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { useIsOffline } from "../../lib/realtime/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { shortenList, ticketListQuery } from "../tickets/index.ts";
import { useBulk } from "./bulk.ts";
import { type InboxLook, listOf } from "./inbox-look.ts";
import { Nothing, NothingYet } from "./nothing.tsx";
import { clearSelection } from "./selection.ts";
import { TicketRows } from "./ticket-rows.tsx";

type TicketListAreaProps = {
  readonly look: InboxLook;
  readonly onLook: (changes: Partial<InboxLook>) => void;
  /** What has been typed, once it rested. */
  readonly search: string;
  /** The day whose filters hold; milliseconds. */
  readonly today: number;
  readonly openId: string | null;
  readonly onOpen: (ticketId: string) => void;
};

/** The tickets that one is looking for; or why none are shown. */
export function TicketListArea({ look, onLook, search, today, openId, onOpen }: TicketListAreaProps) {
  const t = useT("common");
  const me = useCurrentUser();
  const queryClient = useQueryClient();
  const isOffline = useIsOffline();
  const renewal = useBulk((bulk) => bulk.renewal);
  const list = useMemo(() => listOf(look, search, today), [look, search, today]);
  const { data, error, isPending, isPlaceholderData, refetch, hasNextPage, fetchNextPage, ...query } = useInfiniteQuery(
    {
      ...ticketListQuery(list),
      // While one types, the last answer stays; another tab starts afresh.
      ...(search !== "" && { placeholderData: keepPreviousData }),
    },
  );
  const tickets = useMemo(() => rowsOf(data), [data]);
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const key = JSON.stringify(list);
  useEffect(
    () => () => {
      clearSelection();
      shortenList(queryClient, list);
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- another list of the same conditions is the same list
    [queryClient, key],
  );
  if (isPending && (query.fetchStatus === "paused" || isOffline)) return <NothingYet />;
  if (isPending) return <SkeletonRows count={9} label={t("loading")} />;
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (tickets.length === 0 && !isPlaceholderData)
    return <Nothing look={look} onLook={onLook} isSearching={search.trim() !== ""} />;
  return (
    <TicketRows
      key={search === "" ? key : `${look.tab} search`}
      tickets={tickets}
      me={me.id}
      openId={openId}
      onOpen={onOpen}
      more={{
        isLoading: query.isFetchingNextPage,
        error: query.isFetchNextPageError ? error : null,
        load: hasNextPage ? load : null,
      }}
      renewal={renewal}
    />
  );
}
