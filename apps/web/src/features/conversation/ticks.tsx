import type { MessageStatus } from "@whatskovi/contract";
import { Check, CheckCheck, Clock, TriangleAlert } from "lucide-react";
import { useT } from "../../lib/i18n/index.ts";

const icons = {
  PENDING: Clock,
  SENDING: Clock,
  SENT: Check,
  RECEIVED: CheckCheck,
  READ: CheckCheck,
  FAILED: TriangleAlert,
};
const colours: Partial<Record<MessageStatus, string>> = { READ: "text-accent-ink", FAILED: "text-danger-ink" };

/** How far a message of ours has come: clock, one, two, two in accent, or a sign that it failed. */
export function Ticks({ status }: { status: MessageStatus }) {
  const t = useT("conversation.ticks");
  const Icon = icons[status];
  return (
    <span role="img" aria-label={t(status)} title={t(status)} className={colours[status] ?? "text-ink-faint"}>
      <Icon aria-hidden className="size-4" strokeWidth={2} />
    </span>
  );
}
