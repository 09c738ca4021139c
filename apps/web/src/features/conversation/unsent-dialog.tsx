import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { Button, Dialog } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { useOutgoing } from "./outgoing.ts";
import { useRefusalText } from "./pending-state.tsx";
import { discard, resend } from "./send-message.ts";
import type { PendingMessage } from "./timeline.ts";

function Unsent({ pending, onLeave }: { pending: PendingMessage; onLeave: () => void }) {
  const t = useT("conversation");
  const formats = useFormats();
  const queryClient = useQueryClient();
  const refusalText = useRefusalText();
  const copy = async () => {
    await navigator.clipboard.writeText(pending.body);
    showToast(t("unsent.copied"));
  };
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <p className="flex items-baseline gap-2">
        <Link
          href={`/tickets?ticket=${pending.ticketId}`}
          onClick={onLeave}
          className="min-w-0 flex-1 truncate font-medium underline-offset-2 hover:underline"
        >
          {t("unsent.to", { name: pending.to })}
        </Link>
        <time dateTime={pending.createdAt} className="text-meta text-ink-faint tabular-nums">
          {formats.dateTime(pending.createdAt)}
        </time>
      </p>
      {pending.file !== null && <p className="truncate text-small text-ink-soft">{pending.file.name}</p>}
      {pending.body !== "" && <p className="pt-1 whitespace-pre-wrap break-words">{pending.body}</p>}
      <p className="pt-1 text-small text-danger-ink">{refusalText(pending)}</p>
      <div className="flex flex-wrap gap-2 pt-2">
        <Button size="small" onClick={() => void resend(queryClient, pending)}>
          {t(pending.error === "stale" ? "sendNow" : "retry")}
        </Button>
        {pending.body !== "" && (
          <Button size="small" tone="quiet" onClick={() => void copy()}>
            {t("verbs.copy")}
          </Button>
        )}
        <Button size="small" tone="quiet" onClick={() => void discard(queryClient, pending)}>
          {t("discard")}
        </Button>
      </div>
    </li>
  );
}

/** Everything that was written here and refused, also to conversations that are out of sight by now. */
export function UnsentDialog({ onClose }: { onClose: () => void }) {
  const t = useT("conversation.unsent");
  const messages = useOutgoing((outgoing) => outgoing.messages);
  const refused = messages.filter(({ state }) => state === "failed");
  return (
    <Dialog isOpen onClose={onClose} title={t("title")}>
      <p className="pb-2 text-ink-soft">{t(refused.length === 0 ? "none" : "text")}</p>
      <ul>
        {refused.map((pending) => (
          <Unsent key={pending.id} pending={pending} onLeave={onClose} />
        ))}
      </ul>
    </Dialog>
  );
}
