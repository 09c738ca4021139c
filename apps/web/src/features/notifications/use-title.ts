import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ticketCountsQuery } from "../tickets/index.ts";
import { unreadQuery } from "./notification-queries.ts";
import { useUnseen } from "./unseen.ts";

const plain = "WhatsKovi";

/** The mark on the icon of the installed app, where the system has one. */
function setBadge(count: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>;
  if (setAppBadge === undefined || clearAppBadge === undefined) return;
  const set = count > 0 ? setAppBadge.call(navigator, count) : clearAppBadge.call(navigator);
  set.catch(() => undefined);
}

/** How much waits for the person: their tickets with something unread, their notifications, and what came while nobody looked. */
function useWaitingCount(): number {
  const { data: counts } = useQuery(ticketCountsQuery());
  const { data: notifications } = useQuery(unreadQuery());
  const unseen = useUnseen(({ ticketIds }) => ticketIds.size);
  return (counts?.unread ?? 0) + (notifications?.unreadCount ?? 0) + unseen;
}

/** Tells in the window's title, on whatever page, and on the app's icon how much waits. */
export function useTitle(): void {
  const count = useWaitingCount();
  useEffect(() => {
    const wanted = count > 0 ? `(${count}) ${plain}` : plain;
    const write = () => {
      if (document.title !== wanted) document.title = wanted;
    };
    write();
    setBadge(count);
    // Going to another page writes the plain title again.
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  useEffect(
    () => () => {
      document.title = plain;
      setBadge(0);
    },
    [],
  );
}
