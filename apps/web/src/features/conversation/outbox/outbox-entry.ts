import type { SendExtra } from "../send-message.ts";

/** A message between the press of the key and the server's answer, as this browser keeps it. */
export type OutboxEntry = {
  /** Made here (UUID, version 7): the order of writing, and what makes a second try the same message. */
  readonly id: string;
  /** Who wrote it. Nobody else sends it, whoever signs in here. */
  readonly userId: string;
  readonly ticketId: string;
  /** Whom it is for, as the screen named them. */
  readonly to: string;
  readonly body: string;
  readonly isPrivate: boolean;
  readonly quotedMessageId: string | null;
  readonly extra?: SendExtra;
  readonly file: File | null;
  /** The file at the server, once it is there. */
  readonly mediaId: string | null;
  readonly createdAt: string;
  /** When the person last said that it shall go. */
  readonly releasedAt: string;
  /** The server was asked and has not answered: it may have it. */
  readonly isAttempted: boolean;
  /** Why it will not go by itself: an error code, or `stale`. */
  readonly refusal: string | null;
  /** Since when nobody wants it any more: no tab sends it from then on, and it goes when it is sure that none does. */
  readonly calledOffAt?: string;
};

/** What was written so long ago is not sent without being asked for again: it may not be true any more. */
export const staleAfterMs = 24 * 3_600_000;

/** In the order in which they were written. */
export const inOrder = (one: OutboxEntry, other: OutboxEntry): number => (one.id < other.id ? -1 : 1);
