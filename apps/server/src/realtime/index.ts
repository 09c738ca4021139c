import type { Server as HttpServer } from "node:http";
import type { ServerEventPayload } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import { loadTickets, ticketScopeOf } from "../modules/tickets/index.ts";
import type { Database } from "../platform/db/db.ts";
import type { Handlers } from "../platform/http/handler.ts";
import type { Part } from "../platform/part.ts";
import { createEmitter } from "./emitter.ts";
import { gatherWrites } from "./gather-writes.ts";
import { createPresence, type Presence } from "./presence.ts";
import { type AccessFollower, publishBatch } from "./publisher.ts";
import { createRelay } from "./relay.ts";
import { createRoomKeeper } from "./room-keeper.ts";
import { adminsRoom, staffRoom } from "./rooms.ts";
import { acceptSockets, openSocketServer, type VerifyAccessToken } from "./socket-server.ts";
import { syncSince } from "./sync.ts";
import { viewerRooms } from "./ticket-audience.ts";
import { createTyping } from "./typing.ts";
import { createViewing } from "./viewing.ts";

/** Everything that reaches screens by itself: sockets, rooms, presence, and the relay from the outbox. */
export type Realtime = {
  readonly part: Part;
  /** After a commit that appended to the outbox. */
  wake(): void;
  readonly presence: Pick<Presence, "choose">;
  /** Transient news of a number: the pairing code for administrators, its state for everybody. */
  announceConnection<Name extends "whatsapp:qr" | "whatsapp:ready" | "whatsapp:disconnected">(
    name: Name,
    payload: ServerEventPayload<Name>,
  ): void;
  /** Tells those who may see a ticket that its customer types. */
  customerTypes(ticketId: string): Promise<void>;
  readonly handlers: Pick<Handlers, "sync">;
};

export function createRealtime(deps: {
  database: Database;
  httpServer: HttpServer;
  corsOrigins: readonly string[];
  log: Logger;
  verifyAccessToken: VerifyAccessToken;
  /** Shows the customer that the ticket's owner types, where the driver can. */
  typeToCustomer: (ticketId: string) => void;
}): Realtime {
  const { database, log } = deps;
  const io = openSocketServer(deps.httpServer, deps.corsOrigins);
  gatherWrites(io);
  const emitter = createEmitter(io);
  const rooms = createRoomKeeper({ io, db: database, emitter });
  const presence = createPresence({ db: database, emitter });
  const viewing = createViewing({ db: database, emitter });
  const access: AccessFollower = {
    async userChanged(userId, seq) {
      await rooms.userChanged(userId, seq);
      await viewing.userChanged(userId);
    },
    sessionsEnded: (entry) => rooms.sessionsEnded(entry),
  };
  const publisher = { db: database, emitter, access, viewing, log };
  const relay = createRelay({
    database,
    log,
    publish: (batch, onEmitted) => publishBatch(publisher, batch, onEmitted),
  });
  const onTyping = createTyping({ db: database, emitter, typeToCustomer: deps.typeToCustomer });
  acceptSockets({
    io,
    log,
    verifyAccessToken: deps.verifyAccessToken,
    rooms,
    presence,
    emittedSeq: relay.emittedSeq,
    onTyping,
    viewing,
  });

  return {
    part: {
      name: "realtime",
      start: async () => relay.start(),
      stop: async () => {
        io.disconnectSockets(true);
        viewing.stop();
        await presence.stop();
        await relay.stop();
      },
      drain: () => relay.drain(),
    },
    wake: relay.wake,
    presence,
    announceConnection: (name, payload) => {
      const to = [name === "whatsapp:qr" ? adminsRoom : staffRoom];
      emitter.emit({ to }, name, payload);
    },
    customerTypes: async (ticketId) => {
      const [ticket] = await loadTickets(database, [ticketId]);
      if (ticket === undefined || ticket.status === "CLOSED") return;
      emitter.emit({ to: viewerRooms(ticketScopeOf(ticket)) }, "ticket:typing", {
        ticketId,
        contactId: ticket.contactId,
      });
    },
    handlers: {
      sync: async ({ context, query }) => syncSince(context.db, context.actor, query.since, await relay.emittedSeq()),
    },
  };
}
