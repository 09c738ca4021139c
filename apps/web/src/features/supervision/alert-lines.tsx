import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Alert } from "@whatskovi/contract";
import { clsx } from "clsx";
import { Info, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { IconButton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useFormats, useMinute } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { useGapSentence } from "./gap-sentence.ts";
import { alertsQuery } from "./supervision-queries.ts";
import { applyAlert } from "./supervision-realtime.ts";

/** More than these would push the work off the screen: the page of connections has them all. */
const mostLines = 2;

function useAlertSentence() {
  const t = useT("supervision");
  const formats = useFormats();
  const gapSentence = useGapSentence();
  const now = useMinute();
  return (alert: Alert) => {
    const { name } = alert.connection;
    if (alert.kind === "connection_gap" && alert.gap !== null)
      return t("alert.gap", { name, sentence: gapSentence(alert.gap, now) });
    const why = alert.statusCode === null ? (alert.reason ?? "") : t(`codes.${alert.statusCode}`);
    const time = formats.elapsedLength(alert.since, now);
    return t(alert.kind === "connection_refused" ? "alert.refused" : "alert.down", { name, time, why });
  };
}

function AlertLine({ alert }: { alert: Alert }) {
  const t = useT("supervision");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const sentence = useAlertSentence();
  const isThere = usePathname() === "/connections";
  const acknowledge = useMutation({
    mutationFn: () => api.call(endpoints.acknowledgeAlert, { params: { id: alert.id } }),
    onSuccess: (seen) => applyAlert(queryClient, seen),
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
  const isReport = alert.kind === "connection_gap";
  const Icon = isReport ? Info : TriangleAlert;
  return (
    <li
      className={clsx(
        "flex animate-appear items-center gap-2 border-b py-1 pr-2 pl-4 text-small",
        isReport ? "border-line bg-surface text-ink" : "border-line bg-danger-soft text-danger-ink",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        {sentence(alert)}{" "}
        {!isThere && (
          <Link href="/connections" className="font-medium whitespace-nowrap underline underline-offset-2">
            {t("alert.open")}
          </Link>
        )}
      </span>
      <IconButton
        label={t("alert.acknowledge")}
        icon={<X />}
        disabled={acknowledge.isPending}
        onClick={() => acknowledge.mutate()}
      />
    </li>
  );
}

function AdministratorsLines() {
  const t = useT("supervision");
  const { data = [] } = useQuery(alertsQuery());
  const fresh = data.filter((alert) => alert.acknowledgedAt === null);
  return (
    <div role="status" aria-label={t("alert.label")}>
      {fresh.length > 0 && (
        <ul>
          {fresh.slice(0, mostLines).map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
          {fresh.length > mostLines && (
            <li className="border-b border-line bg-danger-soft px-4 py-1 text-small text-danger-ink">
              <Link href="/connections" className="font-medium underline underline-offset-2">
                {t("alert.others", { count: fresh.length - mostLines })}
              </Link>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What an administrator must not miss of the company's numbers, above whatever page one is on. */
export function AlertLines() {
  const me = useCurrentUser();
  return me.role === "ADMIN" ? <AdministratorsLines /> : null;
}
