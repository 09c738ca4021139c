import { z } from "zod";

/** A phone as WhatsApp writes it: digits without a plus sign. */
const Digits = z.string().regex(/^\d{5,20}$/);

/** A company's own phone, whose account gets linked. */
export const PhoneOptions = z.object({
  phone: Digits.default("5511940000001"),
  lid: Digits.default("100000000000001"),
  name: z.string().default("Padaria Exemplo"),
});
export type PhoneOptions = z.infer<typeof PhoneOptions>;

/** Somebody who may write. Without a phone it is one who hides it: a LID alone. */
export const Person = z.object({
  phone: Digits.nullable().default(null),
  /** Made from the phone unless told; null where nobody knows it. */
  lid: Digits.nullable().optional(),
  name: z.string().nullable().default(null),
  isOnWhatsApp: z.boolean().default(true),
  isMyContact: z.boolean().default(false),
  isBusiness: z.boolean().default(false),
  about: z.string().nullable().default(null),
  /** Their picture, a JPEG. */
  picture: z.instanceof(Uint8Array).nullable().default(null),
});
export type Person = z.infer<typeof Person> & { lid: string | null };

export const GroupOptions = z.object({
  id: Digits.optional(),
  name: z.string().default("Grupo Exemplo"),
  description: z.string().default(""),
  /** Whether people in it are named by their LIDs. */
  isLidAddressed: z.boolean().default(false),
  isAnnouncement: z.boolean().default(false),
  members: z
    .array(z.object({ phone: Digits.optional(), lid: Digits.optional(), isAdmin: z.boolean().default(false) }))
    .default([]),
});
export type GroupOptions = z.infer<typeof GroupOptions>;

const File = z.object({
  bytes: z.instanceof(Uint8Array),
  mimeType: z.string(),
  fileName: z.string().optional(),
  /** Of a video or an audio. */
  seconds: z.number().int().optional(),
  /** `expired`: it has to be asked of the phone that sent it, once. `gone`: nobody has it any more. */
  state: z.enum(["ready", "expired", "gone"]).default("ready"),
});

/** The kinds of message that are written, each with what makes it one. `raw` is anything else, by WhatsApp Web's own names. */
export const MessageKind = z.enum([
  "text",
  "image",
  "video",
  "audio",
  "voice",
  "document",
  "sticker",
  "location",
  "contact",
  "poll",
  "missed-call",
  "encryption-notice",
  "undecryptable",
  "view-once-elsewhere",
  "raw",
]);
export type MessageKind = z.infer<typeof MessageKind>;

/** What a message holds. */
export const MessageContent = z.object({
  kind: MessageKind.default("text"),
  /** The text, or the caption of a file. */
  body: z.string().default(""),
  media: File.optional(),
  isViewOnce: z.boolean().default(false),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
      url: z.string().optional(),
    })
    .optional(),
  /** One makes a contact, more make a list of them. */
  vcards: z.array(z.string()).default([]),
  poll: z
    .object({ name: z.string(), options: z.array(z.string()).min(2), allowsMany: z.boolean().default(false) })
    .optional(),
  /** The message that is answered: an id, short or in full. */
  quote: z.string().optional(),
  /** Phones (digits) or full ids. */
  mentions: z.array(z.string()).default([]),
  isForwarded: z.boolean().default(false),
  forwardingScore: z.number().int().min(0).default(0),
  /** Laid over everything else, by WhatsApp Web's own names. */
  raw: z.record(z.string(), z.unknown()).default({}),
});
export type MessageContent = z.infer<typeof MessageContent>;

/** When, and under which id, a message comes. */
const Delivery = z.object({
  id: z
    .string()
    .regex(/^[0-9A-Za-z-]+$/)
    .optional(),
  /** Milliseconds since 1970; WhatsApp keeps seconds. */
  timestamp: z.number().int().optional(),
  /** From before the phone was linked: it lies in the history, is not new and not unread. */
  isOld: z.boolean().default(false),
});

/**
 * A customer writes, alone or in a group. With phone and LID the conversation is the LID's, and the page knows both; with the
 * phone alone it stands where `Behaviour.addressing` says.
 */
export const CustomerMessage = MessageContent.extend(Delivery.shape).extend({
  phone: Digits.optional(),
  lid: Digits.optional(),
  group: z.string().optional(),
  name: z.string().optional(),
});
export type CustomerMessage = z.input<typeof CustomerMessage>;

/** The owner writes on the phone. */
export const OwnerMessage = MessageContent.extend(Delivery.shape).extend({
  phone: Digits.optional(),
  lid: Digits.optional(),
  group: z.string().optional(),
});
export type OwnerMessage = z.input<typeof OwnerMessage>;

/** What the page asks of WhatsApp's side. */
export const PageRequest = z.enum([
  "prepare-send",
  "send",
  "edit",
  "revoke",
  "delete",
  "react",
  "vote",
  "seen",
  "typing",
  "chat",
  "history",
  "messages",
  "search",
  "exists",
  "picture",
  "about",
  "media",
]);
export type PageRequest = z.infer<typeof PageRequest>;

/**
 * Something that goes wrong once, or `times` times, when a page asks for something. `lose-answer`: it is done and nobody learns
 * of it. `hang`: it is neither done nor answered. `refuse`: not done, and said so (a refused `send` gets the error tick; of
 * any other the page's call throws `message`).
 */
export const Fault = z.object({
  on: PageRequest,
  kind: z.enum(["lose-answer", "hang", "refuse"]),
  times: z.number().int().min(1).default(1),
  message: z.string().default("ServerStatusCodeError"),
});
export type Fault = z.infer<typeof Fault>;

/** How this WhatsApp behaves when nothing special was asked for. May be changed at any time. */
export const Behaviour = z.object({
  /** The ticks a sent message gets by itself after the first: 2 received, 3 read, 4 played. */
  ticks: z.array(z.union([z.literal(2), z.literal(3), z.literal(4)])).default([2]),
  /** Milliseconds before each of them. */
  tickDelayMs: z.number().min(0).default(20),
  /** Milliseconds before the bytes of a file. */
  mediaDelayMs: z.number().min(0).default(0),
  /** Milliseconds for which a QR code is shown, and how many there are before the page gives up (`UNPAIRED_IDLE`). */
  qrMs: z.number().min(50).default(20_000),
  qrCodes: z.number().int().min(1).default(6),
  /** The page has finished syncing before the library could listen for it: `ready` never comes by itself. */
  syncsEarly: z.boolean().default(false),
  /** A conversation with somebody whose LID was never asked for cannot be opened: "No LID for user". */
  demandsLid: z.boolean().default(false),
  /** Modules that this version of WhatsApp Web no longer has. For pages loaded from now on. */
  removedModules: z.array(z.string()).default([]),
  /** Where a message id keeps its text: since July 2026 in `$1`. For pages loaded from now on. */
  keyProperty: z.enum(["_serialized", "$1"]).default("$1"),
  /**
   * Under which of a person's ids their conversation stands when nothing else was said: their phone, or their LID, as in the
   * accounts that WhatsApp has moved since 2025.
   */
  addressing: z.enum(["phone", "lid"]).default("phone"),
  /** WhatsApp's servers take no file. */
  refusesUploads: z.boolean().default(false),
  /** What is at web.whatsapp.com: the application, or a page that tells the browser is too old. For pages loaded from now on. */
  page: z.enum(["application", "unsupported-browser"]).default("application"),
});
export type Behaviour = z.infer<typeof Behaviour>;
