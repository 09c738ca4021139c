import type { TicketScope } from "../../platform/outbox/outbox.ts";
import { canSeeTicket, type TicketViewer } from "../tickets/index.ts";

/**
 * Whether a person may see, and so change, a contact with these tickets: whoever sees one of them. Contacts without any ticket,
 * as after being added by hand, belong to no queue yet: supervisors see them too. The read model says the same in SQL.
 */
export function canSeeContact(viewer: TicketViewer, tickets: readonly TicketScope[]): boolean {
  if (viewer.role === "ADMIN") return true;
  if (tickets.length === 0) return viewer.role === "SUPERVISOR";
  return tickets.some((scope) => canSeeTicket(viewer, scope));
}
