import { useQueryClient } from "@tanstack/react-query";
import { Clock, FileText, Mic, X } from "lucide-react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { Bubble } from "./bubble.tsx";
import { FormattedText } from "./formatted-text.tsx";
import { PendingState } from "./pending-state.tsx";
import { SpecialContent } from "./special-content.tsx";
import { discard } from "./send-message.ts";
import type { GroupPlace, PendingMessage } from "./timeline.ts";

/** A recording is no document: nobody needs to know the name that we gave it. */
function PendingKind({ pending, file }: { pending: PendingMessage; file: NonNullable<PendingMessage["file"]> }) {
  const kinds = useT("kinds");
  const formats = useFormats();
  const isVoice = pending.extra?.voice === true;
  const Icon = isVoice ? Mic : FileText;
  return (
    <div className="flex items-center gap-3 px-3 py-2">
      <Icon aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />
      <span className="min-w-0">
        <span className="block truncate text-small font-medium">{isVoice ? kinds("AUDIO") : file.name}</span>
        <span className="block text-meta text-ink-faint tabular-nums">{formats.fileSize(file.size)}</span>
      </span>
    </div>
  );
}

function PendingFile({ pending, file }: { pending: PendingMessage; file: NonNullable<PendingMessage["file"]> }) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  return (
    <div className="-mx-1.5 my-0.5 w-70 max-w-full overflow-hidden rounded-card border border-line bg-surface">
      {file.previewUrl === null ? (
        <PendingKind {...{ pending, file }} />
      ) : (
        <img src={file.previewUrl} alt={file.name} className="h-56 w-full object-cover opacity-80" />
      )}
      {pending.state === "uploading" && (
        <div className="flex items-center gap-2 border-t border-line px-3 py-1">
          <progress
            value={pending.progress}
            max={1}
            aria-label={file.name}
            className="h-1 min-w-0 flex-1 accent-accent"
          />
          <button
            type="button"
            onClick={() => void discard(queryClient, pending)}
            aria-label={t("cancelUpload")}
            title={t("cancelUpload")}
            className="grid size-8 place-items-center text-ink-soft pointer-coarse:size-11"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      )}
    </div>
  );
}

function PendingExtra({ extra }: { extra: NonNullable<PendingMessage["extra"]> }) {
  const { location, contacts } = extra;
  const content = {
    ...(location && { location: { ...location, name: location.name ?? null, address: location.address ?? null } }),
    ...(contacts && { contacts }),
  };
  return <SpecialContent message={{ type: extra.type ?? "TEXT", content }} />;
}

/** A message on its way: shown the moment it is sent. */
export function PendingBubble({ pending, place }: { pending: PendingMessage; place: GroupPlace }) {
  const t = useT("conversation");
  const formats = useFormats();
  const hasFailed = pending.state === "failed";
  return (
    <Bubble
      side={pending.isPrivate ? "note" : "out"}
      place={place}
      author={pending.isPrivate ? t("you") : null}
      below={<PendingState pending={pending} />}
    >
      <div className="flow-root">
        {pending.file !== null && <PendingFile pending={pending} file={pending.file} />}
        {pending.extra !== undefined && <PendingExtra extra={pending.extra} />}
        {pending.body !== "" && <FormattedText text={pending.body} />}
        <span className="float-right mt-1 -mb-0.5 ml-3 flex items-center gap-1 text-meta text-ink-faint tabular-nums select-none">
          <time dateTime={pending.createdAt}>{formats.time(pending.createdAt)}</time>
          {!hasFailed && !pending.isPrivate && (
            <span role="img" aria-label={t("ticks.PENDING")} title={t("ticks.PENDING")}>
              <Clock aria-hidden className="size-4" />
            </span>
          )}
        </span>
      </div>
    </Bubble>
  );
}
