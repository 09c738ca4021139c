import type { NotificationScope, Preferences } from "@whatskovi/contract";

/** What has happened, as it concerns the person who is signed in. */
export type NewsKind =
  /** A note names me. */
  | "mention"
  /** A ticket was handed to me. */
  | "transfer"
  /** The customer of a ticket of mine has written. */
  | "ownMessage"
  /** A ticket has come into one of my queues and waits for somebody. */
  | "queueTicket"
  /** A customer has written in another ticket that I may see. */
  | "otherMessage";

/** What the windows of this browser, and the person, are about just now. */
export type Situation = {
  /** Tickets whose conversation is open in a window that has the focus, in whichever tab. */
  readonly attendedTicketIds: ReadonlySet<string>;
  /** A window of ours has the focus. */
  readonly hasFocus: boolean;
  /** A window of ours is in sight. */
  readonly isInSight: boolean;
  /** They have said themselves that they are away. */
  readonly isAwayByHand: boolean;
  /** This tab speaks for all tabs of the person in this browser. */
  readonly isSpeaker: boolean;
  /** The browser has been allowed to show notifications. */
  readonly mayShow: boolean;
};

/** What to do about a piece of news. `counts`: the window's title counts it until somebody looks. */
type Decision = { readonly shows: boolean; readonly sounds: boolean; readonly counts: boolean };

export type NotifyingPreferences = Pick<
  Preferences,
  "notifiesOf" | "isQuietWhenAway" | "sound" | "soundVolume" | "soundPlays"
>;

const scopes: readonly NotificationScope[] = ["none", "personal", "mine", "queues", "all"];

/** The narrowest scope that takes it in. */
const scopeOf: Readonly<Record<NewsKind, NotificationScope>> = {
  mention: "personal",
  transfer: "personal",
  ownMessage: "mine",
  queueTicket: "queues",
  otherMessage: "all",
};

/** These the server counts until they are read, in every browser alike. */
const isCountedByServer = (kind: NewsKind): boolean => kind !== "queueTicket" && kind !== "otherMessage";

const nothing: Decision = { shows: false, sounds: false, counts: false };

/** What the preferences want of a piece of news as things stand. */
export function decide(
  { kind, ticketId }: { readonly kind: NewsKind; readonly ticketId: string },
  preferences: NotifyingPreferences,
  situation: Situation,
): Decision {
  const isWanted = scopes.indexOf(preferences.notifiesOf) >= scopes.indexOf(scopeOf[kind]);
  if (!isWanted || situation.attendedTicketIds.has(ticketId)) return nothing;
  const isQuiet = preferences.isQuietWhenAway && situation.isAwayByHand;
  const isHeard =
    preferences.sound !== "none" &&
    preferences.soundVolume > 0 &&
    (preferences.soundPlays === "always" || !situation.isInSight);
  const speaks = situation.isSpeaker && !isQuiet;
  return {
    shows: speaks && situation.mayShow,
    sounds: speaks && isHeard,
    counts: !situation.hasFocus && !isCountedByServer(kind),
  };
}
