import { z } from "zod";

/** What the process of one client and the driver say to each other. What comes from the client's process is checked here. */

const Json = z.record(z.string(), z.unknown());

/** What the page knows of somebody named in an event, without asking WhatsApp again. Ids are wids: `5511…@c.us`, `…@lid`, `…@g.us`. */
export const Person = z.object({
  id: z.string(),
  phone: z.string().nullable(),
  lid: z.string().nullable(),
  name: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

const DriverErrorKind = z.enum([
  "transient",
  "unknown_outcome",
  "not_connected",
  "invalid_recipient",
  "media_rejected",
  "permanent",
]);
/** The port's kinds of errors that come about in a client. */
export type ClientErrorKind = z.infer<typeof DriverErrorKind>;

/** How the client is doing. */
const Signal = z.discriminatedUnion("name", [
  z.object({ name: z.literal("qr"), text: z.string() }),
  z.object({ name: z.literal("code"), text: z.string() }),
  /** The page's state changed: `OPENING`, `UNPAIRED`, `CONNECTED`, `CONFLICT`, … Told from the first look on, before `ready` too. */
  z.object({ name: z.literal("state"), state: z.string(), isReady: z.boolean() }),
  z.object({ name: z.literal("progress"), percent: z.number().nullable() }),
  /** Connected, as whom. */
  z.object({ name: z.literal("ready"), wids: z.array(z.string()) }),
  z.object({ name: z.literal("left") }),
  z.object({ name: z.literal("unlinked") }),
  /** It cannot go on: the browser or its page is gone, or does not answer. */
  z.object({ name: z.literal("fell"), reason: z.string(), code: z.string().nullable() }),
  z.object({ name: z.literal("note"), text: z.string(), detail: z.string().nullable() }),
]);
export type Signal = z.infer<typeof Signal>;

/** What happened in conversations, as the library told it, and the people named in it. */
export const PageEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), model: Json, people: z.array(Person), isReplayed: z.boolean() }),
  z.object({ kind: z.literal("ack"), model: Json, ack: z.number() }),
  z.object({ kind: z.literal("edited"), model: Json, body: z.string(), hadBody: z.boolean() }),
  z.object({ kind: z.literal("revoked"), model: Json }),
  z.object({ kind: z.literal("reaction"), reaction: Json, people: z.array(Person) }),
  z.object({ kind: z.literal("call"), call: Json, people: z.array(Person) }),
  z.object({ kind: z.literal("group"), model: Json, people: z.array(Person) }),
  z.object({ kind: z.literal("renumbered"), from: z.string(), to: z.string(), people: z.array(Person) }),
]);
export type PageEvent = z.infer<typeof PageEvent>;

/** `kind` is one of the port's kinds of errors. */
const CallError = z.object({ kind: DriverErrorKind, message: z.string() });

export const FromClient = z.discriminatedUnion("type", [
  z.object({ type: z.literal("answer"), id: z.number(), value: z.unknown() }),
  z.object({ type: z.literal("failure"), id: z.number(), error: CallError }),
  z.object({ type: z.literal("signal"), signal: Signal }),
  z.object({ type: z.literal("event"), event: PageEvent }),
  /** Somebody types. */
  z.object({ type: z.literal("typing"), person: Person }),
  /** A message is about to be handed to WhatsApp, under this key: may it? */
  z.object({ type: z.literal("handover"), id: z.number(), sendId: z.string(), key: z.string() }),
]);
export type FromClient = z.infer<typeof FromClient>;

export type ToClient =
  | { readonly type: "call"; readonly id: number; readonly name: CallName; readonly args: unknown }
  | { readonly type: "handover"; readonly id: number; readonly isAllowed: boolean };

export type ClientSettings = {
  readonly connectionId: string;
  readonly profileRoot: string;
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Milliseconds. */
  readonly timing: ClientTiming;
};

/** Milliseconds of the client's patience; tests have less of it. */
export type ClientTiming = {
  /** Between two looks at the page while it is not ready. */
  readonly lookEveryMs: number;
  /** Between two looks at it when it is. */
  readonly probeEveryMs: number;
  /** How long one look may take before the page counts as dead. */
  readonly lookDeadlineMs: number;
  /** How long `ready` may take after the page has synced before we call it ourselves. */
  readonly readyGraceMs: number;
  /** How old a QR code may become before a new one is asked for. */
  readonly qrLifeMs: number;
  /** How long the page may take to load, or stay without a state that tells something. */
  readonly stuckAfterMs: number;
};

/** A message on its way out, in the library's words. */
export type ClientSend = {
  /** Of this one try: an earlier one that was given up may still be under way in the page. */
  readonly sendId: string;
  readonly chats: readonly string[];
  readonly text: string;
  readonly file: {
    readonly path: string;
    readonly mimeType: string;
    readonly fileName: string;
    readonly as: FileKind;
  } | null;
  readonly location: { latitude: number; longitude: number; name: string | null; address: string | null } | null;
  readonly vcards: readonly { readonly name: string; readonly vcard: string }[];
  readonly mentions: readonly string[];
  readonly quoted: MessagePlace | null;
};
export type FileKind = "media" | "document" | "voice" | "sticker";

/** Where a message stands, as far as our side knows; the page finds its key. */
export type MessagePlace = {
  readonly stanzaId: string;
  readonly isFromUs: boolean;
  readonly chats: readonly string[];
  readonly author: string | null;
};

/** What the driver may ask of a client: the arguments, and what the answer must look like. */
export const answers = {
  start: z.null(),
  stop: z.null(),
  logout: z.null(),
  probe: z.string().nullable(),
  requestPairingCode: z.string(),
  send: z.object({ key: z.string(), recipient: z.string().nullable() }),
  findSent: z.object({ ack: z.number() }).nullable(),
  edit: z.null(),
  revoke: z.null(),
  react: z.null(),
  markRead: z.null(),
  type: z.null(),
  checkNumber: Person.nullable(),
  catchUp: z.object({ unverified: z.array(Person) }),
  download: z.object({ path: z.string(), size: z.number(), mimeType: z.string().nullable() }),
};
export type CallName = keyof typeof answers;
export type Answer<Name extends CallName> = z.infer<(typeof answers)[Name]>;

export type CallArgs = {
  start: ClientSettings;
  stop: null;
  logout: null;
  probe: null;
  requestPairingCode: { readonly digits: string };
  send: ClientSend;
  findSent: { readonly key: string; readonly chats: readonly string[] };
  edit: { readonly place: MessagePlace; readonly body: string };
  revoke: { readonly place: MessagePlace };
  react: { readonly place: MessagePlace; readonly emoji: string };
  markRead: { readonly chats: readonly string[] };
  type: { readonly chats: readonly string[] };
  checkNumber: { readonly digits: string };
  /** Milliseconds since 1970. */
  catchUp: { readonly since: number };
  download: { readonly key: string; readonly folder: string };
};
