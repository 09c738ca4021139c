import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Role, ServerEventName } from "@whatskovi/contract";
import { pino } from "pino";
import { io, type Socket } from "socket.io-client";
import { expect, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { loadActor } from "../modules/users/index.ts";
import type { UserActor } from "../platform/actor.ts";
import { systemClock } from "../platform/clock.ts";
import type { UserContext } from "../platform/context.ts";
import { newId } from "../platform/ids.ts";
import { createOutbox, type OutboxEntry } from "../platform/outbox/outbox.ts";
import { readStreamBounds } from "../platform/outbox/publication.ts";
import { createRealtime, type Realtime } from "./index.ts";
import { syncSince } from "./sync.ts";

/** One event as a socket received it. */
export type ReceivedEvent = { name: ServerEventName; payload: any; seq: number | null };

/** A person with an open socket and everything it received. */
export type Watcher = { userId: string; sessionId: string; socket: Socket; received: ReceivedEvent[] };

/** Real sockets and the real relay on a real database, without the rest of the server. Tokens are `user/session`. */
export class RealtimeWorld {
  readonly realtime: Realtime;
  readonly #db: TestDatabase;
  readonly #http: Server;
  readonly #watchers: Watcher[] = [];
  readonly connectionId = newId();

  private constructor(db: TestDatabase, http: Server) {
    this.#db = db;
    this.#http = http;
    this.realtime = createRealtime({
      database: db.database,
      httpServer: http,
      corsOrigins: [],
      log: pino({ level: "silent" }),
      verifyAccessToken: async (token) => {
        const [userId = "", sessionId = ""] = token.split("/");
        return { userId, sessionId };
      },
      typeToCustomer: () => {},
    });
  }

  static async open(): Promise<RealtimeWorld> {
    const world = new RealtimeWorld(await createTestDatabase(), createServer());
    await new Promise<void>((resolve) => world.#http.listen(0, "127.0.0.1", resolve));
    await world.realtime.part.start?.();
    await world.db.models.whatsAppConnection.create({
      data: { id: world.connectionId, name: "Central", driver: "simulator" },
    });
    return world;
  }

  get db() {
    return this.#db.database;
  }

  async close(): Promise<void> {
    for (const { socket } of this.#watchers) socket.disconnect();
    await this.realtime.part.stop?.();
    await new Promise((resolve) => this.#http.close(resolve));
    await this.#db.drop();
  }

  async addQueue(name: string): Promise<string> {
    const id = newId();
    await this.db.models.queue.create({ data: { id, name, color: "#2f7d5b" } });
    return id;
  }

  async addUser(name: string, role: Role, queueIds: string[] = []): Promise<{ userId: string; sessionId: string }> {
    const userId = newId();
    const sessionId = newId();
    await this.db.models.user.create({
      data: {
        id: userId,
        name,
        email: `${userId}@example.com`,
        password: "-",
        role,
        queues: { create: queueIds.map((queueId) => ({ queueId })) },
        sessions: { create: { id: sessionId, tokenHash: sessionId, expiresAt: new Date(Date.now() + 3_600_000) } },
      },
    });
    return { userId, sessionId };
  }

  /** Connects a socket and resolves when it is in its rooms. */
  async watch({ userId, sessionId }: { userId: string; sessionId: string }): Promise<Watcher> {
    const { port } = this.#http.address() as AddressInfo;
    const socket = io(`http://127.0.0.1:${port}`, {
      auth: { token: `${userId}/${sessionId}` },
      transports: ["websocket"],
      forceNew: true,
    });
    const watcher: Watcher = { userId, sessionId, socket, received: [] };
    socket.onAny((name, payload, meta) => watcher.received.push({ name, payload, seq: meta?.seq ?? null }));
    this.#watchers.push(watcher);
    await new Promise<void>((resolve, reject) => {
      socket.once("session:ready", () => resolve());
      socket.once("connect_error", reject);
      socket.once("disconnect", () => reject(new Error("disconnected")));
    });
    return watcher;
  }

  /** The verbs' context for a person, with their rights of this moment. */
  async contextOf({ userId, sessionId }: { userId: string; sessionId: string }): Promise<UserContext> {
    const actor = (await loadActor(this.db, userId, sessionId)) as UserActor;
    return {
      db: this.db,
      actor,
      clock: systemClock,
      outbox: createOutbox(() => this.realtime.wake()),
      wakeLane: () => {},
    };
  }

  async append(entries: OutboxEntry[]): Promise<void> {
    await this.db.transaction((tx) => createOutbox(() => this.realtime.wake()).append(tx, entries));
  }

  /** A new contact's pending ticket, as if they had just written. */
  async addTicket(queueId: string): Promise<string> {
    const contactId = newId();
    const id = newId();
    await this.db.models.contact.create({ data: { id: contactId, name: `Cliente ${contactId.slice(-4)}` } });
    await this.db.models.ticket.create({ data: { id, contactId, whatsappId: this.connectionId, queueId } });
    await this.append([{ type: "ticket", ticketId: id, isNew: true }]);
    return id;
  }

  /** A message of the ticket's customer. */
  async addMessage(ticketId: string, body: string): Promise<string> {
    const { contactId } = await this.db.models.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    const id = newId();
    await this.db.transaction(async (tx) => {
      await tx.models.ticket.update({ where: { id: ticketId }, data: { unreadMessages: { increment: 1 } } });
      await tx.models.message.create({
        data: {
          id,
          ticketId,
          contactId,
          whatsappId: this.connectionId,
          direction: "INBOUND",
          status: "RECEIVED",
          body,
        },
      });
      await createOutbox(() => this.realtime.wake()).append(tx, [
        { type: "messages", ticketId, messageIds: [id], isNewTicket: false },
      ]);
    });
    return id;
  }

  /** What `GET /api/sync` answers. */
  async sync(person: { userId: string; sessionId: string }, since: number) {
    const { actor } = await this.contextOf(person);
    return syncSince(this.db, actor, since, await this.newestSeq());
  }

  async newestSeq(): Promise<number> {
    return (await readStreamBounds(this.db)).newest;
  }

  /** Resolves when everything appended so far was emitted and has reached every open socket. */
  async settle(): Promise<void> {
    const marks = new Map(this.#watchers.map((watcher) => [watcher, countMarks(watcher)]));
    await this.append([{ type: "catalogue", catalogue: "tags" }]);
    await this.realtime.part.drain?.();
    for (const [watcher, count] of marks) {
      if (!watcher.socket.connected) continue;
      await vi.waitFor(() => expect(countMarks(watcher)).toBeGreaterThan(count), { timeout: 5000, interval: 5 });
    }
  }
}

/** Events keep their order on a socket, so a mark that has arrived was overtaken by nothing. */
const countMarks = ({ received }: Watcher) => received.filter(({ name }) => name === "catalogue:changed").length;
