import { loadActor, loadUsers, presentUser } from "../modules/users/index.ts";
import type { UserActor } from "../platform/actor.ts";
import type { Db } from "../platform/db/db.ts";
import type { Emitter, RealtimeServer } from "./emitter.ts";
import type { AccessFollower } from "./publisher.ts";
import { isRoomByRights, roomsByRights, sessionRoom, staffRoom, userRoom } from "./rooms.ts";

export type RoomKeeper = AccessFollower & {
  /** Puts a new socket into the rooms of its person's present rights, or says that the session has ended. */
  admit(socket: { id: string }, userId: string, sessionId: string): Promise<UserActor | null>;
};

/**
 * Keeps every socket in exactly the rooms of its person's rights. Reading the rights and changing the rooms happen one at a
 * time for a person, so a socket that connects while the rights change ends up with the new ones.
 */
export function createRoomKeeper(deps: { io: RealtimeServer; db: Db; emitter: Emitter }): RoomKeeper {
  const { io, db, emitter } = deps;
  const oneAtATime = createKeyedQueue();

  return {
    admit: (socket, userId, sessionId) =>
      oneAtATime(userId, async () => {
        const actor = await loadActor(db, userId, sessionId);
        if (actor === null) return null;
        io.in(socket.id).socketsJoin([staffRoom, userRoom(userId), sessionRoom(sessionId), ...roomsByRights(actor)]);
        return actor;
      }),

    userChanged: (userId, seq) =>
      oneAtATime(userId, async () => {
        const [user] = await loadUsers(db, [userId]);
        if (user === undefined || !user.isActive) return endAll(userRoom(userId), "deactivated");
        const wanted = roomsByRights({ id: userId, role: user.role, queueIds: user.queueIds });
        for (const socket of await io.in(userRoom(userId)).fetchSockets()) {
          for (const room of socket.rooms) if (isRoomByRights(room) && !wanted.includes(room)) socket.leave(room);
          socket.join(wanted);
        }
        emitter.emit({ to: [userRoom(userId)] }, "user:update", presentUser(user), seq);
      }),

    async sessionsEnded({ sessionIds, reason }) {
      for (const sessionId of sessionIds) endAll(sessionRoom(sessionId), reason);
    },
  };

  function endAll(room: string, reason: "signed_out" | "deactivated" | "revoked"): void {
    emitter.emit({ to: [room] }, "session:ended", { reason });
    io.in(room).disconnectSockets(true);
  }
}

/** Runs work of one key in order, and of different keys side by side. */
function createKeyedQueue() {
  const tails = new Map<string, Promise<unknown>>();
  return async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const previous = tails.get(key) ?? Promise.resolve();
    const current = previous.then(work, work);
    tails.set(key, current);
    try {
      return await current;
    } finally {
      if (tails.get(key) === current) tails.delete(key);
    }
  };
}
