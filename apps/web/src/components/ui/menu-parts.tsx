"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { createContext, type FocusEvent, type ReactNode, useCallback, useContext, useEffect, useRef } from "react";
import { useCloseByBack } from "../../lib/back/index.ts";
import { layerClass, layerItemClass } from "./layer-class.ts";
import { Shortcut } from "./shortcut.tsx";

/** Lets a choice act once the menu has given the focus back: a dialog that it opens then knows where to return it to. */
const AfterClose = createContext<(act: () => void) => void>((act) => act());

export type MenuLayerProps = {
  anchor: HTMLElement | null;
  /** What had the focus when it was opened. */
  opener: Element | null;
  isOpen: boolean;
  /** Opened by the keyboard: the first choice is chosen at once. */
  isByKey: boolean;
  onOpenChange: (isOpen: boolean) => void;
  side: "top" | "bottom" | "left" | "right";
  align: "start" | "center" | "end";
  orientation: "vertical" | "horizontal";
  children: ReactNode;
};

/** Tells when the menu has gone, which is when the focus is given back. */
function Presence({ onGone }: { onGone: () => void }) {
  useEffect(() => onGone, [onGone]);
  return null;
}

/** The open menu. Its trigger stands elsewhere, so that pages load without this file. */
export function MenuLayer(props: MenuLayerProps) {
  const { anchor, opener, isOpen, isByKey, onOpenChange, side, align, orientation, children } = props;
  useCloseByBack(isOpen, () => onOpenChange(false));
  const chosen = useRef<(() => void) | null>(null);
  const hasBegun = useRef(false);
  const onGone = useCallback(() => {
    const act = chosen.current;
    chosen.current = null;
    hasBegun.current = false;
    if (act !== null) setTimeout(act);
  }, []);
  /** The focus arrives at the menu as a whole, once. */
  const beginAtFirst = (event: FocusEvent<HTMLDivElement>) => {
    if (!isByKey || hasBegun.current || event.target !== event.currentTarget) return;
    hasBegun.current = true;
    event.currentTarget.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus();
  };
  /** Where it was opened from, which need not be its button: a message that has the focus opens its menu by a key. */
  const focusAfter = () =>
    opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : anchor;
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange} orientation={orientation}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} align={align} sideOffset={4} collisionPadding={8} className="z-40">
          <Base.Popup onFocus={beginAtFirst} finalFocus={focusAfter} className={clsx(layerClass, "min-w-52")}>
            <Presence onGone={onGone} />
            <AfterClose value={(act) => (chosen.current = act)}>{children}</AfterClose>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export type MenuItemProps = {
  icon?: ReactNode;
  shortcut?: string | undefined;
  tone?: "plain" | "danger";
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({ icon, shortcut, tone = "plain", isDisabled = false, onSelect, children }: MenuItemProps) {
  const afterClose = useContext(AfterClose);
  return (
    <Base.Item
      disabled={isDisabled}
      onClick={() => afterClose(onSelect)}
      className={clsx(layerItemClass, tone === "danger" && "text-danger-ink")}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </Base.Item>
  );
}

export type MenuEmojiRowProps = {
  /** What choosing one does, before its name. */
  label: string;
  emojis: readonly string[];
  chosen: string | null;
  onChoose: (emoji: string) => void;
};

/** A few emoji side by side, inside a menu. */
export const MenuEmojiRow = ({ label, emojis, chosen, onChoose }: MenuEmojiRowProps) => (
  <Base.Group className="flex gap-1 p-1">
    {emojis.map((emoji) => (
      <Base.Item
        key={emoji}
        aria-label={`${label} ${emoji}`}
        onClick={() => onChoose(emoji)}
        className={clsx(
          "grid size-9 cursor-pointer place-items-center rounded-control text-headline outline-none data-highlighted:bg-hover pointer-coarse:size-11",
          emoji === chosen && "bg-selected",
        )}
      >
        {emoji}
      </Base.Item>
    ))}
  </Base.Group>
);

export const MenuSeparator = () => <Base.Separator className="my-1 h-px bg-line" />;

export type MenuChoicesProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
};

/** One of some, inside a menu. */
export function MenuChoices<Value extends string>({ label, value, choices, onChange }: MenuChoicesProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-meta text-ink-faint">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} closeOnClick className={layerItemClass}>
            {choice.icon}
            <span className="flex-1">{choice.label}</span>
            <Base.RadioItemIndicator className="text-accent-ink">
              <Check />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
