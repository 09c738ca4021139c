"use client";

import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Session } from "@whatskovi/contract";
import { Monitor } from "lucide-react";
import { useState } from "react";
import { Badge, Button, ConfirmDialog, ErrorState, SkeletonRows } from "../../components/ui/index.ts";
import { api, endpoints, leave } from "../../lib/api/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";
import { showToast } from "../../stores/toasts.ts";
import { browserName } from "./browser-name.ts";

const sessionsQuery = () =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listSessions, { query }, { signal })),
  });

function useSessionName() {
  const t = useT("profile");
  return ({ userAgent }: Session) => {
    const { browser, system } = browserName(userAgent ?? "");
    if (browser === null) return t("unknownBrowser");
    return system === null ? browser : t("browserOn", { browser, system });
  };
}

function SessionRow({ session }: { session: Session }) {
  const t = useT("profile");
  const formats = useFormats();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const name = useSessionName()(session);
  const end = useMutation({
    mutationFn: () => api.call(endpoints.endSession, { params: { id: session.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: sessionsQuery().queryKey });
      showToast(t("ended"));
    },
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
  return (
    <li className="flex items-center gap-3 border-b border-line py-3 last:border-b-0">
      <Monitor aria-hidden className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          {session.isCurrent && <Badge tone="accent">{t("here")}</Badge>}
        </p>
        <p className="text-small text-ink-faint tabular-nums">
          {t("lastUsed", { time: formats.dateTime(session.lastUsedAt) })}
          {session.ipAddress !== null && ` · ${session.ipAddress}`}
        </p>
      </div>
      {!session.isCurrent && (
        <Button size="small" isBusy={end.isPending} onClick={() => end.mutate()} aria-label={t("endNamed", { name })}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}

function EndAll() {
  const t = useT("profile");
  const [isAsking, setAsking] = useState(false);
  const endAll = useMutation({
    mutationFn: () => api.call(endpoints.endAllSessions, {}),
    onSuccess: () => leave("signed_out"),
  });
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t("endAll")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("endAllTitle")}
        text={t("endAllText")}
        confirmLabel={t("endAll")}
        isBusy={endAll.isPending}
        error={endAll.error}
        onConfirm={() => endAll.mutate()}
      />
    </>
  );
}

/** One's own signed-in browsers. */
export function SessionList() {
  const t = useT();
  const sessions = useQuery(sessionsQuery());
  return (
    <section aria-labelledby="sessions-title">
      <div className="flex items-center justify-between gap-3">
        <h2 id="sessions-title" className="text-title">
          {t("profile.sessions")}
        </h2>
        <EndAll />
      </div>
      <p className="mb-2 text-small text-ink-soft">{t("profile.sessionsText")}</p>
      {sessions.isPending && <SkeletonRows count={2} label={t("common.loading")} />}
      {sessions.isError && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && (
        <ul>
          {sessions.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
    </section>
  );
}
