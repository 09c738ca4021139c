import { newId } from "../../../platform/ids.ts";
import type { InboundMessage } from "../../../whatsapp/driver.ts";
import type { PlannedMessage } from "./batch-plan.ts";
import { type PlannedContact, viaOf } from "./contact-book.ts";

/** Whether it was written on our side: by the owner, on the phone. */
export const isOurs = (event: InboundMessage): boolean => event.isFromUs || event.origin === "echo";

/** A message as it came, not yet in a ticket's count. */
export const newMessage = (
  event: InboundMessage,
  contact: PlannedContact,
  ticketId: string | null,
  sentAt: Date,
  author: PlannedContact | null = null,
): PlannedMessage => ({
  id: newId(),
  ticketId,
  contactId: contact.id,
  authorContactId: author?.id ?? null,
  direction: isOurs(event) ? "OUTBOUND" : "INBOUND",
  type: event.type,
  body: event.body,
  content: event.content,
  status: isOurs(event) ? "SENT" : "RECEIVED",
  providerId: event.providerId,
  quotedMessageId: null,
  mediaId: null,
  isPlaceholder: event.isPlaceholder,
  raw: event.raw ?? null,
  via: viaOf(event.chat),
  sentAt,
  failureCode: null,
  providerError: null,
  originalBody: null,
  editedAt: null,
  deletedAt: null,
});

/** The queue's greeting in answer to a ticket's first message. */
export const greetingFor = (first: PlannedMessage, body: string, now: Date): PlannedMessage => ({
  ...first,
  id: newId(),
  authorContactId: null,
  direction: "OUTBOUND",
  type: "TEXT",
  body,
  content: {},
  status: "PENDING",
  providerId: null,
  quotedMessageId: null,
  mediaId: null,
  isPlaceholder: false,
  raw: null,
  via: null,
  sentAt: now,
});
