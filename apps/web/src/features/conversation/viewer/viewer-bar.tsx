import { useQueryClient } from "@tanstack/react-query";
import { Download, RotateCw, X, ZoomIn, ZoomOut } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { useShownKey } from "../../../lib/shortcuts/index.ts";
import { downloadMedia } from "../media-file.ts";
import type { Shown } from "./gallery.ts";
import type { Zooming } from "./use-zoom.ts";

type ViewerBarProps = {
  readonly message: Shown;
  /** Who sent it and when. */
  readonly heading: ReactNode;
  /** Null for what cannot be enlarged. */
  readonly zooming: Zooming | null;
  readonly onClose: () => void;
};

function Tools({ message, zooming, onClose }: ViewerBarProps) {
  const t = useT("conversation.media");
  const shownKey = useShownKey();
  const queryClient = useQueryClient();
  const { id, fileName } = message.media;
  return (
    <>
      {zooming !== null && (
        <>
          <IconButton
            label={t("smaller")}
            shortcut={shownKey("viewerReduce")}
            icon={<ZoomOut />}
            onClick={zooming.reduce}
            className="max-tablet:hidden"
          />
          <IconButton
            label={t("larger")}
            shortcut={shownKey("viewerEnlarge")}
            icon={<ZoomIn />}
            onClick={zooming.enlarge}
            className="max-tablet:hidden"
          />
          <IconButton
            label={t("rotate")}
            shortcut={shownKey("viewerRotate")}
            icon={<RotateCw />}
            onClick={zooming.turn}
          />
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

/** What it is, and what can be done with it. */
export const ViewerBar = (props: ViewerBarProps) => (
  <div className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
    {props.heading}
    <Tools {...props} />
  </div>
);
