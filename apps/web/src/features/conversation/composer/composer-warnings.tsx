import { useT } from "../../../lib/i18n/index.ts";
import { ComposerWarning, WarningAction } from "./composer-warning.tsx";
import type { Collision } from "./use-collision.ts";

type ComposerWarningsProps = {
  readonly collision: Collision | null;
  /** What a quick reply left to be filled in by hand. */
  readonly variable: string | null;
  /** The question that the last press of send has asked. */
  readonly asked: string | null;
  readonly onDismiss: () => void;
  readonly onSend: () => void;
};

/** Shows a message of the open conversation: the address names it. */
function look(messageId: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set("message", messageId);
  window.history.replaceState(null, "", address);
}

/** What one should know before what is written is sent. */
export function ComposerWarnings({ collision, variable, asked, onDismiss, onSend }: ComposerWarningsProps) {
  const t = useT("composer");
  const isCollisionAsked = collision !== null && asked === `answered ${collision.messageId}`;
  const isVariableAsked = variable !== null && asked === variable;
  return (
    <>
      {collision !== null && (
        <ComposerWarning
          isAsked={isCollisionAsked}
          text={
            collision.name === null ? t("answeredMeanwhileSomebody") : t("answeredMeanwhile", { name: collision.name })
          }
        >
          <WarningAction onPress={() => look(collision.messageId)}>{t("seeAnswer")}</WarningAction>
          {isCollisionAsked ? (
            <WarningAction onPress={onSend}>{t("sendAnyway")}</WarningAction>
          ) : (
            <WarningAction onPress={onDismiss}>{t("understood")}</WarningAction>
          )}
        </ComposerWarning>
      )}
      {variable !== null && (
        <ComposerWarning isAsked={isVariableAsked} text={t("variableOpen", { name: variable })}>
          {isVariableAsked && <WarningAction onPress={onSend}>{t("sendAnyway")}</WarningAction>}
        </ComposerWarning>
      )}
    </>
  );
}
