import clsx from "clsx";
import { Lock } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useT } from "../../lib/i18n/index.ts";
import type { GroupPlace } from "./timeline.ts";

export type BubbleSide = "in" | "out" | "note";

const looks: Record<BubbleSide, string> = {
  in: "border-bubble-line bg-bubble-in",
  out: "border-transparent bg-bubble-out",
  note: "border-note-line bg-note text-note-ink",
};

export type BubbleHandlers = Pick<
  ComponentProps<"div">,
  "onKeyDown" | "onContextMenu" | "onTouchStart" | "onTouchMove" | "onTouchEnd" | "onTouchCancel"
>;

type BubbleProps = {
  readonly side: BubbleSide;
  readonly place: GroupPlace;
  /** Who wrote it, where that is not plain from its side. */
  readonly author: string | null;
  /** What is read out when it has the focus. */
  readonly label?: string;
  readonly isHighlighted?: boolean;
  /** What its keys, the right button and a long press do. */
  readonly handlers?: BubbleHandlers;
  /** It stands for itself, without a bubble around it. */
  readonly isBare?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** What hangs on its lower edge. */
  readonly edge?: ReactNode;
  /** What must be said below: why it failed, and the way out. */
  readonly below?: ReactNode;
};

/** The shape of everything that somebody says. Only the last one of a group has the speaker's corner. */
export function Bubble({
  side,
  place,
  author,
  label,
  isHighlighted = false,
  handlers,
  isBare = false,
  actions,
  children,
  edge,
  below,
}: BubbleProps) {
  const t = useT("conversation");
  const isIn = side === "in";
  return (
    <div
      className={clsx(
        "group/bubble flex flex-col px-4",
        isIn ? "items-start" : "items-end",
        place.isFirst ? "pt-2" : "pt-0.5",
      )}
    >
      <div className={clsx("relative flex max-w-full items-center gap-1", !isIn && "flex-row-reverse")}>
        <div
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys go from message to message
          tabIndex={-1}
          role={label === undefined ? undefined : "article"}
          aria-label={label}
          data-bubble
          {...handlers}
          data-highlighted={isHighlighted ? "" : undefined}
          className={clsx(
            "max-w-140 min-w-0 rounded-bubble border transition-shadow pointer-coarse:select-none outline-none focus-visible:ring-2 focus-visible:ring-accent-ink",
            isBare ? "border-transparent" : ["px-3 py-1.5", looks[side]],
            !isBare && place.isLast && (isIn ? "rounded-bl-corner" : "rounded-br-corner"),
            isHighlighted && "ring-2 ring-accent-ink",
          )}
        >
          {place.isFirst && (side === "note" || author !== null) && (
            <p className="flex items-center gap-1 text-meta font-semibold">
              {side === "note" && <Lock aria-hidden className="size-3" strokeWidth={2.25} />}
              {side === "note" ? [t("note"), author].filter(Boolean).join(" · ") : author}
            </p>
          )}
          {children}
        </div>
        {actions}
      </div>
      {edge}
      {below}
    </div>
  );
}
