import type { Ticket } from "@whatskovi/contract";
import { Lock } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { Composer } from "./composer.tsx";
import { useComposerFocus } from "./composer-focus.ts";

type ComposerBarProps = {
  readonly ticket: Ticket;
  readonly onAccept: () => void;
  readonly onReopen: () => void;
};

/** The composer, or why one cannot write and what to do about it. */
export function ComposerBar({ ticket, onAccept, onReopen }: ComposerBarProps) {
  const t = useT("composer");
  const actions = useT("ticket.actions");
  const [isNoting, setNoting] = useState(false);
  const wanted = useComposerFocus((focus) => focus.wanted);
  const can = (ability: Ticket["abilities"][number]) => ticket.abilities.includes(ability);
  useEffect(() => {
    if (wanted?.mode === "note") setNoting(true);
  }, [wanted]);

  const isConnected = ticket.connection.status === "online";
  if (can("send")) {
    return (
      <>
        {!isConnected && (
          <p className="shrink-0 px-4 pb-2 text-center text-small text-danger-ink">
            {t("disconnected", { name: ticket.connection.name })}
          </p>
        )}
        <Composer ticket={ticket} canSend />
      </>
    );
  }

  const reason =
    ticket.status === "PENDING"
      ? t("pending")
      : ticket.status === "CLOSED"
        ? t("closed")
        : ticket.user === null
          ? t("readOnly")
          : t("othersTicket", { name: ticket.user.name });
  return (
    <>
      <div className="flex min-h-14 shrink-0 flex-wrap items-center justify-center gap-2 border-t border-line bg-surface px-4 py-2">
        <p className="text-ink-soft">{reason}</p>
        {can("accept") && (
          <Button tone="primary" onClick={onAccept}>
            {actions("accept")}
          </Button>
        )}
        {can("reopen") && (
          <Button tone="primary" onClick={onReopen}>
            {actions("reopen")}
          </Button>
        )}
        {can("note") && !isNoting && (
          <Button tone="quiet" icon={<Lock aria-hidden className="size-4" />} onClick={() => setNoting(true)}>
            {t("writeNote")}
          </Button>
        )}
      </div>
      {isNoting && can("note") && <Composer ticket={ticket} canSend={false} />}
    </>
  );
}
