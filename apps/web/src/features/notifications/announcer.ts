import type { Ticket } from "@whatskovi/contract";
import { decide, type NotifyingPreferences, type Situation } from "./decide.ts";
import { type Heard, type News, newsOf } from "./news.ts";
import type { Notice } from "./notices.ts";

export type AnnouncerPorts = {
  me(): { readonly id: string; readonly queueIds: readonly string[] } | null;
  preferences(): NotifyingPreferences & { readonly showsNotificationText: boolean };
  situation(): Situation;
  /** A ticket as it is now; null where it is out of sight or cannot be had. */
  findTicket(ticketId: string): Promise<Ticket | null>;
  noticesOf(news: readonly News[], showsText: boolean): Notice[];
  /** `isSilent`: a sound of ours says it, or none is wanted. */
  show(notice: Notice, isSilent: boolean): Promise<void>;
  /** Whether it could be heard. */
  sound(): Promise<boolean>;
  count(ticketId: string): void;
  /** Something would have been shown if the browser had been allowed to. */
  missed(): void;
};

/** What comes within this belongs together: a message and its ticket, or several of one customer. */
const restMs = 300;
/** However much comes, nobody waits longer. */
const longestMs = 1500;
/** What comes twice comes soon: so many are remembered. */
const mostRemembered = 500;
/** Tickets that nothing is known of are asked for; of more at once the rest goes unsaid, and stands in the lists. */
const mostAsked = 10;

/** What waits to be announced, and whether the person had said that they are away when it came: who comes back is not told of it. */
type Waiting = { readonly what: Heard; readonly wasAway: boolean };

/**
 * Gathers what events tell and announces it, as the preferences want. While things are told late (`hold`) it waits, and then sums up.
 * What is read, taken or gone meanwhile is not announced.
 */
export function createAnnouncer(ports: AnnouncerPorts) {
  let heard: Waiting[] = [];
  const before = new Set<string>();
  let known = new Map<string, Ticket>();
  let isHeld = false;
  let since: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const plan = () => {
    if (isHeld || heard.length === 0) return;
    since ??= Date.now();
    if (timer !== null) clearTimeout(timer);
    const left = Math.max(0, since + longestMs - Date.now());
    timer = setTimeout(() => void announce(), Math.min(restMs, left));
  };

  const take = () => {
    const taken = { heard, known };
    if (timer !== null) clearTimeout(timer);
    heard = [];
    known = new Map();
    since = null;
    timer = null;
    return taken;
  };

  async function ticketsOf(all: readonly Waiting[], told: ReadonlyMap<string, Ticket>): Promise<Map<string, Ticket>> {
    const tickets = new Map(told);
    const { notifiesOf } = ports.preferences();
    if (notifiesOf === "none" || notifiesOf === "personal") return tickets;
    const unknown = new Set(all.map(({ what }) => what.ticketId).filter((ticketId) => !tickets.has(ticketId)));
    const found = await Promise.all([...unknown].slice(0, mostAsked).map((ticketId) => ports.findTicket(ticketId)));
    for (const ticket of found) if (ticket !== null) tickets.set(ticket.id, ticket);
    return tickets;
  }

  async function announce(): Promise<void> {
    const taken = take();
    const me = ports.me();
    if (me === null) return;
    const tickets = await ticketsOf(taken.heard, taken.known);
    const news = taken.heard.flatMap(({ what, wasAway }) => {
      const one = newsOf(what, tickets.get(what.ticketId) ?? null, me);
      return one === null ? [] : [{ one, wasAway }];
    });
    const preferences = ports.preferences();
    const situation = ports.situation();
    const decideOn = ({ one, wasAway }: (typeof news)[number], now: Situation) =>
      decide(one, preferences, { ...now, isAwayByHand: now.isAwayByHand || wasAway });
    const decided = news.map((about) => ({ one: about.one, ...decideOn(about, situation) }));
    for (const { one, counts } of decided) if (counts) ports.count(one.ticketId);
    const allowed = { ...situation, mayShow: true };
    if (!situation.mayShow && news.some((about) => decideOn(about, allowed).shows)) ports.missed();
    const isToBeHeard = decided.some(({ sounds }) => sounds);
    const isHeardOf = isToBeHeard && (await ports.sound());
    const shown = decided.filter(({ shows }) => shows).map(({ one }) => one);
    for (const notice of ports.noticesOf(shown, preferences.showsNotificationText))
      await ports.show(notice, isHeardOf || !isToBeHeard);
  }

  /** A ticket may come into sight more than once, a message and a notification are there once. */
  const isAgain = (one: Heard): boolean => {
    if (one.of === "ticket") return false;
    const { id } = one.of === "message" ? one.message : one.notification;
    if (before.has(id)) return true;
    before.add(id);
    const [oldest] = before;
    if (before.size > mostRemembered && oldest !== undefined) before.delete(oldest);
    return false;
  };

  const leaveOut = (isOut: (one: Heard) => boolean) => {
    heard = heard.filter(({ what }) => !isOut(what));
  };

  return {
    hear(one: Heard): void {
      if (isAgain(one)) return;
      heard.push({ what: one, wasAway: ports.situation().isAwayByHand });
      plan();
    },

    /** A ticket as it is now: what is announced of it goes by that. */
    learn(ticket: Ticket): void {
      if (heard.length > 0 || isHeld) known.set(ticket.id, ticket);
    },

    /** Out of sight, nothing of a ticket is announced. */
    forget: (ticketId: string): void => leaveOut((one) => one.ticketId === ticketId),

    /** What was read, in whichever browser, is no news. */
    read: (notificationIds: readonly string[]): void =>
      leaveOut((one) => one.of === "notification" && notificationIds.includes(one.notification.id)),

    /** What comes from now on is told late: it waits until `release`. */
    hold(): void {
      if (!isHeld && heard.length > 0) void announce();
      isHeld = true;
    },

    release(): void {
      isHeld = false;
      since = null;
      plan();
    },

    /** What was heard so far is not announced. */
    drop: (): void => void take(),

    /** Nothing more is announced. */
    end(): void {
      take();
      isHeld = true;
    },
  };
}
