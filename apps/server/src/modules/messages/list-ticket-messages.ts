import type { MessagePage } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { cursorKey, decodeCursor, encodeCursor } from "../../platform/db/cursor.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { loadTickets, loadVisibleTicket, presentTicket } from "../tickets/index.ts";
import {
  type Conversation,
  type Direction,
  countUnread,
  findInbound,
  findPlace,
  isBeyond,
  listBeyond,
  listMessages,
  type MessagePlace,
} from "./message-pages.read-model.ts";
import { presentMessage } from "./message.presenter.ts";
import type { MessageRow } from "./message.read-model.ts";

type PageRequest = {
  readonly id: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
  readonly earlier: boolean;
};

/** What lies on one side of a place, nearest first. */
type Side = { readonly rows: readonly MessageRow[]; readonly hasMore: boolean };

const nothing: Side = { rows: [], hasMore: false };
/** What one comes from: it is there, and not asked for. */
const known: Side = { rows: [], hasMore: true };

const firstId = "00000000-0000-0000-0000-000000000000";
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * A part of a conversation that one may see. Throws `not_found`, also when the message to look around is not in it, and
 * `invalid_input` for a cursor of something else.
 */
export async function listTicketMessages(context: UserContext, request: PageRequest): Promise<MessagePage> {
  const { id, contactId } = await loadVisibleTicket(context.db, context.actor, request.id);
  const conversation = { id, contactId };
  const pages = { context, conversation, request };
  if (request.around === "unread") {
    const unread = await findInbound(context.db, id, await countUnread(context.db, id));
    if (unread === null) return pageAtEnd(pages);
    return { ...(await pageAround(pages, unread)), firstUnreadId: unread.id };
  }
  if (request.around !== undefined) {
    return pageAround(
      pages,
      orNotFound(await findPlace(context.db, context.actor, conversation, request.around, request.earlier)),
    );
  }
  const place = readCursor(request);
  if (place === null) return pageAtEnd(pages);
  await requireWithin(pages, place.ticketId);
  return request.after === undefined ? pageBefore(pages, place) : pageAfter(pages, place);
}

type Pages = { readonly context: UserContext; readonly conversation: Conversation; readonly request: PageRequest };

const pageAtEnd = async (pages: Pages): Promise<MessagePage> =>
  toMessagePage(pages, nothing, await readSide(pages, "older", null, pages.request.limit), null);

const pageBefore = async (pages: Pages, place: MessagePlace): Promise<MessagePage> =>
  toMessagePage(pages, known, await readSide(pages, "older", place, pages.request.limit), { ...place, id: firstId });

const pageAfter = async (pages: Pages, place: MessagePlace): Promise<MessagePage> =>
  toMessagePage(pages, await readSide(pages, "newer", place, pages.request.limit), known, { ...place, id: lastId });

async function pageAround(pages: Pages, place: MessagePlace): Promise<MessagePage> {
  const { limit } = pages.request;
  const newer = await readSide(pages, "newer", place, Math.floor(limit / 2));
  const older = await readSide(pages, "older", { ...place, isIncluded: true }, limit - newer.rows.length);
  return toMessagePage(pages, newer, older, place);
}

function readCursor({ cursor, after }: PageRequest): MessagePlace | null {
  const parts = decodeCursor(cursor ?? after, [cursorKey.timestamp, cursorKey.id, cursorKey.id]);
  return parts === null ? null : { sentAt: parts[0], id: parts[1], ticketId: parts[2] };
}

const writeCursor = ({ sentAt, id, ticketId }: MessagePlace): string => encodeCursor([sentAt, id, ticketId]);

/** A cursor comes from outside: what it leads into is looked at as if for the first time. */
async function requireWithin({ context, conversation, request }: Pages, ticketId: string): Promise<void> {
  if (ticketId === conversation.id) return;
  if (request.earlier && (await isBeyond(context.db, context.actor, conversation, ticketId))) return;
  throw new AppError("not_found");
}

async function readSide(
  { context, conversation, request }: Pages,
  direction: Direction,
  from: (MessagePlace & { readonly isIncluded?: boolean }) | null,
  limit: number,
): Promise<Side> {
  const wanted = limit + 1;
  const ticketId = from?.ticketId ?? conversation.id;
  const rows = await listMessages(context.db, ticketId, direction, from, wanted);
  const isLastTicket = direction === "newer" && ticketId === conversation.id;
  if (rows.length < wanted && request.earlier && !isLastTicket) {
    const missing = wanted - rows.length;
    rows.push(...(await listBeyond(context.db, context.actor, conversation, direction, ticketId, missing)));
  }
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

const placeOf = ({ ticketId, sentAt, id }: MessageRow, home: string): MessagePlace => ({
  ticketId: ticketId ?? home,
  sentAt: sentAt.toISOString(),
  id,
});

/** `empty` is where one stands when there is nothing on either side. */
async function toMessagePage(
  { context, conversation }: Pages,
  newer: Side,
  older: Side,
  empty: MessagePlace | null,
): Promise<MessagePage> {
  const rows = [...newer.rows.toReversed(), ...older.rows];
  const cursorAt = (row: MessageRow | undefined, isNeeded: boolean): string | null => {
    const place = row === undefined ? empty : placeOf(row, conversation.id);
    return isNeeded && place !== null ? writeCursor(place) : null;
  };
  const ticketIds = new Set(rows.flatMap(({ ticketId }) => ticketId ?? []));
  ticketIds.delete(conversation.id);
  const tickets = ticketIds.size === 0 ? [] : await loadTickets(context.db, [...ticketIds]);
  return {
    items: rows.map(presentMessage),
    nextCursor: cursorAt(rows.at(-1), older.hasMore),
    previousCursor: cursorAt(rows[0], newer.hasMore),
    firstUnreadId: null,
    tickets: tickets.map((ticket) => presentTicket(ticket, context.actor)),
  };
}
