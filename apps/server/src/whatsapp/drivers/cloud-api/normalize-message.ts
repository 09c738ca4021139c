import type { MessageContent } from "@whatskovi/contract";
import type { InboundEventInput, Party } from "../../driver.ts";
import { contentId, isObject, type JsonObject, millisecondsOf, providerIdOf, rawOf, textOf } from "./json.ts";
import { type Content, messageKinds } from "./message-kinds.ts";
import { distinct, identitiesOf } from "./parties.ts";

/** Where a message stands: whose conversation, from which side, and how it reached us. */
export type MessageFrame = {
  readonly chat: Party;
  /** In a group: who wrote; null outside groups and for what we wrote. */
  readonly author: Party | null;
  readonly origin: "live" | "history" | "echo";
  readonly isFromUs: boolean;
  readonly receivedAt: number;
};

/**
 * What one message of Meta's tells. Whatever has no reader, or not the shape its kind should have, becomes an UNSUPPORTED
 * message with the original beside it: a message is never dropped.
 */
export function normalizeMessage(message: JsonObject, frame: MessageFrame): InboundEventInput[] {
  const timestamp = millisecondsOf(message["timestamp"], frame.receivedAt);
  const change = changeOf(message, timestamp) ?? reactionOf(message, frame, timestamp);
  if (change !== null) return [change];
  return [
    conversationMessage(message, frame, timestamp),
    ...identityChange(message, frame.author ?? frame.chat, timestamp),
  ];
}

function conversationMessage(message: JsonObject, frame: MessageFrame, timestamp: number): InboundEventInput {
  const type = textOf(message["type"], 100);
  const content = messageKinds.get(type ?? "")?.(message) ?? unsupported(message, type);
  const context = isObject(message["context"]) ? message["context"] : {};
  const isForwarded = context["forwarded"] === true || context["frequently_forwarded"] === true;
  const hasMore = content.keepsRaw === true || "referral" in message || "group_id" in message;
  return {
    kind: "message",
    providerId: providerIdOf(message["id"]) ?? contentId(message),
    chat: frame.chat,
    author: frame.author,
    origin: frame.origin,
    isFromUs: frame.isFromUs,
    timestamp,
    type: content.type,
    body: content.body,
    content: { ...content.content, ...(isForwarded ? { forwarded: true } : {}), ...referralOf(message) },
    media: content.media ?? null,
    quotedProviderId: providerIdOf(context["id"]),
    isPlaceholder: content.isPlaceholder ?? false,
    ...(hasMore ? { raw: rawOf(message) } : {}),
  };
}

/** `unsupported` may name what it was (`{unsupported: {type: "poll"}}`). */
function unsupported(message: JsonObject, type: string | null): Content {
  const named = isObject(message["unsupported"]) ? textOf(message["unsupported"]["type"], 100) : null;
  return { type: "UNSUPPORTED", body: "", content: { kind: named ?? type ?? "unknown" }, keepsRaw: true };
}

/** The advertisement or post by which the customer came. What else it tells (`ctwa_clid`, …) is in the original. */
function referralOf(message: JsonObject): { referral?: NonNullable<MessageContent["referral"]> } {
  const referral = message["referral"];
  if (!isObject(referral)) return {};
  return {
    referral: {
      headline: textOf(referral["headline"], 1000),
      body: textOf(referral["body"], 4000),
      url: textOf(referral["source_url"], 2000),
    },
  };
}

/** A change that either side can make to a message of its own: its text, or its being there. */
function changeOf(message: JsonObject, timestamp: number): InboundEventInput | null {
  const part = message[String(message["type"])];
  if (!isObject(part)) return null;
  const providerId = providerIdOf(part["original_message_id"]);
  if (providerId === null) return null;
  if (message["type"] === "revoke") return { kind: "revoked", providerId, timestamp };
  const body = message["type"] === "edit" ? editedBody(part["message"]) : null;
  return body === null ? null : { kind: "edited", providerId, body, timestamp };
}

/** Of the customer, or of the owner on the phone. */
function reactionOf(message: JsonObject, frame: MessageFrame, timestamp: number): InboundEventInput | null {
  if (message["type"] !== "reaction") return null;
  const reaction = isObject(message["reaction"]) ? message["reaction"] : {};
  const providerId = providerIdOf(reaction["message_id"]);
  if (providerId === null) return null;
  const { chat, author, isFromUs } = frame;
  return { kind: "reaction", providerId, chat, author, isFromUs, emoji: textOf(reaction["emoji"], 64), timestamp };
}

/** The new text, or the new caption; a file without one has lost it. */
function editedBody(edited: unknown): string | null {
  if (!isObject(edited)) return null;
  const content = messageKinds.get(String(edited["type"]))?.(edited);
  return content?.body ?? null;
}

/** The customer has a new number or BSUID: the old and the new belong together. */
function identityChange(message: JsonObject, person: Party, timestamp: number): InboundEventInput[] {
  const system = message["system"];
  if (message["type"] !== "system" || !isObject(system)) return [];
  const phone = system["wa_id"] ?? system["new_wa_id"];
  const now = identitiesOf({ parent: system["parent_user_id"], user: system["user_id"], phone });
  const before = identitiesOf({
    parent: system["previous_parent_user_id"],
    user: system["previous_user_id"],
    phone: undefined,
  });
  if (now.length === 0) return [];
  const known = person.identities.filter(({ kind }) => kind === "BSUID" || kind === "PHONE");
  const identities = distinct([...now, ...before, ...known]);
  return identities.length < 2 ? [] : [{ kind: "contact", party: { identities, name: person.name }, timestamp }];
}
