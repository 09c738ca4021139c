import type { SimulatorMessage } from "@whatskovi/contract";
import { clsx } from "clsx";
import { Check, CheckCheck, Clock, Contact, FileText, Info, type LucideIcon, MapPin } from "lucide-react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { PhoneActions } from "./phone-actions.tsx";

function Ticks({ status }: { status: SimulatorMessage["status"] }) {
  const t = useT("simulator.status");
  const Icon = status === "PENDING" || status === "SENDING" ? Clock : status === "SENT" ? Check : CheckCheck;
  return (
    <span role="img" aria-label={t(status)} className={status === "READ" ? "text-accent-ink" : undefined}>
      <Icon className="size-4" />
    </span>
  );
}

const icons: Partial<Record<SimulatorMessage["type"], LucideIcon>> = {
  LOCATION: MapPin,
  CONTACT: Contact,
  SYSTEM: Info,
};

/** Anything that is not plain text, in a line: a file, a place, a card. */
function KindLine({ message }: { message: SimulatorMessage }) {
  const t = useT("simulator.kinds");
  const { content, fileName, type } = message;
  if (type === "TEXT") return null;
  const Icon = icons[type] ?? FileText;
  const words = content.location?.name ?? content.contacts?.map(({ name }) => name).join(", ") ?? fileName ?? t(type);
  return (
    <span className="mb-1 flex items-center gap-2 text-small text-ink-soft">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{words}</span>
    </span>
  );
}

type PhoneBubbleProps = {
  readonly message: SimulatorMessage;
  readonly isLast: boolean;
  readonly connectionId: string;
  readonly phone: string;
};

/** A message as the customer sees it: their own on the right, the company's on the left. */
export function PhoneBubble({ message, isLast, ...place }: PhoneBubbleProps) {
  const t = useT("simulator");
  const formats = useFormats();
  const isOwn = message.direction === "INBOUND";
  const isDeleted = message.deletedAt !== null;
  return (
    <li className={clsx("group/phone flex gap-1", isOwn ? "flex-row-reverse" : "flex-row", isLast ? "mb-2" : "mb-1")}>
      <div
        className={clsx(
          "max-w-4/5 rounded-bubble px-3 py-2",
          isOwn ? "bg-bubble-out" : "border border-bubble-line bg-bubble-in",
          isLast && (isOwn ? "rounded-br-corner" : "rounded-bl-corner"),
        )}
      >
        {message.author !== null && <p className="text-meta font-semibold">{message.author.name}</p>}
        {isDeleted ? (
          <p className="text-small text-ink-faint italic">{t("deleted")}</p>
        ) : (
          <>
            <KindLine message={message} />
            {message.body !== "" && <p className="break-words whitespace-pre-wrap">{message.body}</p>}
          </>
        )}
        <p className="flex items-center justify-end gap-1 text-meta text-ink-faint tabular-nums">
          {message.editedAt !== null && !isDeleted && <span>{t("edited")}</span>}
          {formats.time(message.timestamp)}
          {isOwn && <Ticks status={message.status} />}
        </p>
        {message.reactions.length > 0 && (
          <p className="text-small">{message.reactions.map(({ emoji }) => emoji).join(" ")}</p>
        )}
      </div>
      {!isDeleted && <PhoneActions message={message} {...place} />}
    </li>
  );
}
