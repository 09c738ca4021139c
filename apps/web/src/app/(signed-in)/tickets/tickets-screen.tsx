"use client";

import clsx from "clsx";
import { MessagesSquare } from "lucide-react";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Button, EmptyState, lazyPart } from "../../../components/ui/index.ts";
import { InboxPane, setActive, useDefaultView } from "../../../features/inbox/index.ts";
import { useTellViewing } from "../../../features/presence/index.ts";
import { TicketDialogs, useLeaveTicket, useTicketRemoval } from "../../../features/tickets/index.ts";
import { useCloseByBack } from "../../../lib/back/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { setDetailsOpen, useLayout } from "../../../stores/layout.ts";
import { useFullScreen } from "../../../stores/navigation.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import { openShortcutSheet } from "../../../stores/shortcut-sheet.ts";
import { DetailsBeside, prepareDetails } from "./details-beside.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { useInboxAddress } from "./use-inbox-address.ts";
import { useInboxKeys } from "./use-inbox-keys.ts";

const loadConversation = () => import("../../../features/conversation/index.ts");

const ConversationPane = lazyPart(
  () => loadConversation().then((module) => module.ConversationPane),
  "inside",
  () => <div className="flex-1 bg-canvas" />,
);

/** The list comes first; what a conversation needs follows while one reads it, so that opening one waits for nothing. */
function prepareConversation() {
  const timer = setTimeout(() => {
    void loadConversation().catch(() => undefined);
    prepareDetails();
  }, 1500);
  return () => clearTimeout(timer);
}

const wide = "(min-width: 1280px)";

const useIsWide = (): boolean =>
  useSyncExternalStore(
    (notify) => {
      const media = window.matchMedia(wide);
      media.addEventListener("change", notify);
      return () => media.removeEventListener("change", notify);
    },
    () => window.matchMedia(wide).matches,
    () => true,
  );

/** On a wide screen the details stand beside and are remembered; elsewhere they come over the conversation when asked for. */
function useDetails(ticketId: string | null) {
  const isWide = useIsWide();
  const isRemembered = useLayout((layout) => layout.isDetailsOpen);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    setOver(false);
  }, [ticketId]);
  const isRemoved = useTicketRemoval(ticketId) !== null;
  const isOpen = ticketId !== null && !isRemoved && (isWide ? isRemembered : isOver);
  const toggle = useCallback(() => (isWide ? setDetailsOpen(!isOpen) : setOver(!isOpen)), [isWide, isOpen]);
  useCloseByBack(isOpen && !isWide, () => setOver(false));
  return useMemo(() => ({ isOpen, isOver: isOpen && !isWide, toggle }), [isOpen, isWide, toggle]);
}

function NothingOpen() {
  const t = useT("inbox.select");
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title={t("title")}
      text={t("text")}
      action={
        <Button tone="quiet" size="small" onClick={openShortcutSheet}>
          {t("shortcuts")}
        </Button>
      }
    />
  );
}

/** The inbox: list, conversation and details side by side, or one at a time where there is no room. */
export function TicketsScreen() {
  const me = useCurrentUser();
  const inbox = useT("inbox");
  const address = useInboxAddress(me.role === "AGENT" ? "mine" : "all");
  const { look, ticketId, open, close, change } = address;
  useDefaultView(address.isNamed ? null : address.begin);
  const width = useLayout((layout) => layout.listWidth);
  const details = useDetails(ticketId);
  useInboxKeys(address, details);
  useLeaveTicket(ticketId, close);
  useEffect(prepareConversation, []);
  useTellViewing(ticketId);
  useFullScreen(ticketId !== null);
  useEffect(() => {
    if (ticketId !== null) setActive(ticketId);
  }, [ticketId]);

  return (
    <div className="flex h-full min-h-0">
      <h1 className="sr-only">{inbox("title")}</h1>
      <div
        style={{ "--list-width": `${width}px` } as React.CSSProperties}
        className={clsx(
          "relative min-w-0 shrink-0 border-line max-tablet:w-full tablet:w-80 tablet:border-r desktop:w-(--list-width)",
          ticketId !== null && "max-tablet:hidden",
        )}
      >
        <InboxPane look={look} onLook={change} openId={ticketId} onOpen={open} onClose={close} />
        <ResizeHandle />
      </div>
      <div className={clsx("relative flex min-w-0 flex-1", ticketId === null && "max-tablet:hidden")}>
        {ticketId === null ? (
          <NothingOpen />
        ) : (
          <ConversationPane
            ticketId={ticketId}
            wanted={address.wanted}
            onBack={close}
            isDetailsOpen={details.isOpen}
            onToggleDetails={details.toggle}
          />
        )}
        {details.isOpen && ticketId !== null && <DetailsBeside ticketId={ticketId} onClose={details.toggle} />}
      </div>
      <TicketDialogs />
    </div>
  );
}
