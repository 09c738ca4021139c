import type { UserStatus } from "@whatskovi/contract";
import type { Db } from "../platform/db/db.ts";
import { setUserStatus } from "../modules/users/index.ts";
import type { Emitter } from "./emitter.ts";
import { staffRoom } from "./rooms.ts";

export type Presence = {
  connected(userId: string, socketId: string): void;
  disconnected(userId: string, socketId: string): void;
  /** A browser has become inactive or active again: a person is away when all their browsers are inactive. */
  activityChanged(userId: string, socketId: string, isActive: boolean): void;
  /** The person says it by hand; it holds until they say otherwise or have no live socket left. */
  choose(userId: string, status: "ONLINE" | "AWAY"): void;
  isAwayByHand(userId: string): boolean;
  onlineUserIds(): string[];
  stop(): Promise<void>;
};

/** A reload or a short loss of the network does not make a person offline. */
const defaultGraceMs = 3000;

type Person = {
  sockets: Map<string, { isActive: boolean }>;
  chosen: "ONLINE" | "AWAY" | null;
  announced: UserStatus;
  announcedByHand: boolean;
  leaving: NodeJS.Timeout | null;
};

/** Who is here, from live sockets: told to everybody signed in and kept in the person's row. */
export function createPresence(deps: { db: Db; emitter: Emitter; graceMs?: number }): Presence {
  const people = new Map<string, Person>();
  let writes: Promise<unknown> = Promise.resolve();

  const personOf = (userId: string): Person => {
    let person = people.get(userId);
    if (person === undefined) {
      person = { sockets: new Map(), chosen: null, announced: "OFFLINE", announcedByHand: false, leaving: null };
      people.set(userId, person);
    }
    return person;
  };

  const announce = (userId: string, person: Person): void => {
    const status = statusOf(person);
    const isByHand = status === "AWAY" && person.chosen === "AWAY";
    if (status === person.announced && isByHand === person.announcedByHand) return;
    const wasOffline = person.announced === "OFFLINE";
    person.announced = status;
    person.announcedByHand = isByHand;
    writes = writes.then(() => setUserStatus(deps.db, userId, status)).catch(() => {});
    if (status === "OFFLINE") deps.emitter.emit({ to: [staffRoom] }, "user:offline", { userId });
    else if (wasOffline) deps.emitter.emit({ to: [staffRoom] }, "user:online", { userId });
    deps.emitter.emit({ to: [staffRoom] }, "user:status", { userId, status, isByHand });
    if (status === "OFFLINE") people.delete(userId);
  };

  return {
    connected(userId, socketId) {
      const person = personOf(userId);
      if (person.leaving !== null) clearTimeout(person.leaving);
      person.leaving = null;
      person.sockets.set(socketId, { isActive: true });
      announce(userId, person);
    },
    disconnected(userId, socketId) {
      const person = people.get(userId);
      if (person === undefined) return;
      person.sockets.delete(socketId);
      if (person.sockets.size > 0) return announce(userId, person);
      person.leaving = setTimeout(() => announce(userId, person), deps.graceMs ?? defaultGraceMs);
      person.leaving.unref();
    },
    activityChanged(userId, socketId, isActive) {
      const person = people.get(userId);
      const socket = person?.sockets.get(socketId);
      if (person === undefined || socket === undefined) return;
      socket.isActive = isActive;
      announce(userId, person);
    },
    choose(userId, status) {
      const person = people.get(userId);
      if (person === undefined) return;
      person.chosen = status === "AWAY" ? "AWAY" : null;
      announce(userId, person);
    },
    isAwayByHand: (userId) => people.get(userId)?.chosen === "AWAY",
    onlineUserIds: () => [...people].filter(([, person]) => person.announced !== "OFFLINE").map(([userId]) => userId),
    async stop() {
      for (const person of people.values()) if (person.leaving !== null) clearTimeout(person.leaving);
      await writes;
    },
  };
}

function statusOf(person: Person): UserStatus {
  if (person.sockets.size === 0) return "OFFLINE";
  if (person.chosen === "AWAY") return "AWAY";
  return [...person.sockets.values()].some((socket) => socket.isActive) ? "ONLINE" : "AWAY";
}
