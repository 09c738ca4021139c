import type { AnyServerEvent } from "@whatskovi/contract";
import { loadConnections, presentConnection } from "../modules/connections/index.ts";
import { loadContactImport } from "../modules/contact-import/index.ts";
import { isContactVisible, isMergeStanding, loadContacts, presentContact } from "../modules/contacts/index.ts";
import { loadDraft, presentDraft } from "../modules/drafts/index.ts";
import { loadMessages, presentMessage } from "../modules/messages/index.ts";
import { loadNotificationsFor, presentNotification } from "../modules/notifications/index.ts";
import { readPreferences } from "../modules/preferences/index.ts";
import { loadAlerts, loadGaps, presentAlert, presentGap } from "../modules/supervision/index.ts";
import { canSeeTicket, loadTickets, presentTicket, relationOf, ticketScopeOf } from "../modules/tickets/index.ts";
import { readInboxViews } from "../modules/views/index.ts";
import type { UserActor } from "../platform/actor.ts";
import type { Db } from "../platform/db/db.ts";
import { AppError } from "../platform/errors/app-error.ts";
import type { OutboxEntry } from "../platform/outbox/outbox.ts";
import { listPublicationsAfter, type Publication, readStreamBounds } from "../platform/outbox/publication.ts";
import { messageIdsOf, ticketIdOf } from "./publisher.ts";
import { removalOf } from "./publish-ticket.ts";

const pageSize = 500;

/**
 * What a socket missed since a place in the stream: the rows that changed, as they are now, and only what the person may see
 * now. Throws `sync_too_old` when the stream no longer reaches back so far, or when the person's own rights changed since:
 * then what is visible has to be fetched again.
 */
export async function syncSince(
  db: Db,
  actor: UserActor,
  since: number,
  emittedSeq: number,
): Promise<{ seq: number; events: AnyServerEvent[]; hasMore: boolean }> {
  const { oldest, newest } = await readStreamBounds(db);
  const isPruned = since < newest && (oldest === null || since < oldest - 1);
  if (isPruned || since > newest) throw new AppError("sync_too_old");
  const found = await listPublicationsAfter(db, since, pageSize);
  // What has its place but was not emitted yet comes over the socket, which was subscribed before.
  const page = found.filter(({ seq }) => seq <= emittedSeq);
  if (page.some(({ entry }) => entry.type === "user" && entry.userId === actor.id)) throw new AppError("sync_too_old");
  return {
    seq: page.at(-1)?.seq ?? since,
    events: await presentPage(db, actor, page),
    hasMore: page.length === pageSize && found.length === pageSize,
  };
}

async function presentPage(db: Db, actor: UserActor, page: readonly Publication[]): Promise<AnyServerEvent[]> {
  const entries = page.map(({ entry }) => entry);
  const [tickets, messages] = await Promise.all([
    loadTickets(db, unique(entries.map(ticketIdOf).filter((id) => id !== null))),
    loadMessages(db, unique(entries.flatMap(messageIdsOf))),
  ]);
  const ticketsById = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const messagesById = new Map(messages.map((message) => [message.id, message]));
  const events: AnyServerEvent[] = [];
  const presented = new Set<string>();
  for (const { seq, entry } of page) {
    const ticket = ticketsById.get(ticketIdOf(entry) ?? "");
    if (ticket === undefined) {
      events.push(...(await presentOther(db, actor, entry, seq)));
      continue;
    }
    const scope = ticketScopeOf(ticket);
    const relation = relationOf(actor, scope);
    if (relation === null) {
      const sawItBefore = entry.type === "ticket" && entry.before !== undefined && canSeeTicket(actor, entry.before);
      if (sawItBefore)
        events.push({ name: "ticket:removed", payload: removalOf(ticket.id, scope, { actor: null }), seq });
      continue;
    }
    if (!presented.has(ticket.id)) {
      presented.add(ticket.id);
      events.push({ name: "ticket:update", payload: presentTicket(ticket, relation), seq });
    }
    if (entry.type === "conversation")
      events.push({ name: "conversation:changed", payload: { ticketId: ticket.id }, seq });
    if (entry.type === "message-removed") {
      events.push({ name: "message:removed", payload: { messageId: entry.messageId, ticketId: ticket.id }, seq });
    }
    for (const messageId of messageIdsOf(entry)) {
      const message = messagesById.get(messageId);
      if (message === undefined || message.ticketId !== ticket.id) continue;
      const name = entry.type === "messages" ? "message:new" : "message:update";
      events.push({ name, payload: { message: presentMessage(message), ticketId: ticket.id }, seq });
    }
  }
  return events;
}

/** What is not about a ticket, for whom the live event goes to as well. */
async function presentOther(db: Db, actor: UserActor, entry: OutboxEntry, seq: number): Promise<AnyServerEvent[]> {
  if (entry.type === "catalogue") return [{ name: "catalogue:changed", payload: { catalogue: entry.catalogue }, seq }];
  if (entry.type === "contact-merged") {
    const { contactId, intoId } = entry;
    const isTold = (await isContactVisible(db, actor, intoId)) && (await isMergeStanding(db, entry));
    return isTold ? [{ name: "contact:merged", payload: { contactId, intoId }, seq }] : [];
  }
  if ("userId" in entry) return entry.userId === actor.id ? presentOwn(db, actor, entry, seq) : [];
  if (entry.type === "contact") {
    if (!(await isContactVisible(db, actor, entry.contactId))) return [];
    const contacts = await loadContacts(db, [entry.contactId]);
    return contacts.map((contact) => ({ name: "contact:update", payload: presentContact(contact), seq }));
  }
  if (entry.type === "contact-import") {
    const found = await loadContactImport(db, entry.importId);
    const isTold = found !== null && (actor.role === "ADMIN" || found.user.id === actor.id);
    return isTold ? [{ name: "contact-import:update", payload: found, seq }] : [];
  }
  if (actor.role !== "ADMIN") return [];
  switch (entry.type) {
    case "connection": {
      const connections = await loadConnections(db, [entry.connectionId]);
      return connections.map((connection) => ({
        name: "connection:update",
        payload: presentConnection(connection),
        seq,
      }));
    }
    case "connection-removed":
      return [{ name: "connection:removed", payload: { connectionId: entry.connectionId }, seq }];
    case "connection-gap": {
      const gaps = await loadGaps(db, [entry.gapId]);
      return gaps.map((gap) => ({ name: "connection:gap", payload: presentGap(gap), seq }));
    }
    case "alert": {
      const alerts = await loadAlerts(db, [entry.alertId]);
      return alerts.map((alert) => ({ name: "alert:changed", payload: presentAlert(alert), seq }));
    }
    default:
      return [];
  }
}

/** What is meant for one person alone. */
async function presentOwn(db: Db, actor: UserActor, entry: OutboxEntry, seq: number): Promise<AnyServerEvent[]> {
  if (entry.type === "preferences")
    return [{ name: "preferences:changed", payload: await readPreferences(db, actor.id), seq }];
  if (entry.type === "views")
    return [{ name: "views:changed", payload: { views: await readInboxViews(db, actor.id) }, seq }];
  if (entry.type === "draft") {
    const draft = await loadDraft(db, { userId: actor.id, ticketId: entry.ofTicketId });
    return draft === null ? [] : [{ name: "draft:changed", payload: presentDraft(draft), seq }];
  }
  if (entry.type === "notifications-read")
    return [{ name: "notification:read", payload: { notificationIds: [...entry.notificationIds] }, seq }];
  if (entry.type !== "notification") return [];
  const rows = await loadNotificationsFor(db, actor, [entry.notificationId]);
  return rows.map((row) => ({ name: "notification:new", payload: presentNotification(row), seq }));
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
