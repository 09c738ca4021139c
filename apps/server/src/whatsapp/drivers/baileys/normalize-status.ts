import type { MessageUserReceiptUpdate, WAMessageUpdate } from "@whiskeysockets/baileys";
import type { InboundEventInput } from "../../driver.ts";
import { millisecondsOf, numberOf } from "./numbers.ts";
import { refusalOf } from "./refusals.ts";

type Status = Extract<InboundEventInput, { kind: "status" }>;

const ticks: Readonly<Record<number, Status["status"]>> = { 2: "SENT", 3: "RECEIVED", 4: "READ", 5: "READ" };
const refused = 0;

/** How far a message of ours has come; null for anything else that an update tells. */
export function normalizeUpdate({ key, update }: WAMessageUpdate, now: number): Status | null {
  const status = numberOf(update.status);
  if (key.fromMe !== true || !key.id || status === null) return null;
  if (status === refused) return refusedStatus(key.id, codeOf(update.messageStubParameters), now);
  const tick = ticks[status];
  if (tick === undefined) return null;
  const timestamp = millisecondsOf(update.messageTimestamp, now);
  return { kind: "status", providerId: key.id.slice(0, 300), status: tick, timestamp };
}

/** In a group each member tells for themselves; the first one counts for the message. */
export function normalizeReceipt({ key, receipt }: MessageUserReceiptUpdate, now: number): Status | null {
  if (key.fromMe !== true || !key.id) return null;
  const read = receipt.readTimestamp ?? receipt.playedTimestamp;
  const timestamp = millisecondsOf(read ?? receipt.receiptTimestamp, now);
  return { kind: "status", providerId: key.id.slice(0, 300), status: read ? "READ" : "RECEIVED", timestamp };
}

/** WhatsApp's server has a message; or it has refused it, with its number for why. */
export function normalizeAcknowledgement(attrs: Readonly<Record<string, string>>, now: number): Status | null {
  const { id, error, t } = attrs;
  if (!id) return null;
  if (error !== undefined) return refusedStatus(id, error, now);
  return { kind: "status", providerId: id.slice(0, 300), status: "SENT", timestamp: millisecondsOf(t, now) };
}

function refusedStatus(id: string, code: string, timestamp: number): Status {
  const { kind, message } = refusalOf(code);
  const isCode = kind === "restricted" || kind === "rate_limited" || kind === "invalid_recipient" || kind === "auth";
  return {
    kind: "status",
    providerId: id.slice(0, 300),
    status: "FAILED",
    timestamp,
    failureCode: isCode ? kind : "permanent",
    providerError: message,
  };
}

const codeOf = (parameters: unknown): string =>
  Array.isArray(parameters) && typeof parameters[0] === "string" ? parameters[0] : "unknown";
