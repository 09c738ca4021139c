import { useQueryClient } from "@tanstack/react-query";
import type { Message } from "@whatskovi/contract";
import { Copy, Ellipsis, Forward, Pencil, Reply, SmilePlus, Trash2 } from "lucide-react";
import clsx from "clsx";
import { type ReactElement, useCallback, useLayoutEffect, useRef, useState } from "react";
import { ConfirmDialog, Menu, MenuEmojiRow, MenuItem, MenuSeparator } from "../../components/ui/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { deleteMessage, type MessageAbility, ownReaction, react } from "./message-verbs.ts";

/** WhatsApp's own first six. */
const offered = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

const buttonClass =
  "grid size-8 place-items-center rounded-control text-ink-faint hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-expanded:text-ink pointer-coarse:size-11";

type MessageMenuProps = {
  readonly message: Message;
  readonly abilities: ReadonlySet<MessageAbility>;
  readonly onQuote: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  readonly onForward: (message: Message) => void;
};

/** Beside the message; with a finger above it, where it takes no room until the message is touched. */
const barClass =
  "flex shrink-0 opacity-0 transition-opacity group-focus-within/bubble:opacity-100 group-hover/bubble:opacity-100 has-aria-expanded:opacity-100 " +
  "pointer-coarse:pointer-events-none pointer-coarse:absolute pointer-coarse:bottom-full pointer-coarse:z-10 pointer-coarse:rounded-card pointer-coarse:border pointer-coarse:border-line pointer-coarse:bg-raised pointer-coarse:shadow-float pointer-coarse:group-focus-within/bubble:pointer-events-auto";

const holdsFocus = (element: HTMLElement | null): boolean => element?.contains(document.activeElement) === true;

/** Nobody has the focus, or a dialog that is about to close. */
const isFocusLeaving = (): boolean =>
  document.activeElement === document.body || Boolean(document.activeElement?.closest("[role=dialog]"));

/** When the last thing that could be done is gone, the focus stays with the message. */
function useFocusStays() {
  const bar = useRef<HTMLDivElement>(null);
  const [wasAnswered] = useState(() => ({ yes: false }));
  useLayoutEffect(() => {
    const element = bar.current;
    return () => {
      if (holdsFocus(element) || (wasAnswered.yes && isFocusLeaving()))
        element?.parentElement?.querySelector<HTMLElement>("[data-bubble]")?.focus();
    };
  }, [wasAnswered]);
  return {
    bar,
    /** A question was answered, and may close together with the message's actions. */
    answered: useCallback(() => {
      Object.assign(wasAnswered, { yes: true });
    }, [wasAnswered]),
  };
}

const inMenu: readonly MessageAbility[] = ["copy", "forward", "edit", "delete"];

/** What can be done with a message: under the mouse, the finger or the focus, as buttons and a menu. */
export function MessageMenu(props: MessageMenuProps) {
  return props.abilities.size === 0 ? null : <ActionBar {...props} />;
}

function ActionBar({ message, abilities, onQuote, onEdit, onForward }: MessageMenuProps) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const [isDeleting, setDeleting] = useState(false);
  const own = ownReaction(message);
  const told = (work: Promise<void>) => void work.catch((refusal: unknown) => showToast(errorText(refusal)));
  const choose = (emoji: string) => told(react(queryClient, message, emoji === own ? null : emoji));
  const { bar, answered } = useFocusStays();
  const button = (label: string, icon: ReactElement, onClick?: () => void) => (
    <button type="button" aria-label={label} title={label} className={buttonClass} {...(onClick && { onClick })}>
      {icon}
    </button>
  );
  const confirmDelete = () => {
    answered();
    setDeleting(false);
    told(deleteMessage(queryClient, message));
  };
  return (
    <div
      ref={bar}
      className={clsx(barClass, message.direction === "INBOUND" ? "pointer-coarse:left-0" : "pointer-coarse:right-0")}
    >
      {abilities.has("react") && (
        <Menu
          align="center"
          side="top"
          orientation="horizontal"
          trigger={button(t("react"), <SmilePlus aria-hidden className="size-4" />)}
        >
          <MenuEmojiRow label={t("react")} emojis={offered} chosen={own} onChoose={choose} />
        </Menu>
      )}
      {abilities.has("quote") && button(t("reply"), <Reply aria-hidden className="size-4" />, () => onQuote(message))}
      {inMenu.some((ability) => abilities.has(ability)) && (
        <Menu trigger={button(t("more"), <Ellipsis aria-hidden className="size-4" />)}>
          {abilities.has("copy") && (
            <MenuItem icon={<Copy />} onSelect={() => void navigator.clipboard.writeText(message.body)}>
              {t("copy")}
            </MenuItem>
          )}
          {abilities.has("forward") && (
            <MenuItem icon={<Forward />} onSelect={() => onForward(message)}>
              {t("forward")}
            </MenuItem>
          )}
          {abilities.has("edit") && (
            <MenuItem icon={<Pencil />} onSelect={() => onEdit(message)}>
              {t("edit")}
            </MenuItem>
          )}
          {abilities.has("delete") && (
            <>
              <MenuSeparator />
              <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setDeleting(true)}>
                {t(message.isPrivate ? "deleteNote" : "deleteForAll")}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        title={t(message.isPrivate ? "deleteNote" : "deleteForAll")}
        text={t(message.isPrivate ? "deleteNoteText" : "deleteText")}
        confirmLabel={t("confirmDelete")}
        onConfirm={confirmDelete}
      />
    </div>
  );
}
