import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../../components/ui/index.ts";

type ComposerWarningProps = {
  readonly text: string;
  /** It holds up the sending: asked once, out loud. */
  readonly isAsked: boolean;
  readonly children?: ReactNode;
};

/** One line above the field about what is written in it. */
export const ComposerWarning = ({ text, isAsked, children }: ComposerWarningProps) => (
  <div
    role={isAsked ? "alert" : "status"}
    className={clsx(
      "mx-3 mt-2 flex flex-wrap items-center gap-x-2 rounded-control border-l-2 border-note-ink bg-note py-1 pr-1 pl-2 text-small text-note-ink",
      isAsked && "font-medium",
    )}
  >
    <TriangleAlert aria-hidden className="size-4 shrink-0" />
    <span className="min-w-40 flex-1 text-pretty">{text}</span>
    <span className="flex flex-wrap justify-end empty:hidden max-tablet:basis-full">{children}</span>
  </div>
);

/** A way out of a warning. */
export const WarningAction = ({ onPress, children }: { onPress: () => void; children: string }) => (
  <Button tone="quiet" onClick={onPress}>
    {children}
  </Button>
);
