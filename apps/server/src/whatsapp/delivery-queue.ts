import type { FailureCode, HoldReason, Pacing } from "@whatskovi/contract";
import type { MessageRef, SendCommand, SendReceipt } from "./driver.ts";

/** A message that this lane holds: nobody else sends it until it is marked or given back. */
export type ClaimedMessage = {
  /** Never two messages of one contact at once on a connection. */
  readonly contactId: string;
  /** How often it has been claimed, this time included. */
  readonly attempts: number;
  readonly command: SendCommand;
};

/** A message found SENDING: whether it went out is not known. */
export type InDoubtMessage = { readonly messageId: string; readonly contactId: string; readonly claimedAt: Date };

/** What is to be done to a message that WhatsApp has. All of it may be repeated. */
export type ActionWish =
  | { readonly kind: "REACTION"; readonly emoji: string | null }
  | { readonly kind: "EDIT"; readonly body: string }
  | { readonly kind: "REVOKE" };

/** An action that this lane holds: nobody else carries it out until it is settled or given back. */
export type ClaimedAction = {
  readonly actionId: string;
  readonly contactId: string;
  readonly attempts: number;
  readonly message: MessageRef;
  readonly wish: ActionWish;
};

/** Why what waits is held back, and until when: each one `betweenMs` later than the one before it. */
export type Hold = { readonly until: Date; readonly because: HoldReason; readonly betweenMs: number };

/** With `countsOpenings` a first message to somebody who never wrote is noted as an opening; `areOpeningsSpent` passes them over. */
export type ClaimLimits = { readonly countsOpenings: boolean; readonly areOpeningsSpent: boolean };

/** The queue of one number's outgoing messages, as the delivery lane sees it: the messages table itself. */
export interface DeliveryQueue {
  /**
   * Claims the oldest message that may go out (PENDING to SENDING, decided by the UPDATE's WHERE), or null. A contact in
   * `busyContactIds`, one with a message in flight, and one whose older message waits for `nextAttemptAt` are passed over, so
   * that nothing overtakes within a conversation. A message whose file cannot be read is marked failed and passed over.
   */
  claimNext(
    connectionId: string,
    busyContactIds: readonly string[],
    limits?: ClaimLimits,
  ): Promise<ClaimedMessage | null>;
  /** How the number is paced, and since when it is here. */
  pacingOf(connectionId: string): Promise<{ pacing: Pacing; createdAt: Date }>;
  /** When the number wrote first to people since then, oldest first; the newest `most` of them. */
  listOpenings(connectionId: string, since: Date, most: number): Promise<Date[]>;
  /**
   * Lets what waits say why; with `daily_cap` only first messages to people who never wrote. What says so already is left as it
   * is, and so is what waits for less than a second.
   */
  hold(connectionId: string, hold: Hold): Promise<void>;
  /** When the next message that waits for a retry is due; null when none waits. */
  nextDueAt(connectionId: string): Promise<Date | null>;
  /** SENDING to SENT, with WhatsApp's id. Updates that came before the id was known are applied at once. Harmless when repeated or late. */
  markSent(messageId: string, receipt: SendReceipt): Promise<void>;
  /** Whether it is still SENDING: false once WhatsApp has told by another way what became of it. */
  isSending(messageId: string): Promise<boolean>;
  /** SENDING to FAILED. Harmless when evidence has decided otherwise meanwhile. */
  markFailed(messageId: string, failureCode: FailureCode): Promise<void>;
  /** SENDING back to PENDING, to be claimed again from `at` on. For what was certainly not sent. */
  scheduleRetry(messageId: string, at: Date): Promise<void>;
  /** Messages found SENDING that were claimed before `claimedBefore`, oldest first, 100 at most. */
  listInDoubt(connectionId: string, claimedBefore: Date): Promise<InDoubtMessage[]>;
  /** Fails whatever is PENDING, for a number that is being removed. Returns how many messages. */
  failPending(connectionId: string, failureCode: FailureCode): Promise<number>;
  /**
   * Claims the oldest action that may be carried out, or null: never before its own message was sent, never beside another one
   * on the same message or a send in the same conversation.
   */
  claimAction(connectionId: string, busyContactIds: readonly string[]): Promise<ClaimedAction | null>;
  /** SENDING to DONE: the message shows it. Harmless when repeated. */
  completeAction(connectionId: string, actionId: string): Promise<void>;
  /** SENDING to FAILED, where everybody sees it. */
  failAction(connectionId: string, actionId: string, failureCode: FailureCode): Promise<void>;
  /** SENDING back to PENDING, to be claimed again from `at` on; gone when a newer wish of its kind waits. */
  retryAction(actionId: string, at: Date): Promise<void>;
  /** Gives back the actions found SENDING, but for those under way here: what a process before left is done again. */
  releaseActions(connectionId: string, underWay: readonly string[]): Promise<void>;
}
