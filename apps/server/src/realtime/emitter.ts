import type { ServerEventName, ServerEventPayload } from "@whatskovi/contract";
import type { DefaultEventsMap, Server } from "socket.io";
import type { SocketData } from "./socket-data.ts";

export type RealtimeServer = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

type Target = { to: readonly string[]; except?: readonly string[] };

/** Emits typed events to rooms. Durable events carry `{seq}` as their second argument. */
export type Emitter = {
  emit<Name extends ServerEventName>(target: Target, name: Name, payload: ServerEventPayload<Name>, seq?: number): void;
  /** Emits one of two events to each socket of a room, by whether it is in one of the other rooms too. */
  emitByMembership<Name extends ServerEventName, Other extends ServerEventName>(
    target: Target,
    rooms: readonly string[],
    inside: { name: Name; payload: ServerEventPayload<Name> },
    outside: { name: Other; payload: ServerEventPayload<Other> },
    seq: number,
  ): Promise<void>;
};

export function createEmitter(io: RealtimeServer): Emitter {
  const select = ({ to, except = [] }: Target) => io.to([...to]).except([...except]);
  return {
    emit(target, name, payload, seq) {
      if (target.to.length === 0) return;
      if (seq === undefined) select(target).emit(name, payload);
      else select(target).emit(name, payload, { seq });
    },
    async emitByMembership(target, rooms, inside, outside, seq) {
      for (const socket of await select(target).fetchSockets()) {
        const event = rooms.some((room) => socket.rooms.has(room)) ? inside : outside;
        socket.emit(event.name, event.payload, { seq });
      }
    },
  };
}
