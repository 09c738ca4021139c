import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { ConnectionStatus, ConnectionStatusCode, DriverKind } from "../enums.ts";
import { Id, IdParams, Name, pageOf, PageQuery, Timestamp } from "../primitives.ts";

/** What a driver can do. What it cannot is not offered. */
export const Capabilities = z.object({
  pairing: z.enum(["qr", "qr+code", "none"]),
  quote: z.boolean(),
  media: z.boolean(),
  /** Recorded in the browser, shown with a wave form on the customer's phone. */
  voiceNotes: z.boolean(),
  stickers: z.boolean(),
  locations: z.boolean(),
  contactCards: z.boolean(),
  reactions: z.boolean(),
  /** Minutes after the sending in which a text may be edited; null is never. */
  editMinutes: z.number().nullable(),
  /** Minutes after the sending in which a message may be deleted for everyone; null is never. */
  revokeMinutes: z.number().nullable(),
  groups: z.boolean(),
  mentions: z.boolean(),
  typing: z.boolean(),
  readReceipts: z.boolean(),
  /** Messages approved beforehand, which may be sent outside the service window. */
  templates: z.boolean(),
  /** Whether a number can be checked on WhatsApp before the first message. */
  numberCheck: z.boolean(),
  /** What it can fetch by itself after an absence: everything, what is recent, or nothing (WhatsApp sends it again by itself). */
  catchUp: z.enum(["full", "recent", "none"]),
  /** Hours after the customer's last message in which free text may be sent; null is no such window. */
  serviceWindowHours: z.number().nullable(),
  /** The largest file of each kind, in bytes. */
  maxBytes: z.object({ image: z.number(), video: z.number(), audio: z.number(), document: z.number() }),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** How a number is spared being taken for a robot. It holds messages back; they say until when and why. */
export const Pacing = z.strictObject({
  /** Milliseconds between two sends, drawn evenly between the two; `[0, 0]` is no gap. */
  gapMs: z
    .tuple([z.number().int().min(0).max(600_000), z.number().int().min(0).max(600_000)])
    .refine(([shortest, longest]) => shortest <= longest, { error: "the shorter one first" }),
  /** How many people who have not written to us may be written to in 24 hours; null is no limit. */
  newConversationsPerDay: z.number().int().min(0).max(100_000).nullable(),
  /** Whether a young number may do less: 20, 50, 100 and 200 people a day in its first four weeks, one week after the other. */
  warmUp: z.boolean(),
});
export type Pacing = z.infer<typeof Pacing>;

/** What a ticket shows of its number. */
export const ConnectionSummary = z.object({ id: Id, name: z.string(), driver: DriverKind, status: ConnectionStatus });
export type ConnectionSummary = z.infer<typeof ConnectionSummary>;

/** One WhatsApp number of the company. Secrets of its settings are never returned. */
export const Connection = ConnectionSummary.extend({
  phoneNumber: z.string().nullable(),
  /** Why it is in this state, for a person; null when there is nothing to say. */
  statusReason: z.string().nullable(),
  /** The same as a stable word, for screens to translate and to tell the way out. */
  statusCode: ConnectionStatusCode.nullable(),
  /** WhatsApp's own number or word for it: `401`, `CONFLICT`, `463`. */
  providerCode: z.string().nullable(),
  statusSince: Timestamp,
  /** While syncing: how much of it is done, 0 to 100. */
  progress: z.number().nullable(),
  /** Of a restriction that ends by itself: when. It connects again then. */
  restrictedUntil: Timestamp.nullable(),
  /** Failed attempts in a row, and when the next one begins; null when none is due. */
  attempt: z.number().int(),
  nextRetryAt: Timestamp.nullable(),
  /** When it was last surely online, exact to ten seconds; null when never. */
  lastOnlineAt: Timestamp.nullable(),
  /** Whether it should be connected; it is started again with the server. */
  isEnabled: z.boolean(),
  /** The text to draw as a QR code while pairing. */
  qrCode: z.string().nullable(),
  pairingCode: z.string().nullable(),
  isDefault: z.boolean(),
  /** Where new tickets of this number wait; null lets the queue of the highest priority take them. */
  queueId: Id.nullable(),
  /** Whether what is written in groups opens tickets; else it is kept without one. */
  groupsEnabled: z.boolean(),
  /** Whether customers see that their messages were read, when who serves them opens the conversation. */
  sendsReadReceipts: z.boolean(),
  pacing: Pacing,
  capabilities: Capabilities,
  /** The settings without their secrets. */
  settings: z.record(z.string(), z.unknown()),
  createdAt: Timestamp,
});
export type Connection = z.infer<typeof Connection>;

/** A kind of connection as this server offers it. */
export const DriverOffer = z.object({
  driver: DriverKind,
  isAvailable: z.boolean(),
  /** Why not and what to do, for a person; null when it is. */
  unavailableReason: z.string().nullable(),
  capabilities: Capabilities,
});
export type DriverOffer = z.infer<typeof DriverOffer>;

const Secret = z.string().trim().min(1).max(2000);

/** What the official API needs. Found in Meta's app dashboard. */
export const CloudApiSettings = z.strictObject({
  phoneNumberId: z
    .string()
    .trim()
    .regex(/^\d{5,25}$/),
  businessAccountId: z
    .string()
    .trim()
    .regex(/^\d{5,25}$/)
    .optional(),
  accessToken: Secret,
  appSecret: Secret,
  verifyToken: Secret,
  graphBaseUrl: z.url({ protocol: /^https?$/ }).default("https://graph.facebook.com"),
  graphVersion: z
    .string()
    .regex(/^v\d{1,3}\.\d$/)
    .default("v26.0"),
});
export type CloudApiSettings = z.infer<typeof CloudApiSettings>;

/** The awkward behaviours of the real WhatsApp that the simulator can play, repeatable by `seed`. */
export const SimulatorBehaviour = z.strictObject({
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** Milliseconds between our send and WhatsApp's answer, drawn evenly between the two. */
  sendDelayMs: z.tuple([z.number().int().min(0).max(60_000), z.number().int().min(0).max(60_000)]).default([0, 0]),
  /** Milliseconds between an answer and each following tick. */
  ackDelayMs: z.tuple([z.number().int().min(0).max(60_000), z.number().int().min(0).max(60_000)]).default([200, 600]),
  /** Share of sends (0 to 1) whose ticks come in reverse order. */
  ackReversedRate: z.number().min(0).max(1).default(0),
  /** Share of sends whose ticks overtake the answer to the send. */
  ackBeforeSendRate: z.number().min(0).max(1).default(0),
  /** Whether the customer's phone reads what it gets by itself. */
  readsByItself: z.boolean().default(false),
  /** Share of inbound messages delivered twice. */
  duplicateRate: z.number().min(0).max(1).default(0),
  /** Share of inbound messages that first arrive undecryptable and are replaced by their content. */
  placeholderRate: z.number().min(0).max(1).default(0),
  /** Share of sends refused for good. */
  sendFailureRate: z.number().min(0).max(1).default(0),
  /** Share of sends refused for now, to be tried again. */
  sendTransientRate: z.number().min(0).max(1).default(0),
  /** Share of sends that are carried out, but whose answer is lost. */
  sendLostAnswerRate: z.number().min(0).max(1).default(0),
  /** Share of sends in the middle of which the connection drops. */
  disconnectInSendRate: z.number().min(0).max(1).default(0),
  /** Share of sends refused for now because of too many in a short time. */
  sendRateLimitedRate: z.number().min(0).max(1).default(0),
  /** Share of customers whom WhatsApp names by a LID alone, until it links that with their phone. */
  lidRate: z.number().min(0).max(1).default(0),
  /** Numbers that end with this digit are not on WhatsApp. */
  absentDigit: z.number().int().min(0).max(9).nullable().default(null),
  /** Earlier conversations that come when a phone is paired. */
  historyChats: z.number().int().min(0).max(500).default(0),
  /** Whether what came during an absence comes by itself; else it waits until it is fetched. */
  replaysByItself: z.boolean().default(true),
  /** Share of conversations in which nothing can be looked for after an absence: what was written there meanwhile is lost. */
  catchUpBlindRate: z.number().min(0).max(1).default(0),
  /** Share of received files that have expired and must be asked for again, which takes a moment. */
  mediaExpiredRate: z.number().min(0).max(1).default(0),
  /** Share of received files that are gone for good. */
  mediaGoneRate: z.number().min(0).max(1).default(0),
});
export type SimulatorBehaviour = z.infer<typeof SimulatorBehaviour>;

/** The simulator's settings. `pairing` asks for a QR scan or a code before it goes online, as a phone would. */
export const SimulatorSettings = z.strictObject({
  pairing: z.enum(["none", "qr", "qr+code"]).default("none"),
  phoneNumber: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .default("+5511900000000"),
  behaviour: SimulatorBehaviour.prefault({}),
});
export type SimulatorSettings = z.infer<typeof SimulatorSettings>;

const PhoneSettings = z.strictObject({});

const common = { name: Name, isDefault: z.boolean().default(false), queueId: Id.nullable().default(null) };

export const CreateConnection = z.discriminatedUnion("driver", [
  z.strictObject({ ...common, driver: z.literal("simulator"), settings: SimulatorSettings.prefault({}) }),
  z.strictObject({ ...common, driver: z.literal("cloud-api"), settings: CloudApiSettings }),
  z.strictObject({ ...common, driver: z.literal("whatsapp-web"), settings: PhoneSettings.prefault({}) }),
  z.strictObject({ ...common, driver: z.literal("baileys"), settings: PhoneSettings.prefault({}) }),
]);

export const connectionEndpoints = {
  listConnections: defineEndpoint({
    operationId: "listConnections",
    method: "GET",
    path: "/api/connections",
    tag: "Connections",
    summary: "All numbers, the default one first",
    access: "ADMIN",
    query: PageQuery,
    response: pageOf(Connection),
  }),
  listConnectionSummaries: defineEndpoint({
    operationId: "listConnectionSummaries",
    method: "GET",
    path: "/api/connections/summaries",
    tag: "Connections",
    summary: "Names and states of all numbers, for filters and banners",
    access: "AGENT",
    query: PageQuery,
    response: pageOf(ConnectionSummary),
  }),
  listDrivers: defineEndpoint({
    operationId: "listDrivers",
    method: "GET",
    path: "/api/connections/drivers",
    tag: "Connections",
    summary: "Kinds of connection, and whether this server offers each",
    access: "ADMIN",
    response: z.object({ items: z.array(DriverOffer) }),
  }),
  getConnection: defineEndpoint({
    operationId: "getConnection",
    method: "GET",
    path: "/api/connections/:id",
    tag: "Connections",
    summary: "One number",
    access: "ADMIN",
    params: IdParams,
    response: Connection,
    errors: ["not_found"],
  }),
  createConnection: defineEndpoint({
    operationId: "createConnection",
    method: "POST",
    path: "/api/connections",
    tag: "Connections",
    summary: "Adds a number and starts connecting it",
    access: "ADMIN",
    body: CreateConnection,
    status: 201,
    response: Connection,
    errors: ["already_exists", "driver_unavailable", "not_found"],
  }),
  updateConnection: defineEndpoint({
    operationId: "updateConnection",
    method: "PATCH",
    path: "/api/connections/:id",
    tag: "Connections",
    summary: "Changes a number; settings not named are kept, and new ones restart its connection",
    access: "ADMIN",
    params: IdParams,
    body: z
      .strictObject({
        name: Name,
        isDefault: z.literal(true),
        queueId: Id.nullable(),
        settings: z.record(z.string(), z.unknown()),
        groupsEnabled: z.boolean(),
        sendsReadReceipts: z.boolean(),
        /** Null takes the kind's own pacing again. */
        pacing: Pacing.nullable(),
      })
      .partial(),
    response: Connection,
    errors: ["already_exists", "not_found"],
  }),
  deleteConnection: defineEndpoint({
    operationId: "deleteConnection",
    method: "DELETE",
    path: "/api/connections/:id",
    tag: "Connections",
    summary:
      "Removes a number and its credentials; its tickets keep their history, and what waited to be sent fails visibly",
    access: "ADMIN",
    params: IdParams,
    status: 204,
    errors: ["not_found"],
  }),
  connectConnection: defineEndpoint({
    operationId: "connectConnection",
    method: "POST",
    path: "/api/connections/:id/connect",
    tag: "Connections",
    summary: "Asks for the number to be connected, now and after every start",
    access: "ADMIN",
    params: IdParams,
    response: Connection,
    errors: ["driver_unavailable", "not_found"],
  }),
  disconnectConnection: defineEndpoint({
    operationId: "disconnectConnection",
    method: "POST",
    path: "/api/connections/:id/disconnect",
    tag: "Connections",
    summary: "Disconnects and keeps the credentials",
    access: "ADMIN",
    params: IdParams,
    response: Connection,
    errors: ["not_found"],
  }),
  logoutConnection: defineEndpoint({
    operationId: "logoutConnection",
    method: "POST",
    path: "/api/connections/:id/logout",
    tag: "Connections",
    summary: "Unlinks the number and wipes its credentials",
    access: "ADMIN",
    params: IdParams,
    response: Connection,
    errors: ["not_found"],
  }),
  requestPairingCode: defineEndpoint({
    operationId: "requestPairingCode",
    method: "POST",
    path: "/api/connections/:id/pairing-code",
    tag: "Connections",
    summary: "Asks for a code to type on the phone instead of scanning",
    access: "ADMIN",
    params: IdParams,
    body: z.strictObject({ phoneNumber: z.string().regex(/^\+\d{6,15}$/) }),
    response: Connection,
    errors: ["connection_state_conflict", "unsupported_by_connection", "not_found"],
  }),
};
