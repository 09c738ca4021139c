import type { Connection, ConnectionStatusCode } from "@whatskovi/contract";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** Their sentence says all that is known: the connection's own words would say it again, in English. */
const toldInFull: ReadonlySet<ConnectionStatusCode> = new Set([
  "unlinked",
  "replaced",
  "pairing_expired",
  "restricted",
  "banned",
]);

/** Why a number stands where it stands, what to do about it, and what comes by itself and when. */
export function ConnectionReason({ connection }: { connection: Connection }) {
  const t = useT("connections.state");
  const codes = useT("supervision.codes");
  const formats = useFormats();
  const { status, statusCode, statusReason, providerCode, progress, restrictedUntil, nextRetryAt, attempt } =
    connection;
  if (status === "online" || status === "stopped") return null;
  const next = [
    progress !== null && t("progress", { percent: formats.number(Math.round(progress)) }),
    restrictedUntil !== null && t("restrictedUntil", { time: formats.dateTime(restrictedUntil) }),
    nextRetryAt !== null && t("nextRetry", { attempt: attempt + 1, time: formats.time(nextRetryAt) }),
    connection.lastOnlineAt !== null && t("lastOnline", { time: formats.dateTime(connection.lastOnlineAt) }),
  ].filter((part) => part !== false);
  const isTold = statusCode !== null && toldInFull.has(statusCode);
  const detail = isTold ? null : statusReason;
  const numbered = (sentence: string) => (providerCode === null ? sentence : `${sentence} (${providerCode})`);
  return (
    <>
      {statusCode !== null && (
        <p className="text-small text-ink">{detail === null ? numbered(codes(statusCode)) : codes(statusCode)}</p>
      )}
      {detail !== null && <p className="text-small text-pretty text-ink-soft">{numbered(detail)}</p>}
      {next.length > 0 && (
        <p className="text-small text-ink-faint tabular-nums first-letter:uppercase">{next.join(" · ")}</p>
      )}
    </>
  );
}
