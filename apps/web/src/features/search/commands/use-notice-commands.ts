import { ArrowUpToLine, CircleAlert, Undo2 } from "lucide-react";
import { useState } from "react";
import { useT } from "../../../lib/i18n/index.ts";
import { undoLast, useToasts } from "../../../stores/toasts.ts";
import type { Command } from "./command.ts";
import { isThere, press } from "./page.ts";

const buttons = {
  undoSend: { selector: "[data-undo-send]", icon: Undo2 },
  arrivals: { selector: "[data-show-arrivals]", icon: ArrowUpToLine },
  unsent: { selector: "[data-show-unsent]", icon: CircleAlert },
} as const;

type Name = keyof typeof buttons;

const shownNow = (): Name[] => (Object.keys(buttons) as Name[]).filter((name) => isThere(buttons[name].selector));

/** What the page offers in passing as the palette is opened: taking back what was just done or sent, seeing what is new or was refused. */
export function useNoticeCommands(): Command[] {
  const t = useT("search.commands");
  const [shown] = useState(shownNow);
  const toast = useToasts(({ items }) => items.findLast(({ action }) => action !== undefined));
  const offered = shown.map((name): Command => ({
    id: name,
    name: t(name),
    icon: buttons[name].icon,
    when: "closed",
    run: () => press(buttons[name].selector),
  }));
  if (toast?.action === undefined) return offered;
  const { text, action } = toast;
  return [
    { id: "undo", name: action.label, aside: text, icon: Undo2, shortcut: "undo", run: () => void undoLast() },
    ...offered,
  ];
}
