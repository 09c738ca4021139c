import type { Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { Lock } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, lazyPart } from "../../../components/ui/index.ts";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { useDrafts } from "../../../stores/drafts.ts";
import { Composer } from "./composer.tsx";
import { useComposerFocus } from "./composer-focus.ts";
import { useServiceWindow } from "../service-window.ts";

const TemplateDialog = lazyPart(() => import("./template-dialog.tsx").then((module) => module.TemplateDialog), "above");

type ComposerBarProps = {
  readonly ticket: Ticket;
  readonly onAccept: () => void;
  readonly onReopen: () => void;
};

/** Whether a note is being written where nothing can be sent: begun by a button, or by whoever asks for it from elsewhere. */
function useNoting() {
  const wanted = useComposerFocus((focus) => focus.wanted);
  const [isNoting, setNoting] = useState(false);
  useEffect(() => {
    if (wanted?.mode === "note") setNoting(true);
  }, [wanted]);
  return [isNoting, setNoting] as const;
}

/** The official API takes free text for a day after the customer's last message: what can be done when that is over. */
function ClosedWindow({ ticket }: { ticket: Ticket }) {
  const t = useT("composer");
  const [isChoosing, setChoosing] = useState(false);
  const [isNoting, setNoting] = useNoting();
  const canNote = ticket.abilities.includes("note");
  const hasTemplates = driverCapabilities[ticket.connection.driver].templates;
  const hasBegun = useDrafts(({ byTicket }) => (byTicket[ticket.id]?.body ?? "") !== "");
  return (
    <>
      <div className="flex min-h-14 shrink-0 flex-wrap items-center justify-center gap-2 border-t border-line bg-surface px-4 py-2">
        <p className="max-w-140 text-pretty text-ink-soft">
          {t("windowClosed")} {hasBegun && t("windowKeeps")}
        </p>
        {hasTemplates && (
          <Button tone="primary" data-send-template onClick={() => setChoosing(true)}>
            {t("template.title")}
          </Button>
        )}
        {canNote && !isNoting && (
          <Button tone="quiet" icon={<Lock aria-hidden className="size-4" />} onClick={() => setNoting(true)}>
            {t("writeNote")}
          </Button>
        )}
      </div>
      {isNoting && <Composer ticket={ticket} canSend={false} />}
      {isChoosing && <TemplateDialog ticket={ticket} onClose={() => setChoosing(false)} />}
    </>
  );
}

/** The composer, or why one cannot write and what to do about it. */
export function ComposerBar({ ticket, onAccept, onReopen }: ComposerBarProps) {
  const t = useT("composer");
  const formats = useFormats();
  const actions = useT("ticket.actions");
  const [isNoting, setNoting] = useNoting();
  const can = (ability: Ticket["abilities"][number]) => ticket.abilities.includes(ability);
  const isConnected = ticket.connection.status === "online";
  const serviceWindow = useServiceWindow(ticket);
  if (can("send") && serviceWindow.state === "closed") return <ClosedWindow ticket={ticket} />;
  if (can("send")) {
    return (
      <>
        {!isConnected && (
          <p className="shrink-0 px-4 pb-2 text-center text-small text-danger-ink">
            {t("disconnected", { name: ticket.connection.name })}
          </p>
        )}
        {serviceWindow.state === "closing" && (
          <p className="shrink-0 px-4 pb-2 text-center text-small text-note-ink tabular-nums">
            {t("windowCloses", { time: formats.time(serviceWindow.closesAt) })}
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
