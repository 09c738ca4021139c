import type { MessageContent, MessageDirection, MessageStatus, MessageType } from "@whatskovi/contract";
import type { InboundEvent, InboundMessage, MediaRef } from "../../../whatsapp/driver.ts";
import type { ChangeableMessage } from "../message-changes.ts";
import type { PlannedContact, PlannedIdentity } from "./contact-book.ts";
import type { PlannedTicket } from "./ticket-book.ts";

/** A message that the batch stores. */
export type PlannedMessage = ChangeableMessage & {
  readonly id: string;
  readonly ticketId: string | null;
  readonly contactId: string;
  /** In a group: who of it wrote. */
  readonly authorContactId: string | null;
  readonly direction: MessageDirection;
  type: MessageType;
  content: MessageContent;
  status: MessageStatus;
  readonly providerId: string | null;
  quotedMessageId: string | null;
  mediaId: string | null;
  isPlaceholder: boolean;
  raw: unknown;
  readonly via: string | null;
  readonly sentAt: Date;
};

export type PlannedMedia = { readonly id: string; readonly source: MediaRef; readonly isFetched: boolean };

/** The late content of a stored placeholder. */
export type PlannedContent = Pick<
  PlannedMessage,
  "id" | "type" | "body" | "content" | "quotedMessageId" | "mediaId" | "raw"
>;

/** A stored message changed by news. */
export type PlannedChange = ChangeableMessage & { readonly id: string; providerId: string | null };

export type PlannedReaction = {
  readonly messageId: string;
  readonly direction: MessageDirection;
  /** The contact who reacted; null is our number. */
  readonly reactorId: string | null;
  emoji: string | null;
  createdAt: Date;
};

export type ParkedEvent = Exclude<InboundEvent, InboundMessage>;

/** A stored message that stood outside tickets, as history, and turned out to be new. */
export type TakenUpMessage = { readonly messageId: string; readonly ticketId: string };

/** A stored message that screens show and that looks different now. */
export type ChangedMessage = { readonly id: string; readonly ticketId: string };

/** All that a batch writes. Pure data: whoever executes it decides nothing. */
export type BatchPlan = {
  readonly contacts: PlannedContact[];
  /** Contacts that are one person: see `ContactBook`. */
  readonly links: readonly (readonly PlannedContact[])[];
  readonly identities: PlannedIdentity[];
  readonly tickets: PlannedTicket[];
  readonly media: PlannedMedia[];
  readonly messages: PlannedMessage[];
  readonly takenUp: TakenUpMessage[];
  readonly contents: PlannedContent[];
  readonly changes: PlannedChange[];
  readonly reactions: PlannedReaction[];
  readonly parked: { readonly providerId: string; readonly event: ParkedEvent }[];
  readonly unparkedIds: string[];
  /** Echoes of our own messages that came before we knew WhatsApp's id: one message, not two. */
  readonly absorbed: { readonly echoId: string; readonly messageId: string; readonly ticketId: string | null }[];
  readonly changed: ChangedMessage[];
  /** What is new of a number's conversations, for the interruption in which it may have been missed. */
  readonly arrivals: { readonly sentAt: Date; readonly isOffline: boolean }[];
  /** Whether the delivery lane has something to send now. */
  readonly hasGreeting: boolean;
};
