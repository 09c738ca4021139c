import type { Message, Ticket, TicketEvent } from "@whatskovi/contract";
import { isOneLine } from "./event-folding.ts";
import type { SendExtra } from "./send-message.ts";

/** A message on its way from the composer: shown at once, replaced by the stored message of the same id. */
export type PendingMessage = {
  readonly id: string;
  readonly ticketId: string;
  /** Whom it is for, as the screen named them. */
  readonly to: string;
  readonly body: string;
  readonly isPrivate: boolean;
  readonly quotedMessageId: string | null;
  readonly file: {
    readonly name: string;
    readonly mimeType: string;
    readonly size: number;
    readonly previewUrl: string | null;
  } | null;
  /** What it is beyond text and file. */
  readonly extra?: SendExtra;
  /** `queued` waits its turn, or for the server to be reachable; `failed` was refused. */
  readonly state: "queued" | "uploading" | "sending" | "failed";
  /** 0 to 1 while a file is uploaded. */
  readonly progress: number;
  /** Why it failed: an error code of the contract, or `stale`. */
  readonly error: string | null;
  /** The server was asked and has not answered yet: it may have it. */
  readonly isAttempted: boolean;
  /** Whether it outlives this page. */
  readonly isKept: boolean;
  readonly createdAt: string;
};

/** Where a bubble stands among those of the same author: only the last one has the speaker's corner. */
export type GroupPlace = { readonly isFirst: boolean; readonly isLast: boolean };

export type TimelineRow =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | { readonly kind: "unread"; readonly key: string; readonly count: number }
  /** Here a ticket of the contact begins: an earlier one, or the one that is open. */
  | { readonly kind: "ticket"; readonly key: string; readonly ticket: Ticket }
  /** Events that one line tells of: one, or some that belong together. */
  | { readonly kind: "event"; readonly key: string; readonly at: string; readonly events: readonly TicketEvent[] }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly at: string;
      readonly message: Message;
      readonly place: GroupPlace;
    }
  | {
      readonly kind: "pending";
      readonly key: string;
      readonly at: string;
      readonly pending: PendingMessage;
      readonly place: GroupPlace;
    };

type Entry = Exclude<TimelineRow, { kind: "day" | "unread" | "ticket" }>;

export type TimelineInput = {
  /** In any order; those of all loaded pages. */
  readonly messages: readonly Message[];
  readonly pending: readonly PendingMessage[];
  readonly events: readonly TicketEvent[];
  /** The ticket whose conversation it is. */
  readonly ticket: Ticket;
  /** Earlier ones, of whose messages some may be loaded. */
  readonly earlier: readonly Ticket[];
  /** Whether older messages are still to be loaded: events older than the first message wait for them. */
  readonly hasOlder: boolean;
  /** Whether newer ones are: events newer than the last message wait, and what is on its way stands below them. */
  readonly hasNewer: boolean;
  /** The first message that had not been read when the conversation was opened. */
  readonly firstUnreadId: string | null;
  readonly unreadCount: number;
  /** The id of the person signed in: what they are sending joins what they have sent. */
  readonly me: string;
  /** Which calendar day an instant falls on for the reader, as `2026-01-31`. */
  readonly dayOf: (at: string) => string;
};

const whole: GroupPlace = { isFirst: true, isLast: true };
const beginning: GroupPlace = { isFirst: true, isLast: false };
const between: GroupPlace = { isFirst: false, isLast: false };
const ending: GroupPlace = { isFirst: false, isLast: true };

/** The same object for the same place, so that a bubble that stays where it is is not drawn anew. */
const placeOf = (isFirst: boolean, isLast: boolean): GroupPlace =>
  isFirst ? (isLast ? whole : beginning) : isLast ? ending : between;

const groupGap = 5 * 60_000;

const speakerOf = (entry: Entry, me: string): string | null => {
  if (entry.kind === "pending") return `${me}:${entry.pending.isPrivate}`;
  if (entry.kind !== "message" || entry.message.type === "SYSTEM") return null;
  const { author, direction, userId, isPrivate } = entry.message;
  return direction === "INBOUND" ? `customer:${author?.id ?? ""}` : `${userId ?? "phone"}:${isPrivate}`;
};

function byTime(one: Entry, other: Entry): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  const isSameSort = (one.kind === "event") === (other.kind === "event");
  if (!isSameSort) return one.kind === "event" ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}

const entryOf = (message: Message): Entry => ({
  kind: "message",
  key: message.id,
  at: message.sentAt,
  message,
  place: whole,
});

/** Those of the events that lie among the loaded messages, or beyond them where there are no more. */
function shownEvents({ events, hasNewer }: TimelineInput, messages: readonly Message[], hasOlder: boolean): Entry[] {
  const times = messages.map(({ sentAt }) => sentAt).toSorted();
  const [oldest, newest] = [times[0], times.at(-1)];
  const isLoaded = ({ createdAt }: TicketEvent) =>
    (!hasOlder || (oldest !== undefined && createdAt >= oldest)) &&
    (!hasNewer || (newest !== undefined && createdAt <= newest));
  // A ticket is opened by its first message, though the row is written a moment later.
  const timeOf = ({ type, createdAt }: TicketEvent) =>
    type === "OPENED" && oldest !== undefined && oldest < createdAt ? oldest : createdAt;
  return events.filter(isLoaded).map((event) => ({ kind: "event", key: event.id, at: timeOf(event), events: [event] }));
}

function folded(entries: readonly Entry[]): Entry[] {
  const rows: Entry[] = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    const [event] = entry.kind === "event" ? entry.events : [];
    if (last?.kind === "event" && event !== undefined && isOneLine(last.events.at(-1), event))
      rows.splice(-1, 1, { ...last, events: [...last.events, event] });
    else rows.push(entry);
  }
  return rows;
}

/** What is said and done in the ticket itself, and what is on its way. */
function presentEntries(input: TimelineInput, messages: readonly Message[], hasOlder: boolean): Entry[] {
  const settled = [...messages.map(entryOf), ...shownEvents(input, messages, hasOlder)];
  const sorted = folded(settled.toSorted(byTime));
  if (input.hasNewer) return sorted;
  // What is on its way stands below everything else: this machine's clock says nothing about the server's.
  const latest = sorted.at(-1)?.at ?? "";
  const stored = new Set(messages.map((message) => message.id));
  const underWay = input.pending
    .filter((one) => !stored.has(one.id))
    .map((one): Entry => ({
      kind: "pending",
      key: one.id,
      at: one.createdAt > latest ? one.createdAt : latest,
      pending: one,
      place: whole,
    }));
  return [...sorted, ...underWay.toSorted(byTime)];
}

type Block = { readonly ticket: Ticket; readonly entries: readonly Entry[] };

/** The tickets from top to bottom, each with what is loaded of it. */
function blocksOf(input: TimelineInput): Block[] {
  const ofTicket = Map.groupBy(input.messages, ({ ticketId }) => ticketId ?? input.ticket.id);
  const above = input.earlier
    .filter(({ id }) => id !== input.ticket.id && ofTicket.has(id))
    .toSorted((one, other) =>
      one.createdAt === other.createdAt ? (one.id < other.id ? -1 : 1) : one.createdAt < other.createdAt ? -1 : 1,
    )
    .map((ticket) => ({ ticket, entries: (ofTicket.get(ticket.id) ?? []).map(entryOf).toSorted(byTime) }));
  const messages = ofTicket.get(input.ticket.id) ?? [];
  const present = presentEntries(input, messages, input.hasOlder && above.length === 0);
  return present.length === 0 ? above : [...above, { ticket: input.ticket, entries: present }];
}

function isTogether(one: Entry | undefined, other: Entry | undefined, { dayOf, me }: TimelineInput): boolean {
  if (one === undefined || other === undefined) return false;
  const speaker = speakerOf(one, me);
  if (speaker === null || speaker !== speakerOf(other, me)) return false;
  return Math.abs(Date.parse(other.at) - Date.parse(one.at)) < groupGap && dayOf(one.at) === dayOf(other.at);
}

const placed = (entry: Entry, place: GroupPlace): TimelineRow => (entry.kind === "event" ? entry : { ...entry, place });

/**
 * The conversation from top to bottom: the tickets, days, what happened, messages grouped by author, and what is on its way. Where
 * more is to come above, the first row is one that stays first when it has come.
 */
export function buildTimeline(input: TimelineInput): TimelineRow[] {
  const blocks = blocksOf(input);
  const rows: TimelineRow[] = [];
  for (const { ticket, entries } of blocks) {
    const isTop = rows.length === 0;
    if (blocks.length > 1 && !(isTop && input.hasOlder))
      rows.push({ kind: "ticket", key: `ticket:${ticket.id}`, ticket });
    rows.push(...rowsOfBlock(input, ticket.id, entries, isTop));
  }
  return rows;
}

function rowsOfBlock(input: TimelineInput, ticketId: string, entries: readonly Entry[], isTop: boolean): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const { firstUnreadId, unreadCount } = input;
  const prefix = ticketId === input.ticket.id ? "" : `${ticketId}:`;
  const joinsNext = entries.map((entry, index) => isTogether(entry, entries[index + 1], input));
  let day = isTop && input.hasOlder && entries[0] !== undefined ? input.dayOf(entries[0].at) : null;
  for (const [index, entry] of entries.entries()) {
    const entryDay = input.dayOf(entry.at);
    if (entryDay !== day) rows.push({ kind: "day", key: `day:${prefix}${entryDay}`, at: entry.at });
    day = entryDay;
    const isUnreadStart = entry.key === firstUnreadId;
    if (isUnreadStart) rows.push({ kind: "unread", key: "unread", count: unreadCount });
    rows.push(
      placed(
        entry,
        placeOf(
          isUnreadStart || joinsNext[index - 1] !== true,
          entries[index + 1]?.key === firstUnreadId || joinsNext[index] !== true,
        ),
      ),
    );
  }
  return rows;
}

/** The first of the newest `count` inbound messages: where reading left off. Null when so many are not there. */
export function firstUnreadOf(messages: readonly Message[], count: number): string | null {
  if (count <= 0) return null;
  const inbound = messages
    .filter((message) => message.direction === "INBOUND")
    .toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
  return inbound[count - 1]?.id ?? null;
}

const isVoiceRow = (row: TimelineRow | undefined): boolean => row?.kind === "message" && row.message.type === "AUDIO";

/** Which voice note follows which without anything in between. */
export function followingVoices(rows: readonly TimelineRow[]): ReadonlyMap<string, string> {
  const pairs = rows.slice(1).map((row, index) => [rows[index], row] as const);
  return new Map(
    pairs.flatMap(([one, next]) =>
      one !== undefined && isVoiceRow(one) && isVoiceRow(next) ? [[one.key, next.key] as const] : [],
    ),
  );
}
