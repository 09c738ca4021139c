import type { ConnectionStatus as Status } from "@whatskovi/contract";
import { clsx } from "clsx";
import { useT } from "../../lib/i18n/index.ts";

const looks: Record<Status, { dot: string; text: string }> = {
  online: { dot: "bg-accent-ink", text: "text-accent-ink" },
  starting: { dot: "border-2 border-line-strong", text: "text-ink-soft" },
  syncing: { dot: "border-2 border-accent-ink", text: "text-ink-soft" },
  pairing: { dot: "border-2 border-note-ink", text: "text-note-ink" },
  reconnecting: { dot: "border-2 border-note-ink", text: "text-note-ink" },
  stopped: { dot: "border-2 border-line-strong", text: "text-ink-faint" },
  restricted: { dot: "bg-danger-ink", text: "text-danger-ink" },
  logged_out: { dot: "bg-danger-ink", text: "text-danger-ink" },
  failed: { dot: "bg-danger-ink", text: "text-danger-ink" },
};

/** Where a number stands: a dot and the word. */
export function ConnectionStatus({ status }: { status: Status }) {
  const t = useT("connectionStatus");
  const look = looks[status];
  return (
    <span className={clsx("inline-flex items-center gap-2 text-small font-medium", look.text)}>
      <span aria-hidden className={clsx("size-2 shrink-0 rounded-full", look.dot)} />
      {t(status)}
    </span>
  );
}
