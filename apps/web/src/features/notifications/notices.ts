import type { News } from "./news.ts";
import type { NewsKind } from "./decide.ts";

/** What the browser is asked to show. The same tag takes the place of what stands there. */
export type Notice = {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** Where a click leads, without the host. */
  readonly address: string;
};

/** What is said, in the person's language. */
export type NoticeWords = {
  title(lead: News, count: number): string;
  /** Without the text it tells only that there is something. */
  body(lead: News, count: number, showsText: boolean): string;
  summary(ticketCount: number, contactNames: readonly string[]): { title: string; body: string };
};

export const tagOf = (ticketId: string): string => `ticket-${ticketId}`;
export const summaryTag = "summary";

/** Where somebody wants to be who is told of this. */
export function addressOf(ticketId: string, messageId: string | null): string {
  const query = new URLSearchParams({ ticket: ticketId, ...(messageId !== null && { message: messageId }) });
  return `/tickets?${query}`;
}

/** Tickets that are told of one by one; more at once are summed up. */
const mostAtOnce = 3;
/** So many tickets within `soonMs` are no help any more: from then on they are summed up too. */
const mostSoon = 5;
const soonMs = 10_000;

/** What matters most of several things in one ticket. */
const order: readonly NewsKind[] = ["mention", "transfer", "queueTicket", "ownMessage", "otherMessage"];

function byTicket(news: readonly News[]): Map<string, News[]> {
  const tickets = new Map<string, News[]>();
  for (const one of news) tickets.set(one.ticketId, [...(tickets.get(one.ticketId) ?? []), one]);
  return tickets;
}

/** The latest of what matters most, and how many messages there are. */
function leadOf(news: readonly News[]): { lead: News; count: number } | null {
  const kind = order.find((each) => news.some((one) => one.kind === each));
  const lead = news.findLast((one) => one.kind === kind);
  if (lead === undefined) return null;
  return { lead, count: news.filter((one) => one.kind === lead.kind).length };
}

/** Makes notices of news: one a ticket, or one for all where there are many, at once or soon after one another. */
export function createNotices(words: NoticeWords, now: () => number = Date.now) {
  const recent = new Map<string, { readonly contactName: string; readonly at: number }>();

  const note = (tickets: ReadonlyMap<string, readonly News[]>) => {
    for (const [ticketId, { at }] of recent) if (now() - at >= soonMs) recent.delete(ticketId);
    for (const [ticketId, [first]] of tickets)
      recent.set(ticketId, { contactName: first?.contactName ?? "", at: now() });
  };

  return (news: readonly News[], showsText: boolean): Notice[] => {
    const tickets = byTicket(news);
    if (tickets.size === 0) return [];
    note(tickets);
    if (tickets.size > mostAtOnce || recent.size > mostSoon) {
      const names = [...new Set([...recent.values()].map(({ contactName }) => contactName))];
      const isPersonal = news.some(({ kind }) => kind === "mention" || kind === "transfer");
      const address = isPersonal ? "/notifications" : "/tickets";
      return [{ tag: summaryTag, address, ...words.summary(recent.size, names) }];
    }
    return [...tickets].flatMap(([ticketId, ofTicket]) => {
      const found = leadOf(ofTicket);
      if (found === null) return [];
      const { lead, count } = found;
      const texts = { title: words.title(lead, count), body: words.body(lead, count, showsText) };
      return [{ tag: tagOf(ticketId), address: addressOf(ticketId, lead.messageId), ...texts }];
    });
  };
}
