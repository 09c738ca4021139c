"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { ArrowLeft, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useCloseByBack } from "../../lib/back/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { IconButton } from "./icon-button.tsx";

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  /** Escape comes here first; true when it has done its work, and the dialog stays. */
  onEscape?: () => boolean;
  /** It has gone, and the focus is back where it came from. */
  onClosed?: () => void;
  /** The way to what stood here before, left of the title. */
  back?: { readonly label: string; readonly run: () => void } | undefined;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the main one last. */
  footer?: ReactNode;
  /** `screen`: all of a phone, a tall box elsewhere whose height does not change; what is in it scrolls by itself. */
  size?: "small" | "medium" | "large" | "screen";
};

const sizes = {
  small: "tablet:max-w-100",
  medium: "tablet:max-w-130",
  large: "tablet:max-w-180",
  screen: "h-full tablet:h-150 tablet:max-w-180 max-tablet:rounded-none",
};

/** Where the work is: the first field, else the main button. */
const firstInside = "[data-dialog-body] :is(input, textarea, button):enabled, footer button:last-child:enabled";

/** A question or a form above the page. Focus goes in, and back to where it came from. On phones it rises from below. */
export function DialogLayer({ isOpen, onClose, onEscape, onClosed, size = "medium", ...parts }: DialogProps) {
  const { back, title, description, children, footer } = parts;
  const t = useT("common");
  const popup = useRef<HTMLDivElement>(null);
  useCloseByBack(isOpen, () => void (onEscape?.() || onClose()));
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open, { reason }) => !open && !(reason === "escape-key" && onEscape?.()) && onClose()}
      onOpenChangeComplete={(open) => !open && onClosed?.()}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-overlay transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0" />
        <Base.Viewport className="fixed inset-x-0 top-0 z-30 flex h-visible items-end justify-center max-tablet:pt-safe tablet:items-center tablet:p-6">
          <Base.Popup
            ref={popup}
            // With a finger the keyboard would cover half of it: it comes when a field is touched.
            initialFocus={(how) =>
              size !== "screen" && (how === "touch" || window.matchMedia("(pointer: coarse)").matches)
                ? popup.current
                : (popup.current?.querySelector<HTMLElement>(firstInside) ?? popup.current)
            }
            className={clsx(
              "flex max-h-full w-full flex-col rounded-t-card bg-raised text-ink shadow-float outline-none max-tablet:pb-safe tablet:rounded-card",
              "transition data-starting-style:translate-y-2 data-starting-style:opacity-0 data-ending-style:opacity-0",
              sizes[size],
            )}
          >
            <header className="flex items-start gap-2 px-5 pt-4">
              {back !== undefined && (
                <IconButton label={back.label} icon={<ArrowLeft />} onClick={back.run} className="-mt-1 -ml-2" />
              )}
              <div className="min-w-0 flex-1">
                <Base.Title className="text-title">{title}</Base.Title>
                {description !== undefined && (
                  <Base.Description className="mt-1 text-body text-pretty text-ink-soft">
                    {description}
                  </Base.Description>
                )}
              </div>
              <Base.Close render={<IconButton label={t("close")} icon={<X />} className="-mt-1 -mr-2" />} />
            </header>
            {children !== undefined && (
              <div
                data-dialog-body
                className={clsx(
                  "min-h-0 flex-1",
                  size === "screen" ? "flex flex-col gap-2 px-3 pt-2 pb-3" : "scroll-thin overflow-y-auto px-5 py-4",
                )}
              >
                {children}
              </div>
            )}
            {footer !== undefined && (
              <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-5">{footer}</footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
