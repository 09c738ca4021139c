import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { useRealtime, type RealtimeHandlers } from "../../lib/realtime/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { type Announcement, beginAnnouncing } from "./announcing.ts";
import { tagOf } from "./notices.ts";
import { notificationHandlers } from "./notification-realtime.ts";
import { readNotifications, unreadQuery } from "./notification-queries.ts";
import { closeNotices } from "./shown.ts";
import { NoticeLines } from "./notice-lines.tsx";
import { forgetUnseen } from "./unseen.ts";
import { useNoticeWords } from "./use-notice-words.ts";
import { useTitle } from "./use-title.ts";

const isAttentive = () => document.visibilityState === "visible" && document.hasFocus();
const signs = ["focus", "blur"] as const;

/** The ticket whose conversation is open in this tab. */
function useOpenTicketId(): string | null {
  const isInbox = /^\/tickets(?:\.|\/|$)/.test(usePathname());
  const ticketId = useSearchParams().get("ticket");
  return isInbox ? ticketId : null;
}

/** Calls with what is open here whenever that changes, or whether somebody looks at it. */
function useAttended(ticketId: string | null, onChange: () => void): void {
  const told = useEffectEvent(onChange);
  useEffect(() => {
    told();
    for (const sign of signs) window.addEventListener(sign, told);
    document.addEventListener("visibilitychange", told);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, told);
      document.removeEventListener("visibilitychange", told);
    };
  }, [ticketId]);
}

/** A click on a notification that the service worker heard of. */
function useClicks(open: (address: string) => void): void {
  const opened = useEffectEvent(open);
  useEffect(() => {
    const { serviceWorker } = navigator;
    if (serviceWorker === undefined) return;
    const hear = ({ data }: MessageEvent<{ open?: unknown } | null>) => {
      if (typeof data?.open === "string" && data.open.startsWith("/")) opened(data.open);
    };
    serviceWorker.addEventListener("message", hear);
    return () => serviceWorker.removeEventListener("message", hear);
  }, []);
}

/** Who opens a ticket has seen what was meant for them there. */
function useReadWithTicket(ticketId: string | null) {
  const queryClient = useQueryClient();
  const { data } = useQuery(unreadQuery());
  const ids = (data?.items ?? []).filter((one) => one.ticketId === ticketId).map(({ id }) => id);
  return () => {
    if (ticketId === null || ids.length === 0 || !isAttentive()) return;
    // Failed, it is told with the next look: there is nothing a person could do about it.
    readNotifications(queryClient, ids.slice(0, 100)).catch(() => undefined);
  };
}

/** Tells the person what concerns them: outside the page, by a sound, in the title. It comes after the page, and shows a line at most. */
export function Notifier() {
  const me = useCurrentUser();
  const router = useRouter();
  const queryClient = useQueryClient();
  const words = useNoticeWords();
  const ticketId = useOpenTicketId();
  const [announcement, setAnnouncement] = useState<Announcement | null>(null);
  const open = (address: string) => router.push(address);
  const openLater = useEffectEvent(open);
  useTitle();
  useClicks(open);

  useEffect(() => {
    const begun = beginAnnouncing({ queryClient, userId: me.id, words, open: (address) => openLater(address) });
    setAnnouncement(begun);
    return () => {
      setAnnouncement(null);
      begun.end();
    };
  }, [queryClient, me.id, words]);
  // Who signs out leaves nothing of theirs on the screen.
  useEffect(() => () => void closeNotices(), [me.id]);

  const read = useReadWithTicket(ticketId);
  const unreadHere = useEffectEvent(read);
  useAttended(ticketId, () => {
    announcement?.lookAt(ticketId);
    read();
    if (ticketId === null || !isAttentive()) return;
    forgetUnseen(ticketId);
    void closeNotices(tagOf(ticketId));
  });
  useEffect(() => announcement?.lookAt(ticketId), [announcement, ticketId]);
  const { data } = useQuery(unreadQuery());
  useEffect(() => unreadHere(), [data]);

  const [nothing] = useState<RealtimeHandlers>({});
  useRealtime(notificationHandlers);
  useRealtime(announcement?.handlers ?? nothing);
  return <NoticeLines />;
}
