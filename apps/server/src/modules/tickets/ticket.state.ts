import type { TicketAbility, TicketStatus } from "@whatskovi/contract";

/** The verbs that exist in some statuses only, whoever asks. */
const transitions: Partial<Record<TicketAbility, readonly TicketStatus[]>> = {
  accept: ["PENDING"],
  transfer: ["PENDING", "OPEN"],
  return: ["OPEN"],
  close: ["PENDING", "OPEN"],
  reopen: ["CLOSED"],
  send: ["OPEN"],
};

/** Whether a verb exists in a status for anybody at all. What is not restricted by status always does. */
export const isPossibleIn = (verb: TicketAbility, status: TicketStatus): boolean =>
  transitions[verb]?.includes(status) ?? true;

/** The status after a transfer: with a person it is being served, in a queue it waits. */
export const statusAfterTransfer = (target: { readonly userId: string | null }): TicketStatus =>
  target.userId === null ? "PENDING" : "OPEN";
