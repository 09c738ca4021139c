import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { useEventSentence } from "../conversation/index.ts";
import { ticketEventsQuery } from "../tickets/index.ts";
import { Section } from "./section.tsx";
import { SectionError } from "./section-error.tsx";

/** What happened to the ticket, the latest first. */
export function TimelineSection({ ticketId }: { ticketId: string }) {
  const t = useT("details");
  const formats = useFormats();
  const me = useCurrentUser();
  const sentence = useEventSentence(me.id);
  const { data: events, isError, refetch } = useQuery(ticketEventsQuery(ticketId));
  return (
    <Section name="timeline" title={t("timeline")}>
      {isError && <SectionError onRetry={() => void refetch()} />}
      {events === undefined && !isError && <Skeleton className="h-4 w-2/3" />}
      <ol className="flex flex-col gap-2">
        {events?.map((event) => (
          <li key={event.id} className="text-small">
            <p>{sentence(event)}</p>
            {typeof event.details["note"] === "string" && (
              <p className="my-1 rounded-control bg-note px-2 py-1 whitespace-pre-wrap text-note-ink">
                {event.details["note"]}
              </p>
            )}
            <time dateTime={event.createdAt} className="text-meta text-ink-faint tabular-nums">
              {formats.dateTime(event.createdAt)}
            </time>
          </li>
        ))}
      </ol>
    </Section>
  );
}
