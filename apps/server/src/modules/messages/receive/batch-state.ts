import type { FailureCode, IdentityKind, MessageDirection, MessageStatus } from "@whatskovi/contract";
import type { InboundEvent } from "../../../whatsapp/driver.ts";

/** An identity that is stored, with its contact. `value` is the key by which it is matched. */
export type KnownIdentity = {
  kind: IdentityKind;
  value: string;
  address: string;
  contactId: string;
  name: string;
  phoneNumber: string | null;
  isNamed: boolean;
  isBlocked: boolean;
};

/** An active ticket, locked. */
export type ActiveTicket = {
  id: string;
  contactId: string;
  lastMessageAt: Date;
  waitingSince: Date | null;
  lastInboundAt: Date | null;
};

/** A stored message that the batch speaks of, locked. */
export type StoredMessage = {
  id: string;
  ticketId: string | null;
  contactId: string;
  providerId: string | null;
  direction: MessageDirection;
  status: MessageStatus;
  failureCode: FailureCode | null;
  providerError: string | null;
  body: string;
  originalBody: string | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  isPlaceholder: boolean;
};

/** News that came before its message. */
export type ParkedNews = { id: string; providerId: string; event: InboundEvent };

/** Where new tickets of the connection wait, how their customers are greeted, and what of its history we have missed. */
export type Route = {
  queueId: string | null;
  greetingMessage: string;
  groupsEnabled: boolean;
  /** When it was away, of late; without an end it still is, or may be. */
  absences: { from: Date; to: Date | null }[];
};

/** Everything stored that a batch has to know, read under the connection's lock. */
export type BatchState = {
  identities: KnownIdentity[];
  tickets: ActiveTicket[];
  messages: StoredMessage[];
  parked: ParkedNews[];
  /** Null when the connection does not exist any more. */
  route: Route | null;
};
