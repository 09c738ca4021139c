import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { MessageDirection, MessageStatus, MessageType } from "../enums.ts";
import { Id, Name, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { Connection, SimulatorBehaviour } from "./connections.ts";
import { PhoneNumber } from "./contacts.ts";
import { MessageContent } from "./messages.ts";

const ConnectionParams = z.strictObject({ connectionId: Id });
/** A customer's phone, or the id of a group. */
const ChatId = z.string().regex(/^\+?\d{6,25}$/);
const ChatParams = z.strictObject({ connectionId: Id, phone: ChatId });
const MessageParams = z.strictObject({ connectionId: Id, phone: ChatId, providerId: z.string().min(1).max(300) });
/** How WhatsApp names a customer to the company. */
const Addressing = z.enum(["phone", "lid", "both"]);
/** The file of a media message, base64, up to 12 MB of text; a small sample is used when absent. */
const WrittenFile = z.strictObject({
  fileName: z.string().max(255),
  mimeType: z.string().max(127),
  base64: z.base64().max(12_000_000),
});

/** A conversation as the customer's phone has it. */
export const SimulatorChat = z.object({
  /** Of a group its id. */
  phone: z.string(),
  name: z.string(),
  isGroup: z.boolean(),
  addressing: Addressing,
  lastMessageAt: Timestamp,
  /** Null where nothing was written yet. */
  lastType: MessageType.nullable(),
  /** The text or the file's name; empty where the last message has neither, or was deleted. */
  lastBody: z.string(),
  unread: z.number().int(),
  /** Whether the company is typing to this customer. */
  isTyping: z.boolean(),
});
export type SimulatorChat = z.infer<typeof SimulatorChat>;

/** A message as the customer's phone has it: INBOUND is what the customer wrote to the company. */
export const SimulatorMessage = z.object({
  providerId: z.string(),
  direction: MessageDirection,
  type: MessageType,
  body: z.string(),
  status: MessageStatus,
  fileName: z.string().nullable(),
  mimeType: z.string().nullable(),
  quotedProviderId: z.string().nullable(),
  content: MessageContent,
  /** In a group: who wrote; null for what the company wrote. */
  author: z.object({ phone: z.string(), name: z.string() }).nullable(),
  /** `by` is the phone of who reacted; null is the company. */
  reactions: z.array(z.object({ emoji: z.string(), by: z.string().nullable() })),
  editedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
  timestamp: Timestamp,
});
export type SimulatorMessage = z.infer<typeof SimulatorMessage>;

const base = { method: "POST", tag: "Simulator", access: "ADMIN" } as const;

export const simulatorEndpoints = {
  trySimulator: defineEndpoint({
    ...base,
    operationId: "trySimulator",
    path: "/api/simulator/try",
    summary:
      "Makes a first queue with oneself in it, a simulated number, and three customers who write; once, then answers with what is there",
    status: 201,
    response: Connection,
  }),
  simulateMessage: defineEndpoint({
    ...base,
    operationId: "simulateMessage",
    path: "/api/simulator/:connectionId/messages",
    summary: "Writes to the company as a customer; answers when the message is stored",
    params: ConnectionParams,
    body: z.strictObject({
      from: z.strictObject({ phone: PhoneNumber, name: Name, addressing: Addressing.optional() }),
      /** Written in a group rather than to the company alone. */
      group: z.strictObject({ id: z.string().regex(/^\d{16,25}$/), name: Name }).optional(),
      type: MessageType.default("TEXT"),
      body: z.string().max(65_536).default(""),
      /** WhatsApp's id of the message; the same again is a duplicate delivery. */
      providerId: z.string().min(1).max(200).optional(),
      timestamp: Timestamp.optional(),
      quotedProviderId: z.string().max(200).optional(),
      media: WrittenFile.optional(),
      content: MessageContent.optional(),
    }),
    status: 201,
    response: z.object({ providerId: z.string() }),
    errors: ["not_found", "connection_state_conflict"],
  }),
  listSimulatorChats: defineEndpoint({
    ...base,
    method: "GET",
    operationId: "listSimulatorChats",
    path: "/api/simulator/:connectionId/chats",
    summary: "The simulated customers' conversations, the latest first",
    params: ConnectionParams,
    query: PageQuery,
    response: pageOf(SimulatorChat),
    errors: ["not_found"],
  }),
  listSimulatorMessages: defineEndpoint({
    ...base,
    method: "GET",
    operationId: "listSimulatorMessages",
    path: "/api/simulator/:connectionId/chats/:phone/messages",
    summary: "One customer's phone: its messages, newest first",
    params: ChatParams,
    query: PageQuery,
    response: pageOf(SimulatorMessage),
    errors: ["not_found"],
  }),
  simulateRead: defineEndpoint({
    ...base,
    operationId: "simulateRead",
    path: "/api/simulator/:connectionId/chats/:phone/read",
    summary: "The customer opens the conversation: everything received turns to read",
    params: ChatParams,
    status: 204,
    errors: ["not_found"],
  }),
  simulateTyping: defineEndpoint({
    ...base,
    operationId: "simulateTyping",
    path: "/api/simulator/:connectionId/chats/:phone/typing",
    summary: "The customer types",
    params: ChatParams,
    status: 204,
    errors: ["not_found"],
  }),
  simulateEdit: defineEndpoint({
    ...base,
    operationId: "simulateEdit",
    path: "/api/simulator/:connectionId/chats/:phone/messages/:providerId/edit",
    summary: "The customer changes the text of a message",
    params: MessageParams,
    body: z.strictObject({ body: z.string().max(65_536) }),
    status: 204,
    errors: ["not_found", "connection_state_conflict"],
  }),
  simulateRevoke: defineEndpoint({
    ...base,
    operationId: "simulateRevoke",
    path: "/api/simulator/:connectionId/chats/:phone/messages/:providerId/revoke",
    summary: "The customer deletes a message for everyone",
    params: MessageParams,
    status: 204,
    errors: ["not_found", "connection_state_conflict"],
  }),
  simulateReaction: defineEndpoint({
    ...base,
    operationId: "simulateReaction",
    path: "/api/simulator/:connectionId/chats/:phone/messages/:providerId/reaction",
    summary: "The customer, somebody of the group, or the owner on the phone reacts to a message; null takes it back",
    params: MessageParams,
    body: z.strictObject({
      emoji: z.string().min(1).max(64).nullable(),
      by: z.enum(["customer", "owner"]).default("customer"),
      /** In a group: who of it. */
      author: PhoneNumber.optional(),
    }),
    status: 204,
    errors: ["not_found", "connection_state_conflict"],
  }),
  simulateEcho: defineEndpoint({
    ...base,
    operationId: "simulateEcho",
    path: "/api/simulator/:connectionId/chats/:phone/echoes",
    summary: "The company's owner writes to the customer on the phone itself",
    params: ChatParams,
    body: z.strictObject({
      type: MessageType.default("TEXT"),
      body: z.string().max(65_536).default(""),
      providerId: z.string().min(1).max(200).optional(),
    }),
    status: 201,
    response: z.object({ providerId: z.string() }),
    errors: ["not_found", "connection_state_conflict"],
  }),
  simulateLink: defineEndpoint({
    ...base,
    operationId: "simulateLink",
    path: "/api/simulator/:connectionId/chats/:phone/link",
    summary: "WhatsApp tells that the customer's LID and phone are one person",
    params: ChatParams,
    status: 204,
    errors: ["not_found", "connection_state_conflict"],
  }),
  simulateScan: defineEndpoint({
    ...base,
    operationId: "simulateScan",
    path: "/api/simulator/:connectionId/scan",
    summary: "The phone scans the QR code, or types the pairing code",
    params: ConnectionParams,
    status: 204,
    errors: ["not_found", "connection_state_conflict"],
  }),
  simulateDisconnect: defineEndpoint({
    ...base,
    operationId: "simulateDisconnect",
    path: "/api/simulator/:connectionId/drop",
    summary:
      "The connection drops (`network`), dies without a word (`silence`), is restricted (`restriction`), or the phone unlinks us (`unlink`); what customers write meanwhile is replayed on return",
    params: ConnectionParams,
    body: z.strictObject({
      cause: z.enum(["network", "silence", "restriction", "unlink"]),
      forMs: z.number().int().min(0).max(600_000).default(2000),
    }),
    status: 204,
    errors: ["not_found", "connection_state_conflict"],
  }),
  setSimulatorBehaviour: defineEndpoint({
    ...base,
    method: "PUT",
    operationId: "setSimulatorBehaviour",
    path: "/api/simulator/:connectionId/behaviour",
    summary: "Switches awkward behaviours on and off, with effect at once",
    params: ConnectionParams,
    body: SimulatorBehaviour,
    response: SimulatorBehaviour,
    errors: ["not_found"],
  }),
};
