import type { QueryClient } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import { type RealtimeHandlers, useRealtimeState } from "../../lib/realtime/index.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useSession } from "../../stores/session.ts";
import { findKnown } from "../tickets/index.ts";
import { createAnnouncer } from "./announcer.ts";
import { createNotices, type NoticeWords, summaryTag, tagOf } from "./notices.ts";
import { noteMissed, permissionNow } from "./permission.ts";
import { closeIfShown, closeNotices, showNotice } from "./shown.ts";
import { playSound } from "./sounds.ts";
import { firstOfTabs, standForSpeaker } from "./speaker.ts";
import { joinTabs } from "./tabs.ts";
import { forgetAllUnseen, forgetUnseen, noteUnseen } from "./unseen.ts";

type Options = {
  readonly queryClient: QueryClient;
  readonly userId: string;
  readonly words: NoticeWords;
  readonly open: (address: string) => void;
};

export type Announcement = {
  readonly handlers: RealtimeHandlers;
  /** Which conversation is open in this tab, and that it may be attended now or no more. */
  lookAt(ticketId: string | null): void;
  end(): void;
};

/** Longer than any sound of ours. */
const soundMs = 2000;

async function findTicket(queryClient: QueryClient, ticketId: string): Promise<Ticket | null> {
  return (
    findKnown(queryClient, ticketId) ?? api.call(endpoints.getTicket, { params: { id: ticketId } }).catch(() => null)
  );
}

/** Announces in this tab what events tell, together with the other tabs of the person. */
export function beginAnnouncing({ queryClient, userId, words, open }: Options): Announcement {
  let openId: string | null = null;
  const speaker = standForSpeaker(userId);
  const state = () => {
    const isVisible = document.visibilityState === "visible";
    return { ticketId: openId, isVisible, hasFocus: isVisible && document.hasFocus() };
  };
  const tabs = joinTabs({
    userId,
    state,
    onFocus: forgetAllUnseen,
    onSound: (sound, volume) => {
      if (navigator.userActivation?.hasBeenActive !== true) return;
      void firstOfTabs(`whatskovi.sound.${userId}`, soundMs, () => void playSound(sound, volume));
    },
  });
  const announcer = createAnnouncer({
    me: () => useSession.getState().user,
    preferences: usePreferences.getState,
    situation: () => ({
      ...tabs.situation(),
      isAwayByHand: useRealtimeState.getState().isAwayByHand,
      isSpeaker: speaker.isSpeaking(),
      mayShow: permissionNow() === "granted",
    }),
    findTicket: (ticketId) => findTicket(queryClient, ticketId),
    noticesOf: createNotices(words),
    // A browser that refuses leaves the title and the lists.
    show: (notice, isSilent) => showNotice(notice, isSilent, open).catch(() => undefined),
    async sound() {
      const { sound, soundVolume } = usePreferences.getState();
      const isPlayed = await playSound(sound, soundVolume);
      if (!isPlayed && permissionNow() !== "granted") tabs.askForSound(sound, soundVolume);
      return isPlayed;
    },
    count: noteUnseen,
    missed: noteMissed,
  });

  const gone = (ticketId: string) => {
    announcer.forget(ticketId);
    forgetUnseen(ticketId);
    closeIfShown(tagOf(ticketId));
  };
  const learn = (ticket: Ticket) => {
    announcer.learn(ticket);
    if (ticket.status !== "PENDING") forgetUnseen(ticket.id);
    if (ticket.unreadMessages === 0 && ticket.userId === userId) closeIfShown(tagOf(ticket.id));
  };
  const handlers: RealtimeHandlers = {
    "message:new": (_client, { message, ticketId }, isRepeated) => {
      if (isRepeated === true) return;
      if (message.direction === "INBOUND" && !message.isPrivate) announcer.hear({ of: "message", ticketId, message });
    },
    "ticket:new": (_client, ticket, isRepeated) => {
      if (isRepeated !== true && ticket.status === "PENDING")
        announcer.hear({ of: "ticket", ticketId: ticket.id, ticket });
      learn(ticket);
    },
    "ticket:update": (_client, ticket) => learn(ticket),
    "ticket:removed": (_client, { ticketId }) => gone(ticketId),
    "notification:new": (_client, notification, isRepeated) => {
      if (isRepeated === true) return;
      announcer.hear({ of: "notification", ticketId: notification.ticketId, notification });
    },
    "notification:read": (_client, { notificationIds }) => announcer.read(notificationIds),
  };

  // What was before this page was opened stands in the lists, and is announced by nobody.
  let isBegun = useRealtimeState.getState().isCaughtUp;
  if (!isBegun) announcer.hold();
  const unsubscribe = useRealtimeState.subscribe((now, before) => {
    if (now.isCaughtUp === before.isCaughtUp) return;
    if (!now.isCaughtUp) return announcer.hold();
    if (!isBegun) announcer.drop();
    isBegun = true;
    announcer.release();
  });
  return {
    handlers,
    lookAt(ticketId) {
      openId = ticketId;
      tabs.tell();
      if (state().hasFocus) void closeNotices(summaryTag);
    },
    end() {
      unsubscribe();
      announcer.end();
      speaker.end();
      tabs.end();
    },
  };
}
