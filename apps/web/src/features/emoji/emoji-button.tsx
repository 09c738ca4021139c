"use client";

import { Smile } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

const loadPicker = () => import("./emoji-popover.tsx");
const Popover = lazy(async () => ({ default: (await loadPicker()).EmojiPopover }));

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
        onPointerEnter={() => void loadPicker()}
        onFocus={() => void loadPicker()}
        onClick={() => (isOpen ? close() : setOpen(true))}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <Popover anchor={anchor} onChoose={onChoose} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
