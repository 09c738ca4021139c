import type { TicketScope } from "../platform/outbox/outbox.ts";
import { ticketAudience } from "../modules/tickets/index.ts";
import { adminsRoom, supervisorsRoom } from "./rooms.ts";

/** Every room whose members may see a ticket of this scope. */
export const viewerRooms = (scope: TicketScope): string[] => ticketAudience(scope).map((target) => target.room);

/** Every room whose members could see the ticket in any of its earlier scopes. */
export const formerRooms = (scopes: readonly TicketScope[]): string[] => [...new Set(scopes.flatMap(viewerRooms))];

/** Every room whose members may see a contact with these tickets: `canSeeContact` as rooms. Without a ticket all supervisors. */
export const contactRooms = (scopes: readonly TicketScope[]): string[] => [
  ...new Set([adminsRoom, ...(scopes.length === 0 ? [supervisorsRoom] : formerRooms(scopes))]),
];
