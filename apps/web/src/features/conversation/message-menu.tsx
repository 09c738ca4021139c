import { useQueryClient } from "@tanstack/react-query";
import type { Message } from "@whatskovi/contract";
import { Copy, Ellipsis, Forward, Lock, Pencil, Reply, SmilePlus, Trash2 } from "lucide-react";
import clsx from "clsx";
import {
  type ComponentProps,
  type ReactElement,
  type RefObject,
  useCallback,
  useDeferredValue,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { ConfirmDialog, Menu, MenuEmojiRow, MenuItem, MenuSeparator } from "../../components/ui/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { type ShortcutId, useShownKey } from "../../lib/shortcuts/index.ts";
import { showToast } from "../../stores/toasts.ts";
import type { MessageCommands, Verb } from "./message-commands.ts";
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
  /** Quotes it in a note; null where one may not write notes. */
  readonly onNote: ((message: Message) => void) | null;
  /** What the keys on the message do: filled as long as there is something to do. */
  readonly commands: RefObject<MessageCommands>;
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

const iconClass = "size-4";

function BarButton({ label, icon, ...rest }: ComponentProps<"button"> & { label: string; icon: ReactElement }) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={buttonClass}>
      {icon}
    </button>
  );
}

/** The buttons' room beside the message until they are there. */
const roomClass = "shrink-0 pointer-coarse:hidden";
const rooms = ["w-8", "w-16", "w-24"] as const;

/**
 * What can be done with a message: under the mouse, the finger or the focus, as buttons, a menu and keys. Comes right after the
 * message itself, which nobody should wait for.
 */
export function MessageMenu(props: MessageMenuProps) {
  const { abilities, onNote } = props;
  const isDue = useDeferredValue(true, false);
  if (abilities.size === 0 && onNote === null) return null;
  if (isDue) return <ActionBar {...props} />;
  return <span className={clsx(roomClass, rooms[Number(abilities.has("react")) + Number(abilities.has("quote"))])} />;
}

function useVerbs({ message, abilities, onQuote, onEdit, onForward, onNote }: MessageMenuProps) {
  const common = useT("common");
  const [isDeleting, setDeleting] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(message.body).then(
      () => showToast(common("copied")),
      () => undefined,
    );
  const verbs: MessageCommands = {
    ...(abilities.has("quote") && { quote: () => onQuote(message) }),
    ...(abilities.has("copy") && { copy }),
    ...(abilities.has("forward") && { forward: () => onForward(message) }),
    ...(onNote !== null && { note: () => onNote(message) }),
    ...(abilities.has("edit") && { edit: () => onEdit(message) }),
    ...(abilities.has("delete") && { delete: () => setDeleting(true) }),
  };
  return { verbs, isDeleting, endDeleting: () => setDeleting(false) };
}

function ActionBar(props: MessageMenuProps) {
  const { message, abilities, commands } = props;
  const t = useT("conversation");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const { verbs, isDeleting, endDeleting } = useVerbs(props);
  const shownKey = useShownKey();
  const own = ownReaction(message);
  const told = (work: Promise<void>) => void work.catch((refusal: unknown) => showToast(errorText(refusal)));
  const choose = (emoji: string) => told(react(queryClient, message, emoji === own ? null : emoji));
  const { bar, answered } = useFocusStays();
  const press = (name: string) => () => bar.current?.querySelector<HTMLElement>(`[data-opens=${name}]`)?.click();
  useImperativeHandle(commands, () => ({ ...verbs, menu: press("menu"), react: press("react") }));
  const confirmDelete = () => {
    answered();
    endDeleting();
    told(deleteMessage(queryClient, message));
  };
  const inMenu: readonly { verb: Verb; id: ShortcutId; icon: ReactElement }[] = [
    { verb: "quote", id: "messageQuote", icon: <Reply /> },
    { verb: "copy", id: "messageCopy", icon: <Copy /> },
    { verb: "forward", id: "messageForward", icon: <Forward /> },
    { verb: "note", id: "messageNote", icon: <Lock /> },
    { verb: "edit", id: "messageEdit", icon: <Pencil /> },
  ];
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
          trigger={
            <BarButton label={t("react")} data-opens="react" icon={<SmilePlus aria-hidden className={iconClass} />} />
          }
        >
          <MenuEmojiRow label={t("react")} emojis={offered} chosen={own} onChoose={choose} />
        </Menu>
      )}
      {verbs.quote !== undefined && (
        <BarButton label={t("reply")} icon={<Reply aria-hidden className={iconClass} />} onClick={verbs.quote} />
      )}
      <Menu
        trigger={
          <BarButton label={t("more")} data-opens="menu" icon={<Ellipsis aria-hidden className={iconClass} />} />
        }
      >
        {inMenu.map(({ verb, id, icon }) => {
          const run = verbs[verb];
          return (
            run !== undefined && (
              <MenuItem key={verb} icon={icon} shortcut={shownKey(id)} onSelect={run}>
                {t(`verbs.${verb}`)}
              </MenuItem>
            )
          );
        })}
        {verbs.delete !== undefined && (
          <>
            <MenuSeparator />
            <MenuItem
              icon={<Trash2 />}
              tone="danger"
              shortcut={shownKey("messageDelete") && t("deleteKey")}
              onSelect={verbs.delete}
            >
              {t(message.isPrivate ? "deleteNote" : "deleteForAll")}
            </MenuItem>
          </>
        )}
      </Menu>
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={endDeleting}
        title={t(message.isPrivate ? "deleteNote" : "deleteForAll")}
        text={t(message.isPrivate ? "deleteNoteText" : "deleteText")}
        confirmLabel={t("confirmDelete")}
        onConfirm={confirmDelete}
      />
    </div>
  );
}
