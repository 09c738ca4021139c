import type { ServerEventPayload } from "@whatskovi/contract";
import { loadMessages, presentMessage } from "../modules/messages/index.ts";
import { canSeeTicket, loadTickets, ticketScopeOf, type TicketViewer } from "../modules/tickets/index.ts";
import { loadUsers } from "../modules/users/index.ts";
import type { Db } from "../platform/db/db.ts";
import type { OutboxEntry } from "../platform/outbox/outbox.ts";
import type { Emitter } from "./emitter.ts";
import { userRoom } from "./rooms.ts";

type MentionEntry = Extract<OutboxEntry, { type: "mention" }>;

/** The note as one whom it names may see it; null for who may not see its ticket now, and when it is gone. */
export async function loadMention(
  db: Db,
  viewer: TicketViewer,
  { ofTicketId, messageId }: MentionEntry,
): Promise<ServerEventPayload<"mention:new"> | null> {
  const [ticket] = await loadTickets(db, [ofTicketId]);
  const [note] = await loadMessages(db, [messageId]);
  if (ticket === undefined || note?.ticketId !== ticket.id || note.deletedAt !== null) return null;
  return canSeeTicket(viewer, ticketScopeOf(ticket)) ? { message: presentMessage(note), ticketId: ticket.id } : null;
}

/** Tells each whom a note names, in every browser of theirs, with the rights of this moment. */
export async function publishMention(
  { db, emitter }: { db: Db; emitter: Emitter },
  entry: MentionEntry,
  seq: number,
): Promise<void> {
  const people = await loadUsers(db, entry.userIds);
  for (const person of people) {
    const mention = person.isActive ? await loadMention(db, person, entry) : null;
    if (mention !== null) emitter.emit({ to: [userRoom(person.id)] }, "mention:new", mention, seq);
  }
}
