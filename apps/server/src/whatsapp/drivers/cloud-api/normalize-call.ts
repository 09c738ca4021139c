import type { InboundEventInput, Party } from "../../driver.ts";
import { contentId, isObject, type JsonObject, millisecondsOf, providerIdOf, rawOf, textOf } from "./json.ts";

/**
 * A customer's call that ended without having been taken, as a line in the conversation; null for all other news of calls.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling
 */
export function normalizeCall(call: JsonObject, chat: Party, receivedAt: number): InboundEventInput | null {
  const isOver = textOf(call["event"], 100)?.toLowerCase() === "terminate";
  const isTheirs = textOf(call["direction"], 100)?.toUpperCase() !== "BUSINESS_INITIATED";
  if (!isOver || !isTheirs || wasTaken(call)) return null;
  const session = isObject(call["session"]) ? call["session"] : {};
  const isVideo = textOf(call["call_type"] ?? session["call_type"], 100)?.toLowerCase() === "video";
  return {
    kind: "message",
    providerId: providerIdOf(call["id"]) ?? contentId(call),
    chat,
    origin: "live",
    timestamp: millisecondsOf(call["timestamp"], receivedAt),
    type: "SYSTEM",
    body: "",
    content: { kind: isVideo ? "video_call_missed" : "call_missed" },
    raw: rawOf(call),
  };
}

const wasTaken = (call: JsonObject): boolean =>
  textOf(call["start_time"], 100) !== null ||
  Number(call["duration"] ?? 0) > 0 ||
  textOf(call["status"], 100)?.toUpperCase() === "COMPLETED";
