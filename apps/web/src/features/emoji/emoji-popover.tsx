"use client";

import { Popover } from "@base-ui/react/popover";
import { clsx } from "clsx";
import { layerClass } from "../../components/ui/layer-class.ts";
import { useCloseByBack } from "../../lib/back/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { EmojiPicker } from "./emoji-picker.tsx";

type EmojiPopoverProps = {
  readonly anchor: HTMLElement | null;
  readonly onChoose: (emoji: string) => void;
  readonly onClose: () => void;
};

/** The picker, above the button that opens it. */
export function EmojiPopover({ anchor, onChoose, onClose }: EmojiPopoverProps) {
  const t = useT("emoji");
  useCloseByBack(true, onClose);
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side="top" align="start" sideOffset={8} className="z-40">
          <Popover.Popup aria-label={t("label")} finalFocus={false} className={clsx(layerClass, "w-80 max-w-full p-0")}>
            <EmojiPicker onChoose={onChoose} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
