import type { Socket } from "socket.io";
import { canSeeTicket, loadTickets, ticketScopeOf } from "../modules/tickets/index.ts";
import { loadActor } from "../modules/users/index.ts";
import type { Db } from "../platform/db/db.ts";
import type { Emitter } from "./emitter.ts";
import type { SocketData } from "./socket-data.ts";
import { viewerRooms } from "./ticket-audience.ts";

/** One relayed sign of typing in this time, however fast the keys. */
const quietMs = 1000;

/**
 * Tells everybody who may see a ticket that a colleague types in it, and the customer too when it is the ticket's owner. Who
 * types is who is signed in; for a ticket out of sight nothing happens, and nothing is told about why.
 */
export function createTyping(deps: { db: Db; emitter: Emitter; typeToCustomer: (ticketId: string) => void }) {
  const lastBySocket = new WeakMap<object, Map<string, number>>();

  return async (socket: Pick<Socket, "id"> & { data: SocketData }, ticketId: string): Promise<void> => {
    const sent = lastBySocket.get(socket) ?? new Map<string, number>();
    lastBySocket.set(socket, sent);
    const now = Date.now();
    if (now - (sent.get(ticketId) ?? 0) < quietMs) return;
    if (sent.size > 100) sent.clear();
    sent.set(ticketId, now);

    const { userId, userName, sessionId } = socket.data;
    const [actor, [ticket]] = await Promise.all([
      loadActor(deps.db, userId, sessionId),
      loadTickets(deps.db, [ticketId]),
    ]);
    if (actor === null || ticket === undefined) return;
    const scope = ticketScopeOf(ticket);
    if (!canSeeTicket(actor, scope)) return;
    deps.emitter.emit({ to: viewerRooms(scope), except: [socket.id] }, "ticket:typing", { ticketId, userId, userName });
    if (scope.userId === userId && scope.status === "OPEN") deps.typeToCustomer(ticketId);
  };
}
