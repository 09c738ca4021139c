import { randomUUID } from "node:crypto";
import whatsappWeb, { type MessageSendOptions } from "whatsapp-web.js";
import type { Answer, ClientSend } from "../ipc.ts";
import { widOf } from "../wids.ts";
import { ClientError, orNull, textOf } from "./client-error.ts";
import type { ClientSession } from "./client-session.ts";
import type { Conversations } from "./conversations.ts";
import { putFile } from "./file-pieces.ts";
import { canPrepareFilms, dropFile } from "./page.ts";

/** Under which key each send has been handed to WhatsApp. */
export type Handovers = Map<string, string>;

/**
 * Sends by the library and resolves with WhatsApp's first tick. Which key the message has is known from its handover, not from
 * what the library returns: that is nothing, on pages since July 2026.
 */
export async function sendMessage(
  session: ClientSession,
  conversations: Conversations,
  handovers: Handovers,
  outgoing: ClientSend,
): Promise<Answer<"send">> {
  const { client, people, page } = session;
  const { sendId } = outgoing;
  try {
    const chat = await conversations.recipient(outgoing.chats);
    await carryOut(chat).catch(async (thrown: unknown) => {
      const other = await otherWayTo(chat, thrown);
      if (other === null) throw thrown;
      await carryOut(other);
    });
    const key = handovers.get(sendId);
    if (key === undefined) throw new ClientError("invalid_recipient", "WhatsApp Web opens no conversation with them");
    return { key, recipient: await conversations.nameOf(chat).catch(() => chat) };
  } catch (thrown) {
    throw asSendError(thrown, handovers.has(sendId));
  } finally {
    handovers.delete(sendId);
  }

  async function otherWayTo(chat: string, thrown: unknown): Promise<string | null> {
    if (!isWithoutLid(thrown) || handovers.has(sendId)) return null;
    const wid = chat.endsWith("@c.us") ? widOf(await client.getNumberId(chat)) : chat;
    const { lid, phone } = await people.pair(wid ?? chat);
    return chat.endsWith("@lid") ? phone : lid;
  }

  async function carryOut(chat: string): Promise<void> {
    const { text, location, vcards, file } = outgoing;
    const quoted = outgoing.quoted === null ? null : await conversations.keyAt(outgoing.quoted);
    const options: MessageSendOptions & { waitUntilMsgSent: boolean } = {
      sendSeen: false,
      waitUntilMsgSent: true,
      parseVCards: false,
      mentions: [...outgoing.mentions],
      extra: { whatskoviSendId: sendId, ...cardsOf(vcards) },
      ...(quoted === null ? {} : { quotedMessageId: quoted }),
    };
    if (file !== null) return sendFile(chat, file, options);
    const { name, address } = location ?? {};
    const place = { ...(name ? { name } : {}), ...(address ? { address } : {}) };
    const content = location === null ? text : new whatsappWeb.Location(location.latitude, location.longitude, place);
    await client.sendMessage(chat, content, options);
  }

  async function sendFile(chat: string, file: NonNullable<ClientSend["file"]>, options: MessageSendOptions) {
    const id = `whatskovi-file:${randomUUID()}`;
    try {
      const size = await putFile(page, id, file.path);
      const isBlindFilm = file.mimeType.startsWith("video/") && !(await page.evaluate(canPrepareFilms));
      await client.sendMessage(chat, new whatsappWeb.MessageMedia(file.mimeType, id, file.fileName, size), {
        ...options,
        ...(outgoing.text === "" ? {} : { caption: outgoing.text }),
        sendAudioAsVoice: file.as === "voice",
        sendMediaAsSticker: file.as === "sticker",
        sendMediaAsDocument: file.as === "document" || (file.as === "media" && isBlindFilm),
      });
    } finally {
      await orNull(page.evaluate(dropFile, id), 1000);
    }
  }
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

const isWithoutLid = (thrown: unknown): boolean => /No LID for user/i.test(textOf(thrown));

function asSendError(thrown: unknown, isHandedOver: boolean): ClientError {
  if (thrown instanceof ClientError) return thrown;
  const text = textOf(thrown).split("\n")[0] ?? "";
  const result = /whatskovi-result:(\w+)/.exec(text)?.[1];
  if (result === "ERROR_UPLOAD" || /media-fault|Invalid media/i.test(text))
    return new ClientError("media_rejected", text);
  if (isHandedOver) return new ClientError("unknown_outcome", result ?? text, { cause: thrown });
  return new ClientError(isWithoutLid(thrown) ? "invalid_recipient" : "transient", text, { cause: thrown });
}
