import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { finished } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import whatsappWeb, { type Chat, type Message, type MessageSendOptions } from "whatsapp-web.js";
import type { Answer, CallArgs, CallName, ClientSend, MessagePlace } from "../ipc.ts";
import { keyOf } from "../message-keys.ts";
import { isConversation, widOf } from "../wids.ts";
import { ClientError, orNull, textOf } from "./client-error.ts";
import { messageEvent, rawOf } from "./client-events.ts";
import type { ClientSession } from "./client-session.ts";
import {
  addPiece,
  askForMediaAgain,
  canPrepareFilms,
  canRevoke,
  describePeople,
  dropFile,
  findKey,
  knownChats,
  listChats,
  listOwnTicks,
  mediaStageOf,
  readPiece,
} from "./page.ts";

/** A multiple of three, so that pieces in base64 stand for themselves. */
const pieceBytes = 3 * 1024 * 1024;
const mediaPatienceMs = 20_000;
const chatDeadlineMs = 15_000;
const catchUpBudgetMs = 90_000;
const clockMarginMs = 2 * 60_000;
/** How old our messages may be whose ticks are told again. */
const ticksBackMs = 3 * 24 * 60 * 60_000;
const [fewMessages, mostMessages] = [50, 800];

type Calls = {
  [Name in Exclude<CallName, "start" | "stop" | "logout">]: (args: CallArgs[Name]) => Promise<Answer<Name>>;
};

/** What the driver may ask, carried out by the library. `handedOver` tells under which key a message of ours went to WhatsApp. */
export function createCalls(session: ClientSession, handedOver: Map<string, string>): Calls {
  const { client, people } = session;

  return {
    async probe() {
      return (await session.look()).state;
    },

    requestPairingCode: ({ digits }) => session.requestPairingCode(digits),

    async send(outgoing) {
      const { messageId } = outgoing;
      const chat = await recipientOf(outgoing.chats);
      try {
        await attemptSend(chat, outgoing);
        const key = handedOver.get(messageId);
        if (key === undefined)
          throw new ClientError("invalid_recipient", "WhatsApp Web has no conversation with this recipient");
        return { key, recipient: await nameOf(chat).catch(() => chat) };
      } catch (thrown) {
        throw asSendError(thrown, handedOver.has(messageId));
      } finally {
        handedOver.delete(messageId);
      }
    },

    async findSent({ key, chats }) {
      const parts = keyOf(key);
      const found =
        parts === null
          ? null
          : await session.page.evaluate(findKey, parts.stanzaId, true, await withAliases([parts.chat, ...chats]), null);
      const message = found === null ? await searchOwn(chats, parts?.stanzaId ?? key) : await messageOf(found);
      return message === null ? null : { ack: Number(message.ack) };
    },

    async edit({ place, body }) {
      const message = await messageAt(place);
      if (message.body === body) return null;
      if ((await message.edit(body)) === null)
        throw new ClientError("permanent", "WhatsApp no longer lets this message be edited");
      return null;
    },

    async revoke({ place }) {
      const message = await messageAt(place);
      if (String(message.type) === "revoked") return null;
      const key = keyOf(message.id)?.text ?? "";
      if (!(await session.page.evaluate(canRevoke, key)))
        throw new ClientError("permanent", "WhatsApp no longer lets this message be deleted for everyone");
      await message.delete(true);
      return null;
    },

    async react({ place, emoji }) {
      const message = await messageAt(place);
      await client.sendReaction(keyOf(message.id)?.text ?? "", emoji);
      return null;
    },

    async markRead({ chats }) {
      const chat = await knownChat(chats);
      if (chat !== null) await client.sendSeen(chat);
      return null;
    },

    async type({ chats }) {
      const chat = await knownChat(chats);
      if (chat !== null) await chatOf(chat).sendStateTyping();
      return null;
    },

    async checkNumber({ digits }) {
      const wid = widOf(await client.getNumberId(digits));
      if (wid === null) return null;
      const [person] = await people.describe([wid]);
      const pair = person?.phone && person.lid ? person : await people.pair(wid);
      const phone = person?.phone ?? pair.phone;
      return { id: wid, name: person?.name ?? null, phone, lid: person?.lid ?? pair.lid };
    },

    catchUp: ({ since }) => catchUp(session, since),

    download: ({ key, folder }) => download(key, folder),
  };

  /** A conversation that there is already; else who WhatsApp says they are, for it refuses to write to a LID it never saw. */
  async function recipientOf(chats: readonly string[]): Promise<string> {
    const known = await knownChat(chats);
    if (known !== null) return known;
    for (const chat of chats) {
      if (!chat.endsWith("@c.us")) return chat;
      const wid = widOf(await client.getNumberId(chat));
      if (wid === null) continue;
      await people.pair(wid);
      return wid;
    }
    throw new ClientError("invalid_recipient", "This number is not on WhatsApp");
  }

  async function attemptSend(chat: string, outgoing: ClientSend): Promise<void> {
    try {
      await carryOut(chat, outgoing);
    } catch (thrown) {
      const other = await otherWayTo(chat, outgoing, thrown);
      if (other === null) throw thrown;
      await carryOut(other, outgoing);
    }
  }

  async function otherWayTo(chat: string, { messageId }: ClientSend, thrown: unknown): Promise<string | null> {
    if (!/No LID for user/i.test(textOf(thrown)) || handedOver.has(messageId)) return null;
    const wid = chat.endsWith("@c.us") ? widOf(await client.getNumberId(chat)) : chat;
    const { lid, phone } = await people.pair(wid ?? chat);
    return chat.endsWith("@lid") ? phone : lid;
  }

  async function knownChat(chats: readonly string[]): Promise<string | null> {
    const [known] = await session.page.evaluate(knownChats, await withAliases(chats));
    return known ?? null;
  }

  /** A person's conversation stands under their phone or their LID, whichever of the two we were told. */
  async function withAliases(chats: readonly string[]): Promise<string[]> {
    const known = await session.page.evaluate(describePeople, [...chats]);
    const aliases = known.flatMap(({ phone, lid }) => [widOf(phone), widOf(lid)]).filter((wid) => wid !== null);
    return [...new Set([...chats, ...aliases])];
  }

  /** As whom the recipient is named: by phone where it is known. */
  async function nameOf(chat: string): Promise<string> {
    const [person] = await session.page.evaluate(describePeople, [chat]);
    return widOf(person?.phone) ?? chat;
  }

  async function carryOut(chat: string, outgoing: ClientSend): Promise<void> {
    const { text, location, vcards, file } = outgoing;
    const quoted = outgoing.quoted === null ? null : await keyAt(outgoing.quoted);
    const options: MessageSendOptions & { waitUntilMsgSent: boolean } = {
      sendSeen: false,
      waitUntilMsgSent: true,
      parseVCards: false,
      mentions: [...outgoing.mentions],
      extra: { whatskoviMessageId: outgoing.messageId, ...cardsOf(vcards) },
      ...(quoted === null ? {} : { quotedMessageId: quoted }),
    };
    if (file !== null) return sendFile(chat, outgoing, file, options);
    const { name, address } = location ?? {};
    const place = { ...(name ? { name } : {}), ...(address ? { address } : {}) };
    const content = location === null ? text : new whatsappWeb.Location(location.latitude, location.longitude, place);
    await client.sendMessage(chat, content, options);
  }

  async function sendFile(
    chat: string,
    { text }: ClientSend,
    file: NonNullable<ClientSend["file"]>,
    options: MessageSendOptions,
  ): Promise<void> {
    const id = `whatskovi-file:${randomUUID()}`;
    try {
      const size = await putFile(id, file.path);
      const isBlindFilm = file.mimeType.startsWith("video/") && !(await session.page.evaluate(canPrepareFilms));
      const isDocument = file.as === "document" || (file.as === "media" && isBlindFilm);
      await client.sendMessage(chat, new whatsappWeb.MessageMedia(file.mimeType, id, file.fileName, size), {
        ...options,
        ...(text === "" ? {} : { caption: text }),
        sendAudioAsVoice: file.as === "voice",
        sendMediaAsSticker: file.as === "sticker",
        sendMediaAsDocument: isDocument,
      });
    } finally {
      await orNull(session.page.evaluate(dropFile, id), 1000);
    }
  }

  async function putFile(id: string, file: string): Promise<number> {
    const handle = await open(file);
    try {
      const buffer = Buffer.alloc(pieceBytes);
      let size = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, pieceBytes, size);
        if (bytesRead === 0) return size;
        size += bytesRead;
        await session.page.evaluate(addPiece, id, buffer.toString("base64", 0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  }

  async function keyAt({ stanzaId, isFromUs, chats, author }: MessagePlace): Promise<string | null> {
    return session.page.evaluate(findKey, stanzaId, isFromUs, await withAliases(chats), author);
  }

  async function messageAt(place: MessagePlace): Promise<Message> {
    const key = await keyAt(place);
    const message = key === null ? null : await messageOf(key);
    if (message === null) throw new ClientError("permanent", "This message is no longer known to WhatsApp Web");
    return message;
  }

  async function messageOf(key: string): Promise<Message | null> {
    return withKey(await client.getMessageById(key));
  }

  async function searchOwn(chats: readonly string[], stanzaId: string): Promise<Message | null> {
    const chat = await knownChat(chats);
    if (chat === null) return null;
    const messages = await chatOf(chat).fetchMessages({ limit: fewMessages, fromMe: true });
    return messages.find((message) => message.id.id === stanzaId) ?? null;
  }

  function chatOf(id: string): Chat {
    return chatFor(session, id);
  }

  /** Files that WhatsApp's servers have deleted are asked for from the customer's phone, once. */
  async function download(key: string, folder: string): Promise<Answer<"download">> {
    const message = await messageOf(key);
    if (message === null) throw new ClientError("media_rejected", "This message is no longer known to WhatsApp Web");
    const media = (await attempt(message)) ?? (await again(key, message));
    if (media === null) throw new ClientError("media_rejected", "WhatsApp does not have this file any more");
    const file = path.join(folder, randomUUID());
    try {
      return { path: file, size: await takeFile(media.data, file), mimeType: media.mimetype || null };
    } finally {
      await orNull(session.page.evaluate(dropFile, media.data), 1000);
    }
  }

  async function attempt(message: Message) {
    try {
      return (await message.downloadMedia()) ?? null;
    } catch (thrown) {
      if (/\b(403|404|410)\b|not ?found|expired|missing/i.test(textOf(thrown))) return null;
      throw new ClientError("transient", `The file could not be fetched: ${textOf(thrown).split("\n")[0]}`);
    }
  }

  async function again(key: string, message: Message) {
    await orNull(session.page.evaluate(askForMediaAgain, key), chatDeadlineMs);
    for (const until = Date.now() + mediaPatienceMs; Date.now() < until; await pause(250)) {
      const stage = await session.page.evaluate(mediaStageOf, key);
      if (stage === null || /ERROR/.test(stage)) return null;
      if (stage === "RESOLVED") return attempt(message);
    }
    throw new ClientError("transient", "The customer's phone has not sent the file again yet");
  }

  async function takeFile(id: string, file: string): Promise<number> {
    const stream = createWriteStream(file, { mode: 0o600 });
    let size = 0;
    for (;;) {
      const piece = Buffer.from(await session.page.evaluate(readPiece, id, size, pieceBytes), "base64");
      if (piece.length === 0) break;
      size += piece.length;
      stream.write(piece);
    }
    stream.end();
    await finished(stream);
    return size;
  }
}

/** Delivers what came since then, oldest first. */
async function catchUp(session: ClientSession, since: number): Promise<Answer<"catchUp">> {
  const from = since - clockMarginMs;
  const until = Date.now() + catchUpBudgetMs;
  const chats = (await session.page.evaluate(listChats)).filter(
    ({ id, t, unread }) => isConversation(id) && (t * 1000 >= from || unread > 0),
  );
  const models: Record<string, unknown>[] = [];
  const missed: string[] = [];
  for (const { id } of chats) {
    const found = Date.now() > until ? null : await orNull(messagesSince(session, id, from), chatDeadlineMs);
    if (found === null || !found.isComplete) missed.push(id);
    const messages = found?.messages ?? (await orNull(loadedSince(session, id, from), chatDeadlineMs));
    models.push(...(messages ?? []).map(rawOf));
  }
  const ticks = await session.page.evaluate(listOwnTicks, (from - ticksBackMs) / 1000);
  for (const { id, ack } of ticks) session.tell({ kind: "ack", model: { id }, ack });
  models.sort((a, b) => Number(a["t"]) - Number(b["t"]));
  for (const model of models) session.tell(await messageEvent(session, model, true));
  return { unverified: await session.people.describe(missed) };
}

async function messagesSince(session: ClientSession, chat: string, from: number) {
  for (let limit = fewMessages; ; limit *= 4) {
    const messages = await chatFor(session, chat).fetchMessages({ limit });
    const isComplete = messages.length < limit || messages.some(({ timestamp }) => timestamp * 1000 < from);
    if (isComplete || limit >= mostMessages)
      return { isComplete, messages: messages.filter(({ timestamp }) => timestamp * 1000 >= from) };
  }
}

/** What the page has of a conversation without asking for more. */
async function loadedSince(session: ClientSession, chat: string, from: number): Promise<Message[]> {
  const messages = await chatFor(session, chat).fetchMessages({});
  return messages.filter(({ timestamp }) => timestamp * 1000 >= from);
}

/** The library's own chat, without asking WhatsApp for all that it would show of it. */
function chatFor(session: ClientSession, id: string): Chat {
  const { Chat: Made } = whatsappWeb as unknown as { Chat: new (client: unknown, data: unknown) => Chat };
  return new Made(session.client, { id: { _serialized: id } });
}

/** Methods of the library's messages ask the page by a name that its key may have lost. */
function withKey(message: Message | null): Message | null {
  const key = message === null ? null : keyOf(message.id);
  if (message !== null && key !== null) message.id._serialized ??= key.text;
  return message;
}

/** Cards as the page itself would make them: the library only takes cards of people it knows. */
function cardsOf(vcards: ClientSend["vcards"]): object {
  const [first, ...others] = vcards;
  if (first === undefined) return {};
  if (others.length === 0) return { type: "vcard", body: first.vcard, vcardFormattedName: first.name };
  return {
    type: "multi_vcard",
    body: null,
    vcardList: vcards.map(({ name, vcard }) => ({ displayName: name, vcard })),
  };
}

function asSendError(thrown: unknown, isHandedOver: boolean): ClientError {
  if (thrown instanceof ClientError) return thrown;
  const text = textOf(thrown).split("\n")[0] ?? "";
  const result = /whatskovi-result:(\w+)/.exec(text)?.[1];
  if (result === "ERROR_UPLOAD" || /media-fault|Invalid media/i.test(text))
    return new ClientError("media_rejected", text);
  if (isHandedOver) return new ClientError("unknown_outcome", result ?? text, { cause: thrown });
  if (/No LID for user/i.test(text)) return new ClientError("invalid_recipient", text);
  return new ClientError("transient", text, { cause: thrown });
}
