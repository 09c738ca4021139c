"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, CheckCheck } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button, EmptyState, ErrorState, Page, SkeletonRows, Tabs } from "../../components/ui/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { showToast } from "../../stores/toasts.ts";
import { NotificationRow } from "./notification-row.tsx";
import { notificationsQuery, readNotifications, unreadQuery } from "./notification-queries.ts";

type Which = "all" | "unread";

function ReadAll() {
  const t = useT("notifications");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const { data } = useQuery(unreadQuery());
  const read = useMutation({
    mutationFn: () => readNotifications(queryClient, null),
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
  return (
    <Button
      size="small"
      icon={<CheckCheck aria-hidden className="size-4" />}
      disabled={(data?.unreadCount ?? 0) === 0}
      isBusy={read.isPending}
      onClick={() => read.mutate()}
    >
      {t("readAll")}
    </Button>
  );
}

/** Brings the next page when its place comes into sight; by hand, too, for whoever goes by keyboard. */
function NextPage({ isBusy, onLoad }: { isBusy: boolean; onLoad: () => void }) {
  const t = useT("common");
  const place = useRef<HTMLDivElement>(null);
  const arrived = useEffectEvent(onLoad);
  useEffect(() => {
    if (isBusy || place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && arrived(), {
      rootMargin: "300px",
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isBusy]);
  return (
    <div ref={place} className="py-3">
      <Button tone="quiet" size="small" isBusy={isBusy} onClick={onLoad}>
        {t("loadMore")}
      </Button>
    </div>
  );
}

function List({ which }: { which: Which }) {
  const t = useT("notifications");
  const common = useT("common");
  const query = useInfiniteQuery(notificationsQuery(which === "unread"));
  const rows = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={5} label={common("loading")} />;
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0 && !query.hasNextPage)
    return (
      <EmptyState
        icon={<Bell />}
        title={t(which === "unread" ? "nothingUnread" : "nothing")}
        text={t(which === "unread" ? "nothingUnreadText" : "nothingText")}
      />
    );
  return (
    <>
      <ul>
        {rows.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} />
        ))}
      </ul>
      {query.isFetchNextPageError && (
        <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} className="py-4" />
      )}
      {query.hasNextPage && !query.isFetchNextPageError && (
        <NextPage isBusy={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
      )}
    </>
  );
}

/** What was meant for me, kept until I have seen it: who named me in a note, who handed me a ticket. */
export function NotificationsPage() {
  const t = useT("notifications");
  const [which, setWhich] = useState<Which>("all");
  const { data } = useQuery(unreadQuery());
  const count = data?.unreadCount ?? 0;
  return (
    <Page title={t("title")} actions={<ReadAll />}>
      <Tabs
        label={t("which")}
        value={which}
        onChange={setWhich}
        tabs={[
          { value: "all", label: t("all") },
          { value: "unread", label: t("onlyUnread"), ...(count > 0 && { count }) },
        ]}
        className="-mt-3"
      >
        <List which={which} />
      </Tabs>
    </Page>
  );
}
