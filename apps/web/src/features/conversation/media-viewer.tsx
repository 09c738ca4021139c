import { Dialog } from "@base-ui/react/dialog";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { MediaFile } from "@whatskovi/contract";
import { Download, X } from "lucide-react";
import { IconButton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { downloadMedia, mediaUrlQuery } from "./media-file.ts";

/** A picture as large as the window allows. */
export function MediaViewer({ media, caption, onClose }: { media: MediaFile; caption: string; onClose: () => void }) {
  const t = useT("conversation.media");
  const queryClient = useQueryClient();
  const { data: url } = useQuery(mediaUrlQuery(media.id));
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-overlay" />
        <Dialog.Popup className="fixed inset-0 z-30 flex animate-appear flex-col bg-canvas text-ink outline-none">
          <div className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-title">{media.fileName}</Dialog.Title>
            <IconButton
              label={t("download")}
              icon={<Download />}
              onClick={() => void downloadMedia(queryClient, media.id, media.fileName).catch(() => undefined)}
            />
            <IconButton label={t("closeViewer")} shortcut="Esc" icon={<X />} onClick={onClose} />
          </div>
          <button type="button" aria-label={t("closeViewer")} onClick={onClose} className="min-h-0 flex-1 p-4">
            {url !== undefined && (
              <img src={url} alt={caption || media.fileName} className="mx-auto size-full object-contain" />
            )}
          </button>
          {caption !== "" && (
            <p className="mx-auto max-w-180 shrink-0 px-4 pb-4 text-center text-ink-soft">{caption}</p>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
