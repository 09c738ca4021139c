import { z } from "zod";
import type { InboundEventInput } from "../../driver.ts";
import { failureOfCode } from "./error-codes.ts";
import { isObject, type JsonObject, millisecondsOf, objectsOf, providerIdOf, textOf } from "./json.ts";

const statuses = new Map([
  ["sent", "SENT"],
  ["delivered", "RECEIVED"],
  ["read", "READ"],
  ["played", "READ"],
  ["failed", "FAILED"],
] as const);

/** What became of a message of ours; null for states that we do not know and for what names no message. */
export function normalizeStatus(status: JsonObject, receivedAt: number): InboundEventInput | null {
  const state = statuses.get(status["status"] as "sent");
  const providerId = providerIdOf(status["id"]);
  const ours = z.uuid().safeParse(status["biz_opaque_callback_data"]);
  const messageId = ours.success ? ours.data.toLowerCase() : null;
  if (state === undefined || (providerId === null && messageId === null)) return null;
  return {
    kind: "status",
    providerId,
    messageId,
    status: state,
    timestamp: millisecondsOf(status["timestamp"], receivedAt),
    ...(state === "FAILED" ? failureOf(status) : {}),
  };
}

function failureOf(status: JsonObject) {
  const [error] = objectsOf(status["errors"]);
  const code = Number(error?.["code"] ?? Number.NaN);
  const data = error?.["error_data"];
  const words =
    textOf(isObject(data) ? data["details"] : undefined, 500) ?? textOf(error?.["message"] ?? error?.["title"], 500);
  return {
    failureCode: failureOfCode(Number.isFinite(code) ? code : undefined),
    providerError: error === undefined ? null : [Number.isFinite(code) ? code : "", words ?? ""].join(" ").trim(),
  };
}
