import type { SimulatorMessage } from "@whatskovi/contract";
import { clsx } from "clsx";
import { Check, CheckCheck, Clock, FileText } from "lucide-react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

function Ticks({ status }: { status: SimulatorMessage["status"] }) {
  const t = useT("simulator.status");
  const Icon = status === "PENDING" || status === "SENDING" ? Clock : status === "SENT" ? Check : CheckCheck;
  return (
    <span role="img" aria-label={t(status)} className={status === "READ" ? "text-accent-ink" : undefined}>
      <Icon className="size-4" />
    </span>
  );
}

function FileLine({ message }: { message: SimulatorMessage }) {
  const t = useT("simulator.kinds");
  if (message.type === "TEXT") return null;
  return (
    <span className="mb-1 flex items-center gap-2 text-small text-ink-soft">
      <FileText aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{message.fileName ?? t(message.type)}</span>
    </span>
  );
}

/** A message as the customer sees it: their own on the right, the company's on the left. */
export function PhoneBubble({ message, isLast }: { message: SimulatorMessage; isLast: boolean }) {
  const formats = useFormats();
  const isOwn = message.direction === "INBOUND";
  return (
    <li className={clsx("flex", isOwn ? "justify-end" : "justify-start", isLast ? "mb-2" : "mb-1")}>
      <div
        className={clsx(
          "max-w-4/5 rounded-bubble px-3 py-2",
          isOwn ? "bg-bubble-out" : "border border-bubble-line bg-bubble-in",
          isLast && (isOwn ? "rounded-br-corner" : "rounded-bl-corner"),
        )}
      >
        <FileLine message={message} />
        {message.body !== "" && <p className="break-words whitespace-pre-wrap">{message.body}</p>}
        <p className="flex items-center justify-end gap-1 text-meta text-ink-faint tabular-nums">
          {formats.time(message.timestamp)}
          {isOwn && <Ticks status={message.status} />}
        </p>
      </div>
    </li>
  );
}
