"use client";

import { Smile } from "lucide-react";
import { useState } from "react";
import { IconButton, lazyPart } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

const loadPicker = () => import("./emoji-popover.tsx");
const prepare = () => void loadPicker().catch(() => undefined);
const Popover = lazyPart(() => loadPicker().then((module) => module.EmojiPopover), "above");

type EmojiButtonProps = {
  readonly onChoose: (emoji: string) => void;
  /** Where the focus goes when it closes. */
  readonly onClose: () => void;
};

/** Opens the picker. Several can be chosen while it is open. */
export function EmojiButton({ onChoose, onClose }: EmojiButtonProps) {
  const t = useT("emoji");
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onClose();
  };
  return (
    <>
      <IconButton
        ref={setAnchor}
        label={t("open")}
        icon={<Smile />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        tooltipSide="top"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => (isOpen ? close() : setOpen(true))}
      />
      {isOpen && <Popover anchor={anchor} onChoose={onChoose} onClose={close} />}
    </>
  );
}
