import { useQuery } from "@tanstack/react-query";
import type { ConnectionSummary } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { CircleCheck, CircleX } from "lucide-react";
import { useEffect, useState } from "react";
import { api, endpoints } from "../../lib/api/index.ts";
import { formatPhone } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";

const settleMs = 600;
const looksWhole = (phone: string) => /^\+?\d{10,15}$/.test(phone.replace(/[\s().-]/g, ""));

function useSettledPhone(phoneNumber: string): string {
  const [settled, setSettled] = useState(phoneNumber);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(phoneNumber), settleMs);
    return () => clearTimeout(timer);
  }, [phoneNumber]);
  return settled;
}

/** What WhatsApp says of a number while it is written: whether it is there, and how WhatsApp writes it. */
export function NumberCheck({
  phoneNumber,
  connection,
}: {
  phoneNumber: string;
  connection: ConnectionSummary | null;
}) {
  const t = useT("newConversation");
  const errorText = useErrorText();
  const settled = useSettledPhone(phoneNumber);
  const canAsk =
    connection?.status === "online" && driverCapabilities[connection.driver].numberCheck && looksWhole(settled);
  const check = useQuery({
    queryKey: ["number-check", connection?.id, settled],
    queryFn: ({ signal }) =>
      api.call(
        endpoints.checkNumber,
        { body: { connectionId: connection?.id ?? "", phoneNumber: `+${settled.replace(/\D/g, "")}` } },
        { signal },
      ),
    enabled: canAsk,
    retry: false,
    staleTime: 5 * 60_000,
  });
  if (!canAsk || settled !== phoneNumber) return null;
  const isThere = check.data?.isOnWhatsApp ?? null;
  return (
    <p role="status" className="-mt-2 flex min-h-5 items-center gap-1 text-small text-ink-soft tabular-nums">
      {check.isFetching && t("checking")}
      {check.isError && errorText(check.error)}
      {isThere === true && (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0 text-accent-ink" />
          {t("isThere", { phone: formatPhone(check.data?.phoneNumber ?? settled) })}
        </>
      )}
      {isThere === false && (
        <>
          <CircleX aria-hidden className="size-4 shrink-0 text-danger-ink" />
          {t("isNotThere")}
        </>
      )}
    </p>
  );
}
