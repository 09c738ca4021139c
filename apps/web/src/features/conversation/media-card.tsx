import type { MediaFile, Message } from "@whatskovi/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { Download, FileText, FileWarning, RotateCw } from "lucide-react";
import { api, endpoints } from "../../lib/api/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { applyMessage } from "./message-cache.ts";
import { downloadMedia, frameOf, mediaUrlQuery, pictureUrlQuery } from "./media-file.ts";
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
        className="flex min-h-8 items-center gap-1 font-medium text-accent-ink"
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

function Player({ message, media }: MediaProps) {
  const { data: url } = useQuery(mediaUrlQuery(media.id));
  if (message.type === "VIDEO")
    return <video src={url} controls preload="metadata" className="h-56 w-70 max-w-full rounded-card bg-hover" />;
  return <VoicePlayer media={media} content={message.content} />;
}

function DocumentCard({ media }: MediaProps) {
  const t = useT("conversation");
  const formats = useFormats();
  const queryClient = useQueryClient();
  const kind = media.fileName.includes(".") ? media.fileName.split(".").at(-1)?.toUpperCase() : null;
  const facts = [kind, media.size === null ? null : formats.fileSize(media.size)].filter(Boolean).join(" · ");
  return (
    <button
      type="button"
      onClick={() => void downloadMedia(queryClient, media.id, media.fileName).catch(() => undefined)}
      className="flex w-70 max-w-full items-center gap-3 rounded-card border border-line bg-surface px-3 py-2 text-start hover:bg-hover"
    >
      <FileText aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-small font-medium">{media.fileName}</span>
        <span className="block text-meta text-ink-faint tabular-nums">{facts}</span>
      </span>
      <span className="sr-only">{t("media.download")}</span>
      <Download aria-hidden className="size-4 shrink-0 text-ink-soft" />
    </button>
  );
}

/** The file of a message, as its kind is shown. */
export function MediaCard({ message, media, onOpen }: MediaProps & { onOpen: () => void }) {
  if (media.status !== "READY") return <Unavailable message={message} media={media} />;
  const isPicture = message.type === "STICKER" || (message.type === "IMAGE" && media.mimeType.startsWith("image/"));
  if (isPicture) return <Picture message={message} media={media} onOpen={onOpen} />;
  if (message.type === "AUDIO" || message.type === "VIDEO") return <Player message={message} media={media} />;
  return <DocumentCard message={message} media={media} />;
}
