import type { Capabilities, DriverKind, FailureCode } from "@whatskovi/contract";
import { ConnectionStatus, ConnectionStatusCode, IdentityKind, MessageContent, MessageType } from "@whatskovi/contract";
import { z } from "zod";

/**
 * The port to WhatsApp. A driver speaks one library's language on one side and this page's on the other; it stores nothing of
 * the business and decides nothing about it. One instance serves one connection (one number of the company).
 */

/** A way in which WhatsApp names somebody. `value` is WhatsApp's own writing: digits of a phone without `+`, a LID, a BSUID, … */
export const Identity = z.object({ kind: IdentityKind, value: z.string().min(1).max(200) });
export type Identity = z.infer<typeof Identity>;

/** Somebody on WhatsApp: at least one identity, the steadiest first, and the name they show. */
export const Party = z.object({ identities: z.array(Identity).min(1).max(5), name: z.string().max(500).nullable() });
export type Party = z.infer<typeof Party>;

/** A file at the driver's side. `reference` is the driver's own (a media id, keys) and goes back to `openMedia` as it came. */
export const MediaRef = z.object({
  reference: z.record(z.string(), z.unknown()),
  mimeType: z.string().max(200).nullable(),
  fileName: z.string().max(1000).nullable(),
  size: z.number().int().nonnegative().nullable(),
});
export type MediaRef = z.infer<typeof MediaRef>;

/**
 * Where a message comes from: `live`, replayed after an absence (`offline`: new to us, opens tickets), old (`history`: opens and
 * announces nothing; what of it was written while the number was away is taken as `offline`), or typed by the owner on the
 * phone (`echo`: outbound, without an agent).
 */
export const Origin = z.enum(["live", "offline", "history", "echo"]);
export type Origin = z.infer<typeof Origin>;

/** One message as it came. The provider id is unique in the connection; the same id again is the same message. */
export const InboundMessage = z.object({
  kind: z.literal("message"),
  providerId: z.string().min(1).max(300),
  /** The other side of the conversation: the customer, also for an echo; the group where one wrote in a group. */
  chat: Party,
  /** In a group: who of it wrote; null for what we wrote ourselves, and outside groups. */
  author: Party.nullable().default(null),
  origin: Origin,
  /** Whether our side wrote it: of an echo always, and in a history it tells the two sides apart. */
  isFromUs: z.boolean().default(false),
  /** WhatsApp's time, milliseconds since 1970. May be truncated to a second, may be wrong. */
  timestamp: z.number().int(),
  type: MessageType,
  body: z.string(),
  content: MessageContent.default({}),
  media: MediaRef.nullable().default(null),
  quotedProviderId: z.string().max(300).nullable().default(null),
  /** The content has not arrived (could not be decrypted); it may come later under the same provider id. */
  isPlaceholder: z.boolean().default(false),
  /** As received, kept for kinds that cannot be shown. JSON. */
  raw: z.unknown().optional(),
});
export type InboundMessage = z.infer<typeof InboundMessage>;

/**
 * What became of something we sent. Found by `messageId` (our id, where the driver can carry it) or by `providerId`; comes in
 * any order, more than once, and may come before the answer to the send.
 */
export const StatusUpdate = z.object({
  kind: z.literal("status"),
  providerId: z.string().min(1).max(300).nullable(),
  messageId: z.uuid().nullable().default(null),
  status: z.enum(["SENT", "RECEIVED", "READ", "FAILED"]),
  timestamp: z.number().int(),
  failureCode: z
    .custom<FailureCode>((value) => typeof value === "string")
    .nullable()
    .default(null),
  /** WhatsApp's words and number for the failure, for the log and the raw record. */
  providerError: z.string().nullable().default(null),
});
export type StatusUpdate = z.infer<typeof StatusUpdate>;

/** The text of a message was changed by who wrote it. */
export const MessageEdited = z.object({
  kind: z.literal("edited"),
  providerId: z.string().min(1).max(300),
  body: z.string(),
  timestamp: z.number().int(),
});
export type MessageEdited = z.infer<typeof MessageEdited>;

/** A message was deleted for everyone by who wrote it. */
export const MessageRevoked = z.object({
  kind: z.literal("revoked"),
  providerId: z.string().min(1).max(300),
  timestamp: z.number().int(),
});
export type MessageRevoked = z.infer<typeof MessageRevoked>;

/** Somebody reacted to a message; null takes the reaction back. */
export const MessageReacted = z.object({
  kind: z.literal("reaction"),
  providerId: z.string().min(1).max(300),
  chat: Party,
  /** In a group: who reacted. */
  author: Party.nullable().default(null),
  /** Given on our side: by the owner on the phone, or our own, coming back. */
  isFromUs: z.boolean().default(false),
  emoji: z.string().max(64).nullable(),
  timestamp: z.number().int(),
});
export type MessageReacted = z.infer<typeof MessageReacted>;

/** WhatsApp tells that identities belong to one person (who are merged when they were two), or a name, also of a group. */
export const ContactUpdated = z.object({ kind: z.literal("contact"), party: Party, timestamp: z.number().int() });
export type ContactUpdated = z.infer<typeof ContactUpdated>;

/** Everything durable that a driver can tell about conversations. */
export const InboundEvent = z.discriminatedUnion("kind", [
  InboundMessage,
  StatusUpdate,
  MessageEdited,
  MessageRevoked,
  MessageReacted,
  ContactUpdated,
]);
export type InboundEvent = z.infer<typeof InboundEvent>;
export type InboundEventInput = z.input<typeof InboundEvent>;

/** The driver's account of itself. */
export const DriverState = z.object({
  status: ConnectionStatus,
  /** For a person. */
  reason: z.string().nullable().default(null),
  phoneNumber: z.string().nullable().default(null),
  qrCode: z.string().nullable().default(null),
  pairingCode: z.string().nullable().default(null),
  /** Why, as a stable word. Left out, it is told from `status` and `providerCode`, as far as they tell. */
  code: ConnectionStatusCode.nullable().default(null),
  /** WhatsApp's own number or word for it: `401`, `CONFLICT`, `463`, … */
  providerCode: z.string().nullable().default(null),
  /** While syncing: how much of it is done, 0 to 100. */
  progress: z.number().min(0).max(100).nullable().default(null),
  /** Of a restriction that ends by itself: when, milliseconds since 1970. */
  restrictedUntil: z.number().int().nullable().default(null),
  /** Connect again at once, without waiting: WhatsApp itself asked for it. */
  restartsAtOnce: z.boolean().default(false),
});
export type DriverState = z.infer<typeof DriverState>;

/** What a driver is given: its settings, its memory, and the way in. */
export type DriverContext = {
  readonly connectionId: string;
  /** Settings and secrets as stored, already checked by the driver's own schema. */
  readonly settings: unknown;
  readonly memory: DriverMemory;
  /**
   * Hands over what happened, in order. Resolves only after the commit in PostgreSQL, so a driver may confirm to WhatsApp
   * what it has awaited here. Rejects when it could not be stored: then nothing may be confirmed.
   */
  readonly deliver: (events: InboundEventInput[]) => Promise<void>;
  /** Tells a change of state. Never throws. */
  readonly setState: (state: z.input<typeof DriverState>) => void;
  /** Tells that the customer types. Transient: nothing is stored. */
  readonly customerTyping: (chat: Party) => void;
  readonly log: DriverLog;
};

export type DriverLog = Record<"debug" | "info" | "warn" | "error", (fields: object, message: string) => void>;

/** Small values a driver must find again after a restart, sealed in the database. */
export type DriverMemory = {
  get(type: string, ids: string[]): Promise<Map<string, Uint8Array>>;
  list(type: string): Promise<Map<string, Uint8Array>>;
  /** Null deletes. Writes are serialised and durable when the promise resolves. */
  set(entries: { type: string; id: string; value: Uint8Array | null }[]): Promise<void>;
};

/** A message on its way out. */
export type SendCommand = {
  /** Our id of the message, a UUID: carried along where the library can, so that an unknown outcome can be found out. */
  readonly messageId: string;
  /** The contact's identities, the best to send to first, with WhatsApp's own writing. */
  readonly to: readonly Identity[];
  readonly content: OutboundContent;
  readonly quoted: MessageRef | null;
};

/** What a message may hold. `body` is the text, the caption of a file, or empty. */
export type OutboundContent =
  | { readonly type: "TEXT"; readonly body: string; readonly mentions?: readonly Identity[] }
  | {
      readonly type: "IMAGE" | "VIDEO" | "AUDIO" | "DOCUMENT" | "STICKER";
      readonly body: string;
      readonly file: OutboundFile;
      /** AUDIO only: a voice note, in Ogg with Opus, mono. */
      readonly voice?: { readonly durationSeconds: number; readonly waveform: readonly number[] };
    }
  | { readonly type: "LOCATION"; readonly body: string; readonly location: NonNullable<MessageContent["location"]> }
  | { readonly type: "CONTACT"; readonly body: string; readonly contacts: NonNullable<MessageContent["contacts"]> }
  | { readonly type: "TEMPLATE"; readonly body: string; readonly template: NonNullable<MessageContent["template"]> };

/** A message that stands in a conversation already, with all that a library may need to speak of it. */
export type MessageRef = {
  readonly providerId: string;
  /** Where it stands: the contact's or the group's identities, the best to send to first. */
  readonly chat: readonly Identity[];
  readonly isFromUs: boolean;
  /** In a group: who wrote it. */
  readonly author: readonly Identity[] | null;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly type: MessageType;
  readonly body: string;
};

/** A stored file to be sent. `open` may be called more than once. */
export type OutboundFile = {
  readonly fileName: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
  readonly open: () => Promise<ReadableStream<Uint8Array>>;
};

export type SendReceipt = {
  /** WhatsApp's id of the message. */
  readonly providerId: string;
  /** The recipient as WhatsApp names them, when it told: the canonical id to send to from now on. */
  readonly recipient?: Identity;
};

/** What went wrong at a driver, and whether to try again. */
export type DriverErrorKind =
  /** Certainly not sent; worth trying again. */
  | "transient"
  /** Certainly not sent; try again after `retryAfterMs`. */
  | "rate_limited"
  /** It cannot be known whether it was sent: wait for evidence, never send again by guess. */
  | "unknown_outcome"
  | "not_connected"
  | "invalid_recipient"
  | "window_closed"
  | "restricted"
  | "auth"
  | "unsupported"
  | "media_rejected"
  | "permanent";

/** The one error that drivers throw. */
export class DriverError extends Error {
  override readonly name = "DriverError";
  readonly kind: DriverErrorKind;
  readonly retryAfterMs: number | undefined;
  /** WhatsApp's own number or word. */
  readonly providerCode: string | undefined;

  constructor(
    kind: DriverErrorKind,
    message: string,
    options: { retryAfterMs?: number; providerCode?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.providerCode = options.providerCode;
  }
}

/** What WhatsApp says of a phone number: whether it is there, and under which identities to write to it. */
export type NumberCheck =
  { readonly isOnWhatsApp: true; readonly identities: readonly Identity[] } | { readonly isOnWhatsApp: false };

/** What a driver found when it looked for what came during an absence. */
export type CatchUpResult = {
  /** Conversations in which something may be missing, because the library could not look. */
  readonly unverified: readonly Party[];
};

/** A message approved beforehand. `parameters` is how many values its text has need of. */
export type MessageTemplate = {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly body: string;
  readonly parameters: number;
};

/** What an unknown outcome turned out to be; `waiting` means that evidence may still come by itself. */
export type Reconciliation =
  | { readonly outcome: "sent"; readonly providerId: string }
  | { readonly outcome: "not_sent" }
  | { readonly outcome: "waiting" };

/**
 * One connection of one number. Methods throw `DriverError` alone, and none hangs: what the library does not answer in time is
 * `not_connected`, or `unknown_outcome` where something may have gone out. Optional methods are there when the capability is.
 */
export interface WhatsAppDriver {
  readonly kind: DriverKind;
  readonly capabilities: Capabilities;
  /** Sends that may be under way at once; never two to the same conversation. */
  readonly maxConcurrentSends: number;
  /** Idempotent. Resumes stored credentials, otherwise asks to pair. Resolves when under way; states tell the rest. */
  start(): Promise<void>;
  /** Keeps credentials. Resolves within `deadlineMs` whatever hangs. */
  stop(deadlineMs: number): Promise<void>;
  /** Unlinks and forgets credentials. */
  logout(): Promise<void>;
  /** `phoneNumber` is E.164 with the plus sign. */
  requestPairingCode?(phoneNumber: string): Promise<string>;
  /** Whether the session really answers, asked on the line rather than read from a flag. Within `timeoutMs`. */
  probe?(timeoutMs: number): Promise<boolean>;
  send(command: SendCommand): Promise<SendReceipt>;
  /** After a crash or a lost answer: what became of a message that was being sent. */
  reconcile(messageId: string, claimedAt: Date): Promise<Reconciliation>;
  /** May be repeated: the same text again changes nothing. */
  edit?(message: MessageRef, body: string): Promise<void>;
  /** Deletes for everyone. May be repeated. */
  revoke?(message: MessageRef): Promise<void>;
  /** Null takes our reaction back. May be repeated. */
  react?(message: MessageRef, emoji: string | null): Promise<void>;
  markRead?(messages: readonly MessageRef[]): Promise<void>;
  setTyping?(chat: readonly Identity[], lastInboundProviderId: string | null): Promise<void>;
  /** Asks WhatsApp for a phone (E.164 with the plus sign), which also tells the right one of Brazil's two writings. */
  checkNumber?(phoneNumber: string): Promise<NumberCheck>;
  /**
   * Called once after each time it went online: delivers, with the origin `offline`, what came since then and was not delivered
   * by itself. Resolves after the last one's commit.
   */
  catchUp?(since: Date): Promise<CatchUpResult>;
  listTemplates?(): Promise<readonly MessageTemplate[]>;
  /** The bytes of a received file; asks for it again where it has expired. Throws `media_rejected` when it is gone for good. */
  openMedia(
    media: MediaRef,
  ): Promise<{ stream: ReadableStream<Uint8Array>; mimeType: string | null; size: number | null }>;
}

/** How a kind of driver is made. Registered in the container. */
export type DriverFactory = {
  readonly kind: DriverKind;
  readonly capabilities: Capabilities;
  /** The stored form of settings: what is shown and what is sealed. Throws a ZodError on bad settings. */
  readonly splitSettings: (settings: unknown) => {
    settings: Record<string, unknown>;
    secrets: Record<string, unknown>;
    externalId: string | null;
  };
  readonly create: (context: DriverContext) => WhatsAppDriver;
  /** Null when it can be used here; else why not and what to do, for a person. Cheap: asked whenever the kinds are listed. */
  readonly unavailableBecause?: () => Promise<string | null>;
};
