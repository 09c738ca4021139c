import type { UserSummary } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import { loadConnections, presentConnection } from "../modules/connections/index.ts";
import { loadContactImport } from "../modules/contact-import/index.ts";
import { isMergeStanding, listTicketScopes, loadContacts, presentContact } from "../modules/contacts/index.ts";
import { loadDraft, presentDraft } from "../modules/drafts/index.ts";
import { loadMessages, type MessageRow, presentMessage } from "../modules/messages/index.ts";
import { loadNotificationsFor, presentNotification } from "../modules/notifications/index.ts";
import { readPreferences } from "../modules/preferences/index.ts";
import { loadAlerts, loadGaps, presentAlert, presentGap } from "../modules/supervision/index.ts";
import { loadTickets, ticketScopeOf, type TicketRow } from "../modules/tickets/index.ts";
import { loadUsers } from "../modules/users/index.ts";
import { readInboxViews } from "../modules/views/index.ts";
import type { Db } from "../platform/db/db.ts";
import type { OutboxEntry, TicketScope } from "../platform/outbox/outbox.ts";
import type { Publication } from "../platform/outbox/publication.ts";
import type { Emitter } from "./emitter.ts";
import { publishTicket, type TicketChange } from "./publish-ticket.ts";
import { adminsRoom, staffRoom, userRoom } from "./rooms.ts";
import { contactRooms, viewerRooms } from "./ticket-audience.ts";

/** Follows changes of rights on open sockets. */
export type AccessFollower = {
  userChanged(userId: string, seq: number): Promise<void>;
  sessionsEnded(entry: Extract<OutboxEntry, { type: "sessions-ended" }>): Promise<void>;
};

/** Who looks at tickets, to whom a ticket that moved may have become invisible. */
export type ViewingFollower = { ticketChanged(ticketId: string, scope: TicketScope): Promise<void> };

export type PublisherDeps = {
  readonly db: Db;
  readonly emitter: Emitter;
  readonly access: AccessFollower;
  readonly viewing: ViewingFollower;
  readonly log: Logger;
};

/** The rows that a batch speaks of, as they are now. */
type Loaded = {
  tickets: Map<string, TicketRow>;
  messages: Map<string, MessageRow>;
  actors: Map<string, UserSummary>;
  changes: Map<string, TicketChange>;
};

/** Publishes one batch in order. A ticket that several entries speak of is published once, at the first, as it is now. */
export async function publishBatch(
  deps: PublisherDeps,
  batch: readonly Publication[],
  onEmitted: (seq: number) => void,
): Promise<void> {
  const loaded = await load(deps.db, batch);
  const publishedTickets = new Set<string>();
  for (const publication of batch) {
    await publishOne(deps, loaded, publishedTickets, publication).catch((error: unknown) => {
      // One row that cannot be shown must not hold up everybody: screens fetch it when it next changes.
      deps.log.error(
        { err: error, seq: publication.seq, type: publication.entry.type },
        "an event could not be published",
      );
    });
    onEmitted(publication.seq);
  }
}

async function publishOne(
  { db, emitter, access, viewing }: PublisherDeps,
  loaded: Loaded,
  publishedTickets: Set<string>,
  { seq, entry }: Publication,
): Promise<void> {
  const ticketId = ticketIdOf(entry);
  if (ticketId !== null) {
    const ticket = loaded.tickets.get(ticketId);
    const change = loaded.changes.get(ticketId);
    if (ticket === undefined) return;
    if (change !== undefined && !publishedTickets.has(ticketId)) {
      publishedTickets.add(ticketId);
      await publishTicket(emitter, ticket, change, seq);
      await viewing.ticketChanged(ticketId, ticketScopeOf(ticket));
    }
    if (entry.type === "conversation")
      emitter.emit({ to: viewerRooms(ticketScopeOf(ticket)) }, "conversation:changed", { ticketId }, seq);
    publishMessages(emitter, loaded, ticket, entry, seq);
    return;
  }
  switch (entry.type) {
    case "contact": {
      const [contact] = await loadContacts(db, [entry.contactId]);
      if (contact === undefined) return;
      const to = contactRooms(await listTicketScopes(db, [contact.id]));
      return emitter.emit({ to }, "contact:update", presentContact(contact), seq);
    }
    case "contact-merged": {
      const { contactId, intoId } = entry;
      if (!(await isMergeStanding(db, entry))) return;
      const to = contactRooms(await listTicketScopes(db, [intoId]));
      return emitter.emit({ to }, "contact:merged", { contactId, intoId }, seq);
    }
    case "contact-import": {
      const found = await loadContactImport(db, entry.importId);
      if (found === null) return;
      return emitter.emit({ to: [adminsRoom, userRoom(found.user.id)] }, "contact-import:update", found, seq);
    }
    case "user":
      return access.userChanged(entry.userId, seq);
    case "preferences": {
      const preferences = await readPreferences(db, entry.userId);
      return emitter.emit({ to: [userRoom(entry.userId)] }, "preferences:changed", preferences, seq);
    }
    case "views": {
      const views = await readInboxViews(db, entry.userId);
      return emitter.emit({ to: [userRoom(entry.userId)] }, "views:changed", { views }, seq);
    }
    case "draft": {
      const draft = await loadDraft(db, { userId: entry.userId, ticketId: entry.ofTicketId });
      if (draft !== null) emitter.emit({ to: [userRoom(entry.userId)] }, "draft:changed", presentDraft(draft), seq);
      return;
    }
    case "notification": {
      const [viewer] = await loadUsers(db, [entry.userId]);
      const [row] = viewer?.isActive === true ? await loadNotificationsFor(db, viewer, [entry.notificationId]) : [];
      if (row !== undefined)
        emitter.emit({ to: [userRoom(entry.userId)] }, "notification:new", presentNotification(row), seq);
      return;
    }
    case "notifications-read": {
      const { userId, notificationIds } = entry;
      return emitter.emit(
        { to: [userRoom(userId)] },
        "notification:read",
        { notificationIds: [...notificationIds] },
        seq,
      );
    }
    case "sessions-ended":
      return access.sessionsEnded(entry);
    case "catalogue":
      return emitter.emit({ to: [staffRoom] }, "catalogue:changed", { catalogue: entry.catalogue }, seq);
    case "connection": {
      const [connection] = await loadConnections(db, [entry.connectionId]);
      if (connection !== undefined)
        emitter.emit({ to: [adminsRoom] }, "connection:update", presentConnection(connection), seq);
      return;
    }
    case "connection-removed":
      return emitter.emit({ to: [adminsRoom] }, "connection:removed", { connectionId: entry.connectionId }, seq);
    case "connection-gap": {
      const [gap] = await loadGaps(db, [entry.gapId]);
      if (gap !== undefined) emitter.emit({ to: [adminsRoom] }, "connection:gap", presentGap(gap), seq);
      return;
    }
    case "alert": {
      const [alert] = await loadAlerts(db, [entry.alertId]);
      if (alert !== undefined) emitter.emit({ to: [adminsRoom] }, "alert:changed", presentAlert(alert), seq);
      return;
    }
  }
}

function publishMessages(emitter: Emitter, loaded: Loaded, ticket: TicketRow, entry: OutboxEntry, seq: number): void {
  const name = entry.type === "messages" ? "message:new" : "message:update";
  const to = viewerRooms(ticketScopeOf(ticket));
  if (entry.type === "message-removed") {
    emitter.emit({ to }, "message:removed", { messageId: entry.messageId, ticketId: ticket.id }, seq);
  }
  for (const messageId of messageIdsOf(entry)) {
    const message = loaded.messages.get(messageId);
    // A message that has moved to another ticket since is published by the entry that moved it.
    if (message === undefined || message.ticketId !== ticket.id) continue;
    emitter.emit({ to }, name, { message: presentMessage(message), ticketId: ticket.id }, seq);
  }
}

async function load(db: Db, batch: readonly Publication[]): Promise<Loaded> {
  const entries = batch.map((publication) => publication.entry);
  const ticketIds = unique(entries.map(ticketIdOf).filter((id) => id !== null));
  const messageIds = unique(entries.flatMap(messageIdsOf));
  const actorIds = unique(
    entries.flatMap((entry) => (entry.type === "ticket" && entry.actorId ? [entry.actorId] : [])),
  );
  const [tickets, messages, actors] = await Promise.all([
    ticketIds.length > 0 ? loadTickets(db, ticketIds) : [],
    messageIds.length > 0 ? loadMessages(db, messageIds) : [],
    actorIds.length > 0 ? loadUsers(db, actorIds) : [],
  ]);
  const actorsById = new Map(actors.map(({ id, name }) => [id, { id, name }]));
  return {
    tickets: byId(tickets),
    messages: byId(messages),
    actors: actorsById,
    changes: collectChanges(entries, actorsById),
  };
}

function collectChanges(entries: readonly OutboxEntry[], actors: Map<string, UserSummary>): Map<string, TicketChange> {
  const changes = new Map<string, TicketChange>();
  for (const entry of entries) {
    const ticketId = ticketIdOf(entry);
    if (ticketId === null || (entry.type === "message-update" && !entry.isLast)) continue;
    const known = changes.get(ticketId) ?? { isNew: false, before: [], actor: null };
    const isNew = (entry.type === "ticket" && entry.isNew === true) || (entry.type === "messages" && entry.isNewTicket);
    const before =
      entry.type === "ticket" && entry.before !== undefined ? [...known.before, entry.before] : known.before;
    const actor = entry.type === "ticket" && entry.actorId ? (actors.get(entry.actorId) ?? null) : known.actor;
    changes.set(ticketId, { isNew: known.isNew || isNew, before, actor });
  }
  return changes;
}

/** The ticket that an entry speaks of, or null when it speaks of something else. */
export const ticketIdOf = (entry: OutboxEntry): string | null => ("ticketId" in entry ? entry.ticketId : null);

/** The messages that an entry speaks of. */
export function messageIdsOf(entry: OutboxEntry): readonly string[] {
  if (entry.type === "messages") return entry.messageIds;
  return entry.type === "message-update" ? [entry.messageId] : [];
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
