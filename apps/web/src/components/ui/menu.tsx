"use client";

import { cloneElement, lazy, type MouseEvent, type ReactElement, type ReactNode, type Ref, useState } from "react";
import { lazyPart } from "./lazy-part.tsx";
import type { MenuChoicesProps, MenuLayerProps } from "./menu-parts.tsx";

// What a closed menu does not need comes when somebody reaches for it.
const loadParts = () => import("./menu-parts.tsx");
const prepare = () => void loadParts().catch(() => undefined);
const Layer = lazyPart(() => loadParts().then((module) => module.MenuLayer), "above");

export const MenuItem = lazy(async () => ({ default: (await loadParts()).MenuItem }));
export const MenuEmojiRow = lazy(async () => ({ default: (await loadParts()).MenuEmojiRow }));
export const MenuSeparator = lazy(async () => ({ default: (await loadParts()).MenuSeparator }));
/** One of some, inside a menu. */
export const MenuChoices = lazy(async () => ({ default: (await loadParts()).MenuChoices })) as unknown as <
  Value extends string,
>(
  props: MenuChoicesProps<Value>,
) => ReactNode;

type TriggerProps = {
  ref?: Ref<HTMLElement>;
  onClick?: (event: MouseEvent) => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

type Props = {
  /** The button that opens it. It takes the properties of a button. */
  trigger: ReactElement;
  side?: MenuLayerProps["side"];
  align?: MenuLayerProps["align"];
  /** In which direction the arrow keys go. */
  orientation?: MenuLayerProps["orientation"];
  children: ReactNode;
};

export function Menu({ trigger, side = "bottom", align = "end", orientation = "vertical", children }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const [opener, setOpener] = useState<Element | null>(null);
  const button = trigger as ReactElement<TriggerProps>;
  return (
    <>
      {cloneElement(button, {
        ref: setAnchor,
        "aria-haspopup": "menu",
        "aria-expanded": isOpen,
        onPointerEnter: prepare,
        onFocus: prepare,
        onClick: (event: MouseEvent) => {
          button.props.onClick?.(event);
          setOpened(true);
          setByKey(event.detail === 0);
          setOpener(document.activeElement);
          setOpen(!isOpen);
        },
      })}
      {wasOpened && (
        <Layer {...{ anchor, opener, isOpen, isByKey, side, align, orientation }} onOpenChange={setOpen}>
          {children}
        </Layer>
      )}
    </>
  );
}
