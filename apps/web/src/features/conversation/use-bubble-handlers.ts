import { type RefObject, useRef } from "react";
import { everyShortcut, ownShortcutOf, shortcutOf } from "../../lib/shortcuts/index.ts";
import type { BubbleHandlers } from "./bubble.tsx";
import { commandsByShortcut, type MessageCommands } from "./message-commands.ts";

const longPressMs = 450;

/** Where the browser's own menu serves better: links, fields, and text that somebody has selected. */
const wantsOwnMenu = (target: EventTarget): boolean =>
  (target instanceof Element && target.closest("a,input,textarea,video") !== null) ||
  window.getSelection()?.isCollapsed === false;

/** Keys on a message that has the focus, the right button, and a finger that stays. */
export function useBubbleHandlers(commands: RefObject<MessageCommands>): BubbleHandlers {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  return {
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget) return;
      // Also where it cannot be done or is switched off: the same keys mean something else to the whole conversation.
      if (shortcutOf(event.nativeEvent, "message", everyShortcut) !== null) event.preventDefault();
      const id = ownShortcutOf(event.nativeEvent, "message");
      if (id !== null) commands.current?.[commandsByShortcut[id]]?.();
    },
    onContextMenu: (event) => {
      if (event.shiftKey || wantsOwnMenu(event.target) || commands.current?.menu === undefined) return;
      event.preventDefault();
      stop();
      commands.current.menu();
    },
    onTouchStart: (event) => {
      stop();
      if (event.touches.length > 1 || wantsOwnMenu(event.target)) return;
      timer.current = setTimeout(() => {
        timer.current = null;
        commands.current?.menu?.();
      }, longPressMs);
    },
    onTouchMove: stop,
    onTouchEnd: (event) => {
      // The finger has opened the menu: it shall not press what lies under it as well.
      if (timer.current === null && event.cancelable && document.querySelector("[role=menu]") !== null)
        event.preventDefault();
      stop();
    },
    onTouchCancel: stop,
  };
}
