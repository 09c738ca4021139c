import type { Server as HttpServer } from "node:http";
import { clientEvents, type ClientEventName, type ClientEventPayload } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import { Server } from "socket.io";
import type { RealtimeServer } from "./emitter.ts";
import type { Presence } from "./presence.ts";
import type { RoomKeeper } from "./room-keeper.ts";
import type { SocketData } from "./socket-data.ts";
import type { Viewing } from "./viewing.ts";

/** Proves an access token. Null when it is not good. */
export type VerifyAccessToken = (token: string) => Promise<{ userId: string; sessionId: string } | null>;

/** Opens Socket.IO on the server's own port. CORS is the REST API's. */
export function openSocketServer(httpServer: HttpServer, corsOrigins: readonly string[]): RealtimeServer {
  return new Server(httpServer, {
    cors: { origin: [...corsOrigins], credentials: true },
    maxHttpBufferSize: 64 * 1024,
    serveClient: false,
    // A line that breaks in silence is noticed here after the sum of these. Browsers, which miss the ping, look into it after 3.5 s.
    pingInterval: 2_500,
    pingTimeout: 9_500,
  });
}

type Deps = {
  readonly io: RealtimeServer;
  readonly log: Logger;
  readonly verifyAccessToken: VerifyAccessToken;
  readonly rooms: RoomKeeper;
  readonly presence: Presence;
  readonly emittedSeq: () => Promise<number>;
  readonly viewing: Viewing;
  readonly onTyping: (socket: { id: string; data: SocketData }, ticketId: string) => Promise<void>;
};

/** Lets signed-in people in (`auth: {token}`), puts them into their rooms before anything is sent, and hears what they say. */
export function acceptSockets(deps: Deps): void {
  const { io, presence, viewing } = deps;
  io.use((socket, next) => {
    const token: unknown = socket.handshake.auth["token"];
    Promise.resolve(typeof token === "string" ? deps.verifyAccessToken(token) : null)
      .then((claims) => {
        if (claims === null) return next(refusal());
        socket.data = { ...claims, userName: "", isActive: true };
        next();
      })
      .catch(() => next(refusal()));
  });

  io.on("connection", (socket) => {
    const { userId, sessionId } = socket.data;
    void deps.rooms
      .admit(socket, userId, sessionId)
      .then(async (actor) => {
        if (actor === null) {
          socket.emit("session:ended", { reason: "revoked" });
          socket.disconnect(true);
          return;
        }
        socket.data.userName = actor.name;
        presence.connected(userId, socket.id);
        socket.on("disconnect", () => {
          presence.disconnected(userId, socket.id);
          viewing.leave(socket.id);
        });
        if (!socket.connected) return presence.disconnected(userId, socket.id);
        socket.emit("session:ready", {
          seq: await deps.emittedSeq(),
          onlineUserIds: presence.onlineUserIds(),
          isAwayByHand: presence.isAwayByHand(userId),
        });
        await viewing.welcome(socket.id, actor);
      })
      .catch((error: unknown) => {
        deps.log.error({ err: error }, "a socket could not be admitted");
        socket.disconnect(true);
      });

    hear(socket, "ticket:typing", ({ ticketId }) => deps.onTyping(socket, ticketId), deps.log);
    hear(socket, "ticket:viewing", ({ ticketId }) => viewing.look(socket, ticketId), deps.log);
    hear(socket, "user:activity", ({ isActive }) => presence.activityChanged(userId, socket.id, isActive), deps.log);
  });
}

/** Hears one event of the contract; what does not fit its schema is ignored. */
function hear<Name extends ClientEventName>(
  socket: { on(name: string, listener: (payload: unknown) => void): unknown },
  name: Name,
  handle: (payload: ClientEventPayload<Name>) => void | Promise<void>,
  log: Logger,
): void {
  socket.on(name, (payload) => {
    const parsed = clientEvents[name].safeParse(payload);
    if (!parsed.success) return;
    Promise.resolve(handle(parsed.data as ClientEventPayload<Name>)).catch((error: unknown) => {
      log.warn({ err: error, event: name }, "a socket event failed");
    });
  });
}

/** The client reads `data.code`, as in REST. */
function refusal(): Error {
  return Object.assign(new Error("unauthenticated"), { data: { code: "unauthenticated" } });
}
