import type { MediaFile, Message } from "@whatskovi/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { Download, FileText, FileWarning, Play, RotateCw, Video } from "lucide-react";
import { IconButton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { applyMessage } from "./message-cache.ts";
import { downloadMedia, frameOf, mediaUrlQuery, openPdf, pictureUrlQuery } from "./media-file.ts";
import { VoicePlayer } from "./voice-player.tsx";

type MediaProps = { readonly message: Message; readonly media: MediaFile };

/** A file that WhatsApp has not handed over yet, or could not. */
function Unavailable({ message, media }: MediaProps) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  const retry = async () => {
    const after = await api.call(endpoints.retryMedia, { params: { id: media.id } });
    if (message.ticketId !== null)
      applyMessage(queryClient, { message: { ...message, media: after }, ticketId: message.ticketId });
  };
  if (media.status === "PENDING")
    return (
      <p className="w-70 max-w-full animate-skeleton rounded-card bg-hover px-3 py-4 text-small text-ink-soft">
        {t("media.loading")}
      </p>
    );
  return (
    <p className="flex w-70 max-w-full items-center gap-2 rounded-card border border-line px-3 py-2 text-small text-ink-soft">
      <FileWarning aria-hidden className="size-5 shrink-0" />
      <span className="flex-1">{t("media.failed")}</span>
      <button
        type="button"
        onClick={() => void retry().catch(() => undefined)}
        className="flex min-h-8 shrink-0 items-center gap-1 font-medium text-accent-ink pointer-coarse:min-h-11"
      >
        <RotateCw aria-hidden className="size-4" />
        {t("retry")}
      </button>
    </p>
  );
}

/** The frame has its size before the picture comes, so nothing moves when it does. */
function Picture({ message, media, onOpen }: MediaProps & { onOpen: () => void }) {
  const t = useT("conversation");
  const { data: url, isError } = useQuery(pictureUrlQuery(media));
  const frame = frameOf(media);
  const isSticker = message.type === "STICKER";
  if (isError) return <Unavailable message={message} media={{ ...media, status: "FAILED" }} />;
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={t("media.open")}
      className={clsx(
        "block max-w-full overflow-hidden rounded-card",
        isSticker ? "size-32" : "bg-hover",
        url === undefined && "animate-skeleton",
      )}
      {...(!isSticker && { style: { aspectRatio: `${frame.width} / ${frame.height}`, width: frame.width } })}
    >
      {url !== undefined && (
        <img
          src={url}
          alt={message.body || media.fileName}
          className={clsx("size-full animate-appear", isSticker ? "object-contain" : "object-cover")}
        />
      )}
    </button>
  );
}

/** A film: nothing of it is fetched before somebody wants to see it, but for its picture. */
function FilmCard({ message, media, onOpen }: MediaProps & { onOpen: () => void }) {
  const t = useT("conversation.media");
  const formats = useFormats();
  const { data: poster } = useQuery({ ...mediaUrlQuery(media.id, "thumbnail"), enabled: media.hasThumbnail });
  const frame = frameOf(media);
  const seconds = media.durationSeconds ?? message.content.durationSeconds;
  const facts = [
    seconds === undefined ? null : formats.duration(seconds),
    media.size === null ? null : formats.fileSize(media.size),
  ];
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={t("play")}
      style={{ aspectRatio: `${frame.width} / ${frame.height}`, width: frame.width }}
      className="relative grid max-w-full place-items-center overflow-hidden rounded-card bg-hover"
    >
      {poster !== undefined && <img src={poster} alt="" className="absolute inset-0 size-full object-cover" />}
      <span className="relative grid size-12 place-items-center rounded-full bg-accent text-on-accent">
        <Play aria-hidden className="size-6 translate-x-px" />
      </span>
      <span className="absolute bottom-1 left-1 flex items-center gap-1 rounded-control bg-raised px-1 text-meta text-ink tabular-nums">
        <Video aria-hidden className="size-3" />
        {facts.filter(Boolean).join(" · ")}
      </span>
    </button>
  );
}

function DocumentCard({ media }: MediaProps) {
  const t = useT("conversation.media");
  const formats = useFormats();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const kind = media.fileName.includes(".") ? media.fileName.split(".").at(-1)?.toUpperCase() : null;
  const facts = [kind, media.size === null ? null : formats.fileSize(media.size)].filter(Boolean).join(" · ");
  const told = (work: Promise<void>) => void work.catch((error: unknown) => showToast(errorText(error)));
  const download = () => told(downloadMedia(queryClient, media.id, media.fileName));
  const isPdf = media.mimeType === "application/pdf";
  return (
    <div className="flex w-70 max-w-full items-center gap-1 rounded-card border border-line bg-surface pr-2">
      <button
        type="button"
        onClick={isPdf ? () => told(openPdf(media.id)) : download}
        title={t(isPdf ? "openPdf" : "download")}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-card px-3 py-2 text-start hover:bg-hover"
      >
        <FileText aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-small font-medium">{media.fileName}</span>
          <span className="block text-meta text-ink-faint tabular-nums">{facts}</span>
        </span>
        <span className="sr-only">{t(isPdf ? "openPdf" : "download")}</span>
      </button>
      <IconButton label={t("download")} icon={<Download className="size-4" />} onClick={download} />
    </div>
  );
}

/** The file of a message, as its kind is shown. */
export function MediaCard({ message, media, onOpen }: MediaProps & { onOpen: () => void }) {
  if (media.status !== "READY") return <Unavailable message={message} media={media} />;
  const isPicture = message.type === "STICKER" || (message.type === "IMAGE" && media.mimeType.startsWith("image/"));
  if (isPicture) return <Picture message={message} media={media} onOpen={onOpen} />;
  if (message.type === "VIDEO") return <FilmCard message={message} media={media} onOpen={onOpen} />;
  if (message.type === "AUDIO") return <VoicePlayer message={message} media={media} />;
  return <DocumentCard message={message} media={media} />;
}
