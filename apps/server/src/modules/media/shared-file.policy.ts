import type { TicketViewer } from "../tickets/index.ts";

/** For whom something prepared is: its owner, a queue, or, with neither, everybody. */
export type SharedScope = { readonly ownerId: string | null; readonly queueId: string | null };

/** Whether a person may use what is shared so, and see its file. */
export function isSharedWith({ id, role, queueIds }: TicketViewer, { ownerId, queueId }: SharedScope): boolean {
  if (ownerId !== null) return ownerId === id;
  return queueId === null || role === "ADMIN" || queueIds.includes(queueId);
}
