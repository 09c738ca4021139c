import type { Ticket } from "@whatskovi/contract";
import { Check, Mic, SendHorizontal } from "lucide-react";
import { IconButton } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { EmojiButton } from "../../emoji/index.ts";
import type { SendExtra } from "../send-message.ts";
import { ComposerAttach } from "./composer-attach.tsx";
import { ComposerSettings } from "./composer-settings.tsx";
import { useComposerWishes } from "./composer-wishes.ts";

type ComposerActionsProps = {
  readonly ticket: Ticket;
  readonly isNote: boolean;
  readonly isEditing: boolean;
  readonly isHidden: boolean;
  readonly canSubmit: boolean;
  readonly offersVoice: boolean;
  readonly sendsOnEnter: boolean;
  /** By how much the text is too long. */
  readonly excess: number;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onExtra: (extra: SendExtra, file?: File) => void;
  readonly onInsert: (text: string) => void;
  readonly onFocus: () => void;
  readonly onRecord: () => void;
  readonly onSubmit: () => void;
};

/** Below the field: what can go with a text, how one writes, and the way out. */
export function ComposerActions(props: ComposerActionsProps) {
  const t = useT("composer");
  const { ticket, isNote, isEditing, excess, sendsOnEnter } = props;
  useComposerWishes((wish) => wish === "voice" && !props.isHidden && props.onRecord());
  return (
    <div hidden={props.isHidden} className="flex items-center gap-1 px-2 pb-2 [&[hidden]]:hidden">
      {!isEditing && <ComposerAttach ticket={ticket} isNote={isNote} onFiles={props.onFiles} onSend={props.onExtra} />}
      <EmojiButton onChoose={props.onInsert} onClose={props.onFocus} />
      <span className="min-w-0 flex-1 truncate text-end text-meta text-ink-faint">
        {excess > 0 ? (
          <span role="alert" className="text-danger-ink">
            {t("tooLong", { count: excess })}
          </span>
        ) : (
          <span className="hidden tablet:inline pointer-coarse:hidden">
            {t(sendsOnEnter ? "sendsOnEnterHint" : "sendsOnCtrlEnterHint")}
          </span>
        )}
      </span>
      <ComposerSettings />
      {props.offersVoice ? (
        <IconButton label={t("record")} icon={<Mic />} onClick={props.onRecord} tooltipSide="top" />
      ) : (
        <IconButton
          label={t(isEditing ? "saveEdit" : isNote ? "saveNote" : "send")}
          shortcut={sendsOnEnter ? "Enter" : "Ctrl+Enter"}
          tone="accent"
          icon={isEditing ? <Check /> : <SendHorizontal />}
          disabled={!props.canSubmit}
          onClick={props.onSubmit}
          tooltipSide="top"
        />
      )}
    </div>
  );
}
