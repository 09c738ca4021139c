import type { Message } from "@whatskovi/contract";
import { Phone, Video } from "lucide-react";
import type { ReactNode } from "react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { FormattedText } from "./formatted-text.tsx";

/** A new day begins. */
export function DayLine({ at }: { at: string }) {
  const t = useT("conversation");
  const formats = useFormats();
  return (
    <p className="py-3 text-center text-meta font-medium text-ink-faint first-letter:uppercase">
      <span className="inline-block first-letter:uppercase">{formats.dayTitle(at) ?? t("today")}</span>
    </p>
  );
}

/** Where reading left off. */
export function UnreadLine({ count }: { count: number }) {
  const t = useT("conversation");
  return (
    <p className="flex items-center gap-3 px-4 py-2 text-meta font-semibold text-accent-ink">
      <span aria-hidden className="h-px flex-1 bg-accent" />
      {t("unread", { count })}
      <span aria-hidden className="h-px flex-1 bg-accent" />
    </p>
  );
}

/** Something that happened, between the messages. */
export function SystemLine({ at, note, children }: { at: string; note?: string | null; children: ReactNode }) {
  const formats = useFormats();
  return (
    <div className="px-8 py-1.5 text-center text-meta text-ink-faint">
      <p>
        {children}{" "}
        <time dateTime={at} title={formats.dateTime(at)} className="tabular-nums">
          {formats.time(at)}
        </time>
      </p>
      {note && (
        <p className="mx-auto mt-1 w-fit max-w-140 rounded-card bg-note px-3 py-1 text-start text-small whitespace-pre-wrap text-note-ink">
          {note}
        </p>
      )}
    </div>
  );
}

const callIcons = { call_missed: Phone, video_call_missed: Video };

/** What WhatsApp itself says: a missed call in our own words, all else in its own. */
export function SystemText({ message }: { message: Message }) {
  const t = useT("conversation.calls");
  const { kind } = message.content;
  if (kind !== "call_missed" && kind !== "video_call_missed") return <FormattedText text={message.body} />;
  const Icon = callIcons[kind];
  return (
    <span className="inline-flex items-center gap-1 align-bottom">
      <Icon aria-hidden className="size-3 text-danger-ink" />
      {t(kind)}
    </span>
  );
}
