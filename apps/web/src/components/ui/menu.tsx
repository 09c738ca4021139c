"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { layerClass, layerItemClass } from "./layer-class.ts";
import { Shortcut } from "./shortcut.tsx";

type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  children: ReactNode;
};

export function Menu({ trigger, side = "bottom", align = "end", children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-40">
          <Base.Popup className={clsx(layerClass, "min-w-52")}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = {
  icon?: ReactNode;
  shortcut?: string;
  tone?: "plain" | "danger";
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export const MenuItem = ({ icon, shortcut, tone = "plain", isDisabled = false, onSelect, children }: ItemProps) => (
  <Base.Item disabled={isDisabled} onClick={onSelect} className={clsx(layerItemClass, tone === "danger" && "text-danger-ink")}>
    {icon}
    <span className="flex-1">{children}</span>
    {shortcut !== undefined && <Shortcut keys={shortcut} />}
  </Base.Item>
);

export const MenuSeparator = () => <Base.Separator className="my-1 h-px bg-line" />;

type ChoiceGroupProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
};

/** One of some, inside a menu. */
export function MenuChoices<Value extends string>({ label, value, choices, onChange }: ChoiceGroupProps<Value>) {
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
