import type { Role } from "@whatskovi/contract";

/** Whose rooms: a person with the rights of this moment. */
export type RoomMember = { readonly id: string; readonly role: Role; readonly queueIds: readonly string[] };

/** Everybody signed in: presence, names of queues and tags. */
export const staffRoom = "staff";
export const adminsRoom = "admins";
/** All supervisors, whatever their queues: contacts without a ticket. */
export const supervisorsRoom = "supervisors";
export const userRoom = (userId: string) => `user:${userId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;

const queueRoom = (queueId: string, role: "SUPERVISOR" | "AGENT") =>
  `queue:${queueId}:${role === "AGENT" ? "agents" : "supervisors"}`;

/** The rooms that follow from a person's rights. The server alone puts sockets into rooms. */
export function roomsByRights({ role, queueIds }: RoomMember): string[] {
  if (role === "ADMIN") return [adminsRoom];
  const ofQueues = queueIds.map((queueId) => queueRoom(queueId, role));
  return role === "SUPERVISOR" ? [supervisorsRoom, ...ofQueues] : ofQueues;
}

/** Whether a room follows from rights, and so is left when they change. */
export const isRoomByRights = (room: string): boolean =>
  room === adminsRoom || room === supervisorsRoom || room.startsWith("queue:");
