import type { ServerEventPayload, UserSummary } from "@whatskovi/contract";
import { canSeeTicket, loadTickets, ticketScopeOf } from "../modules/tickets/index.ts";
import { loadActor } from "../modules/users/index.ts";
import type { UserActor } from "../platform/actor.ts";
import type { Db } from "../platform/db/db.ts";
import type { TicketScope } from "../platform/outbox/outbox.ts";
import type { Emitter } from "./emitter.ts";
import { userRoom } from "./rooms.ts";
import type { SocketData } from "./socket-data.ts";
import { viewerRooms } from "./ticket-audience.ts";

type Looker = { readonly id: string; readonly connected: boolean; readonly data: SocketData };
type Look = { readonly socket: Looker; readonly ticketId: string; seenAt: number };

/** Who looks at which ticket right now: kept in memory by open socket, told to those alone who may see the ticket. */
export type Viewing = {
  /** A browser says which ticket is open and in sight, null for none; it says so again while that lasts. */
  look(socket: Looker, ticketId: string | null): Promise<void>;
  leave(socketId: string): void;
  /** What a person who has just connected has to know: who looks at the tickets that they may see. */
  welcome(socketId: string, actor: UserActor): Promise<void>;
  /** A ticket was published: when others may see it now, who looks is checked and told anew. */
  ticketChanged(ticketId: string, scope: TicketScope): Promise<void>;
  /** A person's rights changed: what they may no longer see they no longer look at. */
  userChanged(userId: string): Promise<void>;
  stop(): void;
};

type Timings = {
  /** A look that was not repeated for so long is over: browsers repeat it every 20 seconds. */
  readonly expiresMs: number;
  /** Changes within this time are told together, and of one browser at most one is looked into. */
  readonly gatherMs: number;
};

export function createViewing(deps: { db: Db; emitter: Emitter; timings?: Partial<Timings> }): Viewing {
  const { expiresMs, gatherMs } = { expiresMs: 50_000, gatherMs: 150, ...deps.timings };
  const looks = new Map<string, Look>();
  const lookersOf = new Map<string, Set<string>>();
  const scopes = new Map<string, TicketScope>();
  const wanted = new Map<string, string | null>();
  const busy = new Set<string>();
  const announcing = new Map<string, NodeJS.Timeout>();
  const sweeping = setInterval(dropExpired, Math.min(expiresMs, 10_000));
  sweeping.unref();

  const viewersOf = (ticketId: string): UserSummary[] => {
    const people = [...(lookersOf.get(ticketId) ?? [])].flatMap((socketId) => looks.get(socketId) ?? []);
    const named = new Map(
      people.map(({ socket: { data } }) => [data.userId, { id: data.userId, name: data.userName }]),
    );
    return [...named.values()];
  };

  const payloadOf = (ticketId: string): ServerEventPayload<"ticket:viewers"> => ({
    ticketId,
    viewers: viewersOf(ticketId),
  });

  function announce(ticketId: string): void {
    if (announcing.has(ticketId)) return;
    const timer = setTimeout(() => {
      announcing.delete(ticketId);
      const scope = scopes.get(ticketId);
      if (!lookersOf.has(ticketId)) scopes.delete(ticketId);
      if (scope !== undefined) deps.emitter.emit({ to: viewerRooms(scope) }, "ticket:viewers", payloadOf(ticketId));
    }, gatherMs);
    timer.unref();
    announcing.set(ticketId, timer);
  }

  function end(socketId: string): void {
    const look = looks.get(socketId);
    if (look === undefined) return;
    looks.delete(socketId);
    const lookers = lookersOf.get(look.ticketId);
    lookers?.delete(socketId);
    if (lookers?.size === 0) lookersOf.delete(look.ticketId);
    announce(look.ticketId);
  }

  function enter(socket: Looker, ticketId: string, scope: TicketScope): void {
    const before = looks.get(socket.id);
    scopes.set(ticketId, scope);
    if (before?.ticketId === ticketId) {
      before.seenAt = Date.now();
      return;
    }
    end(socket.id);
    looks.set(socket.id, { socket, ticketId, seenAt: Date.now() });
    lookersOf.set(ticketId, (lookersOf.get(ticketId) ?? new Set()).add(socket.id));
    announce(ticketId);
  }

  /** The ticket as a person may see it with the rights of this moment; null when it is out of their sight. */
  async function scopeFor({ data }: Looker, ticketId: string): Promise<TicketScope | null> {
    const [actor, [ticket]] = await Promise.all([
      loadActor(deps.db, data.userId, data.sessionId),
      loadTickets(deps.db, [ticketId]),
    ]);
    if (actor === null || ticket === undefined) return null;
    const scope = ticketScopeOf(ticket);
    return canSeeTicket(actor, scope) ? scope : null;
  }

  async function settle(socket: Looker, ticketId: string | null): Promise<void> {
    const scope = ticketId === null ? null : await scopeFor(socket, ticketId);
    if (ticketId !== null && scope !== null && socket.connected) enter(socket, ticketId, scope);
    else end(socket.id);
  }

  async function check(lookers: readonly Look[]): Promise<void> {
    for (const { socket, ticketId } of lookers) {
      const scope = await scopeFor(socket, ticketId);
      if (scope === null && looks.get(socket.id)?.ticketId === ticketId) end(socket.id);
    }
  }

  function dropExpired(): void {
    const before = Date.now() - expiresMs;
    for (const [socketId, { seenAt }] of looks) if (seenAt < before) end(socketId);
  }

  const lookersAt = (ticketId: string): Look[] =>
    [...(lookersOf.get(ticketId) ?? [])].flatMap((socketId) => looks.get(socketId) ?? []);

  async function tell(room: string, actor: UserActor): Promise<void> {
    for (const [ticketId, scope] of scopes)
      if (lookersOf.has(ticketId) && canSeeTicket(actor, scope))
        deps.emitter.emit({ to: [room] }, "ticket:viewers", payloadOf(ticketId));
  }

  return {
    async look(socket, ticketId) {
      wanted.set(socket.id, ticketId);
      if (busy.has(socket.id)) return;
      busy.add(socket.id);
      try {
        for (let next = wanted.get(socket.id); next !== undefined; next = wanted.get(socket.id)) {
          wanted.delete(socket.id);
          await settle(socket, next);
          await new Promise((resolve) => setTimeout(resolve, gatherMs).unref());
        }
      } finally {
        busy.delete(socket.id);
      }
    },
    leave(socketId) {
      wanted.delete(socketId);
      end(socketId);
    },
    welcome: (socketId, actor) => tell(socketId, actor),
    async ticketChanged(ticketId, scope) {
      const before = scopes.get(ticketId);
      if (before === undefined || JSON.stringify(before) === JSON.stringify(scope)) return;
      scopes.set(ticketId, scope);
      await check(lookersAt(ticketId));
      announce(ticketId);
    },
    async userChanged(userId) {
      const mine = [...looks.values()].filter(({ socket }) => socket.data.userId === userId);
      await check(mine);
      const [socket] = mine.map((look) => look.socket);
      const actor = socket === undefined ? null : await loadActor(deps.db, userId, socket.data.sessionId);
      if (actor !== null) await tell(userRoom(userId), actor);
    },
    stop() {
      clearInterval(sweeping);
      for (const timer of announcing.values()) clearTimeout(timer);
    },
  };
}
