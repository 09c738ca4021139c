import type { InboundEventInput, Party } from "../../../driver.ts";
import type { PageEvent } from "../ipc.ts";
import { keyOf, type MessageKey, providerIdOf } from "../message-keys.ts";
import { identityOf, isConversation, isJson, widOf } from "../wids.ts";
import { contentOf } from "./message-kinds.ts";
import { Directory, distinct } from "./parties.ts";

type Json = Readonly<Record<string, unknown>>;
type MessageInput = Extract<InboundEventInput, { kind: "message" }>;
type Of<Kind extends PageEvent["kind"]> = Extract<PageEvent, { kind: Kind }>;

/** What the normaliser must know of the moment. */
export type Surroundings = {
  /** Our own phone and LID, as wids. */
  readonly ownWids: readonly string[];
  /** Our id of a message that we sent ourselves; null for what was typed on the phone. */
  readonly sentAs: (providerId: string) => string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** WhatsApp hands over what it kept for us just after we come back. */
const lateMs = 2 * 60_000;
const sameCallMs = 3 * 60_000;
const MAX_RAW = 100_000;

/** Makes events of the port of what the library tells. Remembers calls, for WhatsApp tells of one call twice. */
export class Normalizer {
  readonly #calls = new Map<string, number>();

  normalize(event: PageEvent, around: Surroundings): InboundEventInput[] {
    switch (event.kind) {
      case "message":
        return this.#message(event, around);
      case "ack":
        return acknowledgement(event, around);
      case "edited":
        return edit(event, around);
      case "revoked":
        return revocation(event, around);
      case "reaction":
        return reaction(event, around);
      case "call":
        return this.#call(event, around);
      case "group":
        return groupChange(event, around);
      case "renumbered":
        return renumbering(event, around);
    }
  }

  #message(event: Of<"message">, around: Surroundings): InboundEventInput[] {
    const { model } = event;
    const key = (model["type"] === "revoked" ? keyOf(model["protocolMessageKey"]) : null) ?? keyOf(model["id"]);
    if (key === null || !isTalk(key, model, around)) return [];
    const content = contentOf(model);
    if (content === null) return [];
    const providerId = providerIdOf(key);
    const messageId = key.isFromUs ? around.sentAs(providerId) : null;
    if (messageId !== null) return ownStatus(model, providerId, messageId, around);
    if (model["type"] === "call_log" && (key.isFromUs || this.#isTold(key.chat, around.now))) return [];
    const message = conversationMessage(event, key, content, around);
    if (message === null) return [];
    return [message, ...newsOf(event, key, message, around)];
  }

  #call({ call, people }: Of<"call">, around: Surroundings): InboundEventInput[] {
    const from = widOf(call["from"]);
    if (from === null || call["fromMe"] === true || call["isGroup"] === true || !isConversation(from)) return [];
    const chat = new Directory(people).party(from, null);
    if (chat === null) return [];
    const isRepeated = this.#isTold(from, around.now);
    this.#calls.set(from, around.now);
    if (isRepeated) return [];
    const id = typeof call["id"] === "string" ? call["id"] : `${from}-${around.now}`;
    const kind = call["isVideo"] === true ? "video_call_missed" : "call_missed";
    const providerId = `call:${id}`.slice(0, 300);
    const content = { type: "SYSTEM", body: "", content: { kind } } as const;
    return [{ kind: "message", providerId, chat, origin: "live", timestamp: around.now, ...content }];
  }

  #isTold(chat: string, now: number): boolean {
    for (const [each, at] of this.#calls) if (now - at > sameCallMs) this.#calls.delete(each);
    return this.#calls.has(chat);
  }
}

/** What has become of a message that is told afterwards, for it may be known already as it was before. */
function newsOf(
  { model, isReplayed }: Of<"message">,
  key: MessageKey,
  { providerId, timestamp, body }: MessageInput,
  { now }: Surroundings,
): InboundEventInput[] {
  if (model["type"] === "revoked") return [{ kind: "revoked", providerId, timestamp }];
  if (!isReplayed) return [];
  const editedAt = Number(model["latestEditSenderTimestampMs"]);
  const ticks = key.isFromUs ? statusOf(Number(model["ack"]), providerId, null, now) : [];
  return editedAt > 0 ? [{ kind: "edited", providerId, body, timestamp: Math.trunc(editedAt) }, ...ticks] : ticks;
}

/** Whether it stands in a conversation with somebody: not in a status, a channel, a list, or in our notes to ourselves. */
function isTalk({ chat }: MessageKey, model: Json, { ownWids }: Surroundings): boolean {
  return isConversation(chat) && model["isStatusV3"] !== true && !ownWids.includes(chat);
}

function conversationMessage(
  { model, people, isReplayed }: Of<"message">,
  key: MessageKey,
  { hasFile = false, keepsRaw = false, ...content }: NonNullable<ReturnType<typeof contentOf>>,
  around: Surroundings,
): MessageInput | null {
  const directory = new Directory(people);
  const isGroup = key.chat.endsWith("@g.us");
  const shownName = key.isFromUs ? null : textOf(model["notifyName"]);
  const chat = directory.party(key.chat, isGroup ? null : shownName);
  if (chat === null) return null;
  const writer = isGroup && !key.isFromUs ? (widOf(model["author"]) ?? key.author) : null;
  const timestamp = timeOf(model["t"], around.now);
  const isLate = isReplayed || around.now - timestamp > lateMs;
  return {
    kind: "message",
    providerId: providerIdOf(key),
    chat,
    author: writer === null ? null : directory.party(writer, shownName),
    origin: key.isFromUs ? "echo" : isLate ? "offline" : "live",
    isFromUs: key.isFromUs,
    timestamp,
    ...content,
    content: { ...content.content, ...mentionsIn(model, directory), ...referralOf(model["ctwaContext"]) },
    media: hasFile ? fileOf(model, key) : null,
    quotedProviderId: quotedIn(model, key, directory, around),
    ...(keepsRaw ? { raw: kept(model) } : {}),
  };
}

function fileOf(model: Json, key: MessageKey): NonNullable<MessageInput["media"]> {
  const size = Number(model["size"]);
  return {
    reference: { key: key.text },
    mimeType: textOf(model["mimetype"])?.slice(0, 200) ?? null,
    fileName: textOf(model["filename"])?.slice(0, 1000).toWellFormed() ?? null,
    size:
      Number.isSafeInteger(size) && size >= 0 && model["size"] !== undefined && model["size"] !== null ? size : null,
  };
}

/** In the text stands the user of a wid, be it a phone's or a LID's. */
function mentionsIn(model: Json, directory: Directory): { mentions?: { handle: string; name: string | null }[] } {
  const wids = Array.isArray(model["mentionedJidList"]) ? model["mentionedJidList"].map(widOf) : [];
  const body = `${textOf(model["body"]) ?? ""} ${textOf(model["caption"]) ?? ""}`;
  const mentions = wids.slice(0, 50).flatMap((wid) => {
    if (wid === null) return [];
    const person = directory.find(wid);
    const handles = [wid, person?.phone, person?.lid].flatMap((each) => each?.split("@")[0] ?? []);
    const handle = handles.find((each) => body.includes(`@${each}`)) ?? handles[0] ?? wid;
    return [{ handle: handle.slice(0, 200), name: person?.name?.slice(0, 500).toWellFormed() ?? null }];
  });
  return mentions.length === 0 ? {} : { mentions };
}

function referralOf(value: unknown): Pick<NonNullable<MessageInput["content"]>, "referral"> {
  if (!isJson(value)) return {};
  const url = textOf(value["sourceUrl"]);
  return { referral: { headline: textOf(value["title"]), body: textOf(value["description"]), url } };
}

/** A quote names the quoted message's id and its writer: which of the two sides that was, is for us to see. */
function quotedIn(model: Json, key: MessageKey, directory: Directory, { ownWids }: Surroundings): string | null {
  const stanzaId = textOf(model["quotedStanzaID"]);
  if (stanzaId === null) return null;
  const writer = widOf(model["quotedParticipant"]);
  const isGroup = key.chat.endsWith("@g.us");
  const isOurs = writer === null || ownWids.some((own) => directory.areSame(writer, own));
  const isTheirs = !isGroup && writer !== null && directory.areSame(writer, key.chat);
  const isFromUs = isOurs || (!isGroup && !isTheirs);
  return providerIdOf({ isFromUs, stanzaId, author: isGroup ? writer : null });
}

const statuses = { "-1": "FAILED", "1": "SENT", "2": "RECEIVED", "3": "READ", "4": "READ" } as const;

/** What a tick of ours says. 0 is the clock: not with WhatsApp yet. */
function statusOf(ack: number, providerId: string, messageId: string | null, now: number): InboundEventInput[] {
  const status = statuses[String(ack) as keyof typeof statuses] as (typeof statuses)[keyof typeof statuses] | undefined;
  if (status === undefined) return [];
  const failure = status === "FAILED" ? ({ failureCode: "permanent", providerError: "ACK_ERROR" } as const) : {};
  return [{ kind: "status", providerId, messageId, status, timestamp: now, ...failure }];
}

const ownStatus = (model: Json, providerId: string, messageId: string, { now }: Surroundings) =>
  statusOf(Number(model["ack"]), providerId, messageId, now);

function acknowledgement({ model, ack }: Of<"ack">, around: Surroundings): InboundEventInput[] {
  const key = keyOf(model["id"]);
  if (key === null || !key.isFromUs || !isTalk(key, model, around)) return [];
  const providerId = providerIdOf(key);
  return statusOf(ack, providerId, around.sentAs(providerId), around.now);
}

/**
 * WhatsApp Web also changes a text when it decrypts or fetches something: an edit has an earlier text or says that it is one, and
 * the text beside a file is its caption, not its thumbnail.
 */
function edit({ model, body, hadBody }: Of<"edited">, around: Surroundings): InboundEventInput[] {
  const key = keyOf(model["id"]);
  if (key === null || !isTalk(key, model, around)) return [];
  const editedAt = Number(model["latestEditSenderTimestampMs"]);
  const saysSo = Number.isFinite(editedAt) && editedAt > 0;
  const isFile = typeof model["directPath"] === "string" || model["mediaKey"] !== undefined;
  const isText = !isFile || body === model["caption"];
  if (model["type"] === "ciphertext" || model["type"] === "revoked" || !isText || !(hadBody || saysSo)) return [];
  const timestamp = saysSo ? editedAt : around.now;
  return [{ kind: "edited", providerId: providerIdOf(key), body: body.toWellFormed(), timestamp }];
}

function revocation({ model }: Of<"revoked">, around: Surroundings): InboundEventInput[] {
  const key = keyOf(model["protocolMessageKey"]) ?? keyOf(model["id"]);
  if (key === null || !isTalk(key, model, around)) return [];
  return [{ kind: "revoked", providerId: providerIdOf(key), timestamp: around.now }];
}

function reaction({ reaction: given, people }: Of<"reaction">, around: Surroundings): InboundEventInput[] {
  const key = keyOf(given["msgId"]);
  if (key === null || !isTalk(key, given, around)) return [];
  const directory = new Directory(people);
  const chat = directory.party(key.chat, null);
  const sender = widOf(given["senderId"]);
  if (chat === null) return [];
  const isFromUs =
    sender === null
      ? isJson(given["id"]) && given["id"]["fromMe"] === true
      : around.ownWids.some((own) => directory.areSame(own, sender));
  const isGroup = key.chat.endsWith("@g.us");
  const author = isGroup && !isFromUs && sender !== null ? directory.party(sender, null) : null;
  const emoji = textOf(given["reaction"])?.slice(0, 64) ?? null;
  const timestamp = timeOf(given["timestamp"], around.now);
  return [{ kind: "reaction", providerId: providerIdOf(key), chat, author, isFromUs, emoji, timestamp }];
}

/** Of what changes in groups, the name is told; who came and went is the group's own affair. */
function groupChange({ model }: Of<"group">, { now }: Surroundings): InboundEventInput[] {
  const group = widOf(model["chatId"]) ?? keyOf(model["id"])?.chat ?? null;
  const name = textOf(model["body"]);
  const identity = group === null ? null : identityOf(group);
  if (model["type"] !== "subject" || identity?.kind !== "GROUP" || name === null) return [];
  const party = { identities: [identity], name: name.slice(0, 500).toWellFormed() };
  return [{ kind: "contact", party, timestamp: timeOf(model["timestamp"], now) }];
}

function renumbering({ from, to, people }: Of<"renumbered">, { now }: Surroundings): InboundEventInput[] {
  const directory = new Directory(people);
  const parties = [to, from].map((wid) => directory.party(widOf(wid) ?? "", null));
  const identities = distinct(parties.flatMap((party: Party | null) => party?.identities ?? []));
  const name = parties[0]?.name ?? null;
  return identities.length < 2 ? [] : [{ kind: "contact", party: { identities, name }, timestamp: now }];
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.toWellFormed() : null;

/** Milliseconds of WhatsApp's seconds; now when they are no time. */
function timeOf(seconds: unknown, now: number): number {
  const milliseconds = Math.trunc(Number(seconds) * 1000);
  return Number.isSafeInteger(milliseconds) && milliseconds > 0 ? milliseconds : now;
}

/** The original without its thumbnail and keys. */
function kept(model: Json): unknown {
  const { mediaKey: _key, ...rest } = model;
  const json = JSON.stringify(rest);
  return json.length <= MAX_RAW ? rest : { text: json.slice(0, MAX_RAW).toWellFormed() };
}
