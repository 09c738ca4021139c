import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { MessageDirection, MessageStatus, MessageType } from "../enums.ts";
import { Id, Name, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { Connection, SimulatorBehaviour } from "./connections.ts";
import { PhoneNumber } from "./contacts.ts";
import { MessageContent } from "./messages.ts";

const ConnectionParams = z.strictObject({ connectionId: Id });
const ChatParams = z.strictObject({ connectionId: Id, phone: z.string().regex(/^\+?\d{6,15}$/) });

/** A conversation as the customer's phone has it. */
export const SimulatorChat = z.object({
  phone: z.string(),
  name: z.string(),
  lastMessageAt: Timestamp,
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
      from: z.strictObject({ phone: PhoneNumber, name: Name }),
      type: MessageType.default("TEXT"),
      body: z.string().max(65_536).default(""),
      /** WhatsApp's id of the message; the same again is a duplicate delivery. */
      providerId: z.string().min(1).max(200).optional(),
      timestamp: Timestamp.optional(),
      quotedProviderId: z.string().max(200).optional(),
      /** The file of a media message, base64, up to 12 MB of text; a small sample is used when absent. */
      media: z
        .strictObject({
          fileName: z.string().max(255),
          mimeType: z.string().max(127),
          base64: z.base64().max(12_000_000),
        })
        .optional(),
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
      "The connection drops (`network`), or the phone unlinks us (`unlink`); what customers write meanwhile is replayed on return",
    params: ConnectionParams,
    body: z.strictObject({
      cause: z.enum(["network", "unlink"]),
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
