import type { ConnectionGap } from "@whatskovi/contract";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** "2 h 10 min fora do ar; 41 mensagens recuperadas; 2 conversas não puderam ser conferidas", and what could be looked for. */
export function useGapSentence(): (gap: ConnectionGap, now?: number) => string {
  const t = useT("supervision");
  const formats = useFormats();
  return (gap, now = Date.now()) => {
    const until = gap.endedAt === null ? now : Date.parse(gap.endedAt);
    const parts = [t("gap.away", { time: formats.span(until - Date.parse(gap.startedAt)) })];
    if (gap.state === "catching_up") parts.push(t("gap.catchingUp"));
    if (gap.state !== "running") parts.push(t("gap.recovered", { count: gap.recoveredMessages }));
    if (gap.unverifiedCount > 0) parts.push(t("gap.unverified", { count: gap.unverifiedCount }));
    return parts.join("; ");
  };
}
