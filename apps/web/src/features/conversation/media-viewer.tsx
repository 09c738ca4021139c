import { Dialog } from "@base-ui/react/dialog";
import type { Message } from "@whatskovi/contract";
import clsx from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { IconButton } from "../../components/ui/index.ts";
import { useCloseByBack } from "../../lib/back/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { ownShortcutOf } from "../../lib/shortcuts/index.ts";
import { FormattedText } from "./formatted-text.tsx";
import { Film, Picture } from "./viewer/picture-stage.tsx";
import { type GalleryProps, useNeighbours } from "./viewer/use-neighbours.ts";
import { useZoom } from "./viewer/use-zoom.ts";
import { ViewerBar } from "./viewer/viewer-bar.tsx";

export type MediaViewerProps = GalleryProps & {
  readonly authorOf: (message: Message) => string;
  readonly onClose: () => void;
};

type HeadingProps = {
  readonly message: Message;
  readonly author: string;
  readonly position: { readonly at: number; readonly of: number };
};

function Heading({ message, author, position }: HeadingProps) {
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

type StepProps = {
  readonly side: "left" | "right";
  readonly label: string;
  readonly shortcut: string;
  readonly icon: ReactNode;
  /** Nothing at the last one: the button stays, for it may have the focus. */
  readonly onStep: (() => void) | undefined;
};

const Step = ({ side, onStep, ...button }: StepProps) => (
  <div
    className={clsx(
      "absolute inset-y-0 my-auto h-fit rounded-full bg-raised shadow-float",
      side === "left" ? "left-2" : "right-2",
      onStep === undefined && "opacity-50",
    )}
  >
    <IconButton
      {...button}
      tooltipSide={side === "left" ? "right" : "left"}
      aria-disabled={onStep === undefined}
      onClick={onStep}
    />
  </div>
);

function Stage(props: MediaViewerProps) {
  const { message, gallery, authorOf, onClose } = props;
  const t = useT("conversation.media");
  const { media, body, type } = message;
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const { position, previous, next } = useNeighbours(props);
  const size = useMemo(
    () => ({ width: media.width ?? 4000, height: media.height ?? 4000 }),
    [media.width, media.height],
  );
  const zooming = useZoom(stage, message.id, size, (meant) =>
    meant === "close" ? onClose() : meant === "next" ? next?.() : previous?.(),
  );
  const isFilm = type === "VIDEO";
  const { zoom } = zooming;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A film has the arrow keys to itself while it has the focus.
    if (event.target instanceof HTMLVideoElement) return;
    const isLarge = zoom.scale > 1;
    const far = 80;
    const keys: Record<string, (() => void) | undefined> = {
      ArrowLeft: isLarge ? () => zooming.move({ x: far, y: 0 }) : previous,
      ArrowRight: isLarge ? () => zooming.move({ x: -far, y: 0 }) : next,
      ...(isLarge && {
        ArrowUp: () => zooming.move({ x: 0, y: far }),
        ArrowDown: () => zooming.move({ x: 0, y: -far }),
      }),
    };
    const ofPicture = {
      viewerEnlarge: zooming.enlarge,
      viewerReduce: zooming.reduce,
      viewerWhole: zooming.whole,
      viewerRotate: zooming.turn,
    };
    const id = isFilm ? null : ownShortcutOf(event.nativeEvent, "viewer");
    const act = id === null ? keys[event.key] : ofPicture[id];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the whole dialog, also when the picture was pressed
    <div tabIndex={-1} className="flex size-full flex-col outline-none" onKeyDown={onKeyDown}>
      <ViewerBar
        message={message}
        heading={<Heading message={message} author={authorOf(message)} position={position} />}
        zooming={isFilm ? null : zooming}
        onClose={onClose}
      />
      <div className="relative min-h-0 flex-1">
        <div
          ref={setStage}
          data-zoom={Math.round(zoom.scale * 100)}
          style={{ containerType: "size" }}
          className={clsx(
            "grid size-full touch-none place-items-center overflow-hidden",
            zoom.scale > 1 && "cursor-grab active:cursor-grabbing",
          )}
          {...(!isFilm && zooming.handlers)}
        >
          {isFilm ? (
            <Film media={media} label={body || media.fileName} />
          ) : (
            <Picture media={media} alt={body || media.fileName} zoom={zoom} />
          )}
        </div>
        {gallery.length > 1 && (
          <>
            <Step side="left" label={t("previous")} shortcut="←" icon={<ChevronLeft />} onStep={previous} />
            <Step side="right" label={t("next")} shortcut="→" icon={<ChevronRight />} onStep={next} />
          </>
        )}
      </div>
      {body !== "" && (
        <p className="scroll-thin mx-auto max-h-32 max-w-180 shrink-0 overflow-y-auto px-4 py-3 text-center text-ink-soft">
          <FormattedText text={body} />
        </p>
      )}
    </div>
  );
}

/** A picture or film as large as the window allows, and from it to the others of the conversation. */
export function MediaViewer(props: MediaViewerProps) {
  useCloseByBack(true, props.onClose);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-overlay" />
        <Dialog.Popup className="fixed inset-0 z-30 animate-appear bg-canvas p-safe text-ink outline-none">
          <Stage {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
