import type { QuickReplyScope } from "@whatskovi/contract";
import type { SharedScope } from "../media/index.ts";
import type { TicketViewer } from "../tickets/index.ts";

/** Their own anybody; those of their queues a supervisor; every shared one an administrator. */
export function canManageReply({ id, role, queueIds }: TicketViewer, { ownerId, queueId }: SharedScope): boolean {
  if (ownerId !== null) return ownerId === id;
  if (role === "ADMIN") return true;
  return role === "SUPERVISOR" && queueId !== null && queueIds.includes(queueId);
}

export const scopeOf = ({ ownerId, queueId }: SharedScope): QuickReplyScope =>
  ownerId !== null ? "personal" : queueId !== null ? "queue" : "everybody";

/** As many of them as there may be: of a person, of a queue, of everybody. */
export const mostReplies: Readonly<Record<QuickReplyScope, number>> = { personal: 200, queue: 500, everybody: 500 };
