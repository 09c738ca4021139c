import type { TicketAbility, TicketStatus } from "@whatskovi/contract";
import type { UserActor } from "../../platform/actor.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";

/** As what somebody sees a ticket. Who owns it is its owner first, whatever else they are. */
export type TicketRelation = "owner" | "admin" | "supervisor" | "pending-agent";

/** The rights by which tickets are seen. */
export type TicketViewer = Pick<UserActor, "id" | "role" | "queueIds">;

/** What of a ticket decides who may see it. */
export const ticketScopeOf = ({ status, queueId, userId }: TicketScope): TicketScope => ({ status, queueId, userId });

/** As what a person sees a ticket; null when it is out of their sight. */
export function relationOf(viewer: TicketViewer, scope: TicketScope): TicketRelation | null {
  if (scope.userId === viewer.id) return "owner";
  if (viewer.role === "ADMIN") return "admin";
  if (scope.queueId === null || !viewer.queueIds.includes(scope.queueId)) return null;
  if (viewer.role === "SUPERVISOR") return "supervisor";
  return scope.status === "PENDING" ? "pending-agent" : null;
}

/** Whether a person may see a ticket at all. The read model says the same in SQL, and a test that both agree. */
export const canSeeTicket = (viewer: TicketViewer, scope: TicketScope): boolean => relationOf(viewer, scope) !== null;

type Abilities = Readonly<Record<TicketStatus, readonly TicketAbility[]>>;

const managed: Abilities = {
  PENDING: ["accept", "note", "read", "transfer", "close", "update"],
  OPEN: ["send", "note", "read", "transfer", "return", "close", "update"],
  CLOSED: ["note", "read", "reopen", "update"],
};

const abilities: Readonly<Record<TicketRelation, Abilities>> = {
  admin: managed,
  supervisor: managed,
  owner: { ...managed, PENDING: ["accept", "note", "read", "update"] },
  "pending-agent": { PENDING: ["accept", "note", "update"], OPEN: [], CLOSED: [] },
};

/** What a relation allows while a ticket is in a status; nothing without a relation. */
export const abilitiesOf = (relation: TicketRelation | null, status: TicketStatus): readonly TicketAbility[] =>
  relation === null ? [] : abilities[relation][status];

/** A room of sockets and as what its members see the ticket. */
export type TicketAudience = { readonly relation: TicketRelation; readonly room: string };

/**
 * Who may see a ticket of this scope, as rooms. Somebody may be in several: the first of the list counts, so the owner's own
 * room comes first.
 */
export function ticketAudience({ status, queueId, userId }: TicketScope): TicketAudience[] {
  const audience: TicketAudience[] = [];
  if (userId !== null) audience.push({ relation: "owner", room: `user:${userId}` });
  audience.push({ relation: "admin", room: "admins" });
  if (queueId !== null) {
    audience.push({ relation: "supervisor", room: `queue:${queueId}:supervisors` });
    if (status === "PENDING") audience.push({ relation: "pending-agent", room: `queue:${queueId}:agents` });
  }
  return audience;
}
