import type { TicketAbility, TicketStatus } from "@whatskovi/contract";

/** The verbs that move a ticket, and from which statuses. */
const transitions = {
  accept: ["PENDING"],
  transfer: ["PENDING", "OPEN"],
  return: ["OPEN"],
  close: ["PENDING", "OPEN"],
  reopen: ["CLOSED"],
  send: ["OPEN"],
} as const satisfies Partial<Record<TicketAbility, readonly TicketStatus[]>>;

/** Whether a verb exists in a status for anybody at all. What is not restricted by status always does. */
export function isPossibleIn(verb: TicketAbility, status: TicketStatus): boolean {
  const statuses: readonly TicketStatus[] | undefined = (transitions as Partial<Record<TicketAbility, readonly TicketStatus[]>>)[verb];
  return statuses === undefined || statuses.includes(status);
}

/** The status after a transfer: with a person it is being served, in a queue it waits. */
export const statusAfterTransfer = (target: { readonly userId: string | null }): TicketStatus =>
  target.userId === null ? "PENDING" : "OPEN";
