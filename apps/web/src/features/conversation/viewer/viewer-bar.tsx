import { Dialog } from "@base-ui/react/dialog";
import { useQueryClient } from "@tanstack/react-query";
import { Download, RotateCw, X, ZoomIn, ZoomOut } from "lucide-react";
import { IconButton } from "../../../components/ui/index.ts";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { downloadMedia } from "../media-file.ts";
import type { Shown } from "./gallery.ts";
import type { Zooming } from "./use-zoom.ts";

type ViewerBarProps = {
  readonly message: Shown;
  readonly author: string;
  readonly position: { readonly at: number; readonly of: number };
  /** Null for what cannot be enlarged. */
  readonly zooming: Zooming | null;
  readonly onClose: () => void;
};

function Tools({ message, zooming, onClose }: ViewerBarProps) {
  const t = useT("conversation.media");
  const queryClient = useQueryClient();
  const { id, fileName } = message.media;
  return (
    <>
      {zooming !== null && (
        <>
          <IconButton
            label={t("smaller")}
            shortcut="-"
            icon={<ZoomOut />}
            onClick={zooming.reduce}
            className="max-tablet:hidden"
          />
          <IconButton
            label={t("larger")}
            shortcut="+"
            icon={<ZoomIn />}
            onClick={zooming.enlarge}
            className="max-tablet:hidden"
          />
          <IconButton label={t("rotate")} shortcut="R" icon={<RotateCw />} onClick={zooming.turn} />
        </>
      )}
      <IconButton
        label={t("download")}
        icon={<Download />}
        onClick={() => void downloadMedia(queryClient, id, fileName).catch(() => undefined)}
      />
      <IconButton label={t("closeViewer")} shortcut="Esc" icon={<X />} onClick={onClose} />
    </>
  );
}

function Heading({ message, author, position }: ViewerBarProps) {
  const t = useT("conversation.media");
  const formats = useFormats();
  return (
    <div className="min-w-0 flex-1">
      <Dialog.Title className="truncate text-body font-semibold">{author}</Dialog.Title>
      <Dialog.Description className="flex gap-2 text-meta text-ink-faint tabular-nums">
        <time dateTime={message.sentAt}>{formats.dateTime(message.sentAt)}</time>
        {position.of > 1 && position.at > 0 && (
          <span>{t("position", { at: String(position.at), of: String(position.of) })}</span>
        )}
      </Dialog.Description>
    </div>
  );
}

/** Who sent it and when, and what can be done with it. */
export const ViewerBar = (props: ViewerBarProps) => (
  <div className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
    <Heading {...props} />
    <Tools {...props} />
  </div>
);
