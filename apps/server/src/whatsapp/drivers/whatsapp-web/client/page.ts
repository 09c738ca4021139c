/* oxlint-disable typescript/no-explicit-any -- the page's modules have no types */

/**
 * What runs in the page of WhatsApp Web. Puppeteer carries the text of these functions over, so each stands for itself and uses
 * nothing from outside. None of them changes what the library does; they mend what the page no longer gives it
 * (wwebjs/whatsapp-web.js#201832) and let files pass in pieces.
 */
declare const window: {
  onAddMessageEvent(model: any): Promise<unknown>;
  require(module: string): any;
  WWebJS: any;
  AuthStore: unknown;
  onAppStateHasSyncedEvent(): unknown;
  whatskoviFiles?: Map<string, Uint8Array<ArrayBuffer>[]>;
  whatskoviHandover(sendId: string, key: string): Promise<boolean>;
  whatskoviTyping(chat: string): Promise<void>;
};
declare const document: { createElement(tag: "video"): { canPlayType(type: string): string } };

/** What can be seen of the page at any time, also while it loads. */
export type PageLook = {
  readonly state: string | null;
  readonly hasSynced: boolean;
  readonly hasLibrary: boolean;
  readonly percent: number | null;
};

export function lookAtPage(): PageLook {
  try {
    const { Socket } = window.require("WAWebSocketModel");
    let percent: number | null = null;
    try {
      percent = Number(window.require("WAWebOfflineHandler").OfflineMessageHandler.getOfflineDeliveryProgress());
    } catch {
      percent = null;
    }
    return {
      state: Socket.state ?? null,
      hasSynced: Socket.hasSynced === true,
      hasLibrary: typeof window.WWebJS !== "undefined",
      percent: Number.isFinite(percent) ? percent : null,
    };
  } catch {
    return { state: null, hasSynced: false, hasLibrary: false, percent: null };
  }
}

export function refreshQr(): void {
  window.require("WAWebCmd").Cmd.refreshQR();
}

export function announceSynced(): void {
  void window.onAppStateHasSyncedEvent();
}

/**
 * Since 2026-07-15 keys of messages have lost the name `_serialized`, which the library reads everywhere in the page: gives it
 * back. Pages that still have it are left as they are.
 */
export function mendKeys(): void {
  const exported = window.require("WAWebMsgKey");
  const { prototype } = exported.default ?? exported;
  if ("_serialized" in prototype) return;
  Object.defineProperty(prototype, "_serialized", {
    configurable: true,
    get(this: { $1?: string }) {
      return this.$1;
    },
    set(this: object, value: string) {
      Object.defineProperty(this, "_serialized", { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

/**
 * A message whose text is none, or that has another part over which the library stumbles here or in our process, would be told by
 * nobody: it is told as the page has it, or without its intricate parts.
 */
export function tellWhateverCame(): void {
  const { WWebJS } = window;
  const { getMessageModel } = WWebJS;
  if (getMessageModel.tellsAll) return;
  const telling = (message: any) => {
    try {
      return getMessageModel(message);
    } catch {
      const model = JSON.parse(JSON.stringify(message.serialize()));
      const remote = model.id?.remote;
      if (typeof remote === "object" && remote !== null)
        model.id.remote = remote._serialized ?? remote.$1 ?? message.id.remote._serialized;
      return { ...model, links: [] };
    }
  };
  telling.tellsAll = true;
  WWebJS.getMessageModel = telling;
  const { onAddMessageEvent } = window;
  const simple = ([, value]: [string, unknown]) => ["string", "number", "boolean"].includes(typeof value);
  window.onAddMessageEvent = (model) =>
    onAddMessageEvent(model).catch(() =>
      onAddMessageEvent({ ...Object.fromEntries(Object.entries(model).filter(simple)), id: model.id }),
    );
}

/**
 * Files go in and out in pieces, kept in the page under an id that stands where the library has the whole file as one text: a
 * debugging connection closes on messages above 100 MB.
 */
export function passFilesInPieces(): void {
  const files = (window.whatskoviFiles ??= new Map());
  const { WWebJS } = window;
  if (WWebJS.hasPieces) return;
  WWebJS.hasPieces = true;
  const toFile = WWebJS.mediaInfoToFile;
  WWebJS.mediaInfoToFile = (media: { data: string; mimetype: string; filename: string }) => {
    const pieces = files.get(media.data);
    if (pieces === undefined) return toFile(media);
    return new File(pieces, media.filename, { type: media.mimetype, lastModified: Date.now() });
  };
  WWebJS.arrayBufferToBase64Async = async (buffer: ArrayBuffer) => {
    const id = `whatskovi-file:${crypto.randomUUID()}`;
    files.set(id, [new Uint8Array(buffer)]);
    return id;
  };
}

export function addPiece(id: string, base64: string): void {
  const files = (window.whatskoviFiles ??= new Map());
  const piece = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  files.set(id, [...(files.get(id) ?? []), piece]);
}

/** A piece of a file, in base64; empty behind its end. */
export function readPiece(id: string, offset: number, length: number): string {
  const bytes = window.whatskoviFiles?.get(id)?.[0]?.subarray(offset, offset + length) ?? new Uint8Array();
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(""));
}

export function dropFile(id: string): void {
  window.whatskoviFiles?.delete(id);
}

/**
 * Asks, before a message of ours is handed to WhatsApp, under which key it goes: so it is known beforehand, and a message of
 * which that was never asked has certainly not gone out. A result other than OK is told instead of swallowed.
 */
export function askBeforeHandover(): void {
  const module = window.require("WAWebSendMsgChatAction");
  const { addAndSendMsgToChat } = module;
  if (addAndSendMsgToChat.asksBefore) return;
  const asking = (chat: unknown, message: any, ...rest: unknown[]) => {
    const sendId = message.whatskoviSendId;
    if (sendId === undefined) return addAndSendMsgToChat.call(module, chat, message, ...rest);
    delete message.whatskoviSendId;
    const key = message.id._serialized ?? message.id.$1 ?? String(message.id);
    const handedOver = window.whatskoviHandover(sendId, key).then((isAllowed) => {
      if (!isAllowed) throw new Error("whatskovi-refused");
      return addAndSendMsgToChat.call(module, chat, message, ...rest) as [Promise<unknown>, Promise<any>];
    });
    const sent = handedOver.then(async ([, result]) => {
      const outcome = (await result)?.messageSendResult ?? "OK";
      if (outcome !== "OK") throw new Error(`whatskovi-result:${outcome}`);
    });
    sent.catch(() => {});
    return [handedOver.then(([added]) => added), sent];
  };
  asking.asksBefore = true;
  module.addAndSendMsgToChat = asking;
}

type Described = { id: string; phone: string | null; lid: string | null; name: string | null };

/** What the page knows by itself of people and groups. */
export function describePeople(ids: string[]): Described[] {
  const widText = (wid: any): string | null =>
    !wid
      ? null
      : typeof wid === "string"
        ? wid
        : (wid._serialized ?? wid.$1 ?? (wid.user ? `${wid.user}@${wid.server}` : null));
  const attempt = <Result>(read: () => Result): Result | null => {
    try {
      return read() ?? null;
    } catch {
      return null;
    }
  };
  const { Contact, Chat } = window.require("WAWebCollections");
  return ids.map((id) => {
    const wid = attempt(() => window.require("WAWebWidFactory").createWid(id)) ?? id;
    const contact = attempt(() => Contact.get(wid));
    const chat = attempt(() => Chat.get(wid));
    if (id.endsWith("@g.us")) {
      const name = chat?.name ?? chat?.formattedTitle ?? contact?.name ?? null;
      return { id, phone: null, lid: null, name };
    }
    const contacts = attempt(() => window.require("WAWebApiContact"));
    const isLid = id.endsWith("@lid");
    const lid = isLid ? id : widText(attempt(() => contacts.getCurrentLid(wid)));
    const phone = isLid ? widText(attempt(() => contacts.getPhoneNumber(wid)) ?? contact?.phoneNumber) : id;
    const name = contact?.pushname ?? contact?.verifiedName ?? contact?.name ?? null;
    return { id, phone, lid, name };
  });
}

/** Every conversation with people, the latest first. `t` is in seconds. */
export function listChats(): { id: string; t: number; unread: number }[] {
  const chats: any[] = window.require("WAWebCollections").Chat.getModelsArray();
  return chats
    .map((chat) => ({
      id: String(chat.id._serialized ?? chat.id.$1 ?? `${chat.id.user}@${chat.id.server}`),
      t: Number(chat.t) || 0,
      unread: Number(chat.unreadCount) || 0,
    }))
    .toSorted((a, b) => b.t - a.t);
}

/** How far our messages that the page has loaded have come, of those after a time in seconds. */
export function listOwnTicks(since: number): { id: object; ack: number }[] {
  const models: any[] = window.require("WAWebCollections").Msg.getModelsArray();
  return models
    .filter(({ id, t, ack }) => id?.fromMe && Number(t) >= since && Number(ack) > 0)
    .map(({ id, ack }) => ({
      id: { fromMe: true, remote: String(id.remote), id: id.id, _serialized: id._serialized ?? id.$1 },
      ack: Number(ack),
    }));
}

/** Which of these chats there are in the page already. */
export function knownChats(ids: string[]): string[] {
  const { createWid } = window.require("WAWebWidFactory");
  const { Chat } = window.require("WAWebCollections");
  return ids.filter((id) => Boolean(Chat.get(createWid(id))));
}

/** Whether a message has been deleted for everyone: since then it stands there under another id. */
export function isRevoked(stanzaId: string, isFromUs: boolean, chats: string[]): boolean {
  const { Chat } = window.require("WAWebCollections");
  const { createWid } = window.require("WAWebWidFactory");
  const isIt = ({ type, id, protocolMessageKey: before }: any): boolean =>
    type === "revoked" && id.fromMe === isFromUs && before?.id === stanzaId;
  return chats.some((chat) => (Chat.get(createWid(chat))?.msgs?.getModelsArray() ?? []).some(isIt));
}

/** The key under which the page has a message; null when it does not know it. */
export async function findKey(
  stanzaId: string,
  isFromUs: boolean,
  chats: string[],
  author: string | null,
): Promise<string | null> {
  const { Msg, Chat } = window.require("WAWebCollections");
  const { createWid } = window.require("WAWebWidFactory");
  const keyText = (key: any): string => key._serialized ?? key.$1 ?? String(key);
  for (const chat of chats) {
    const models: any[] = Chat.get(createWid(chat))?.msgs?.getModelsArray() ?? [];
    const model = models.find(({ id }) => id.id === stanzaId && id.fromMe === isFromUs);
    if (model !== undefined) return keyText(model.id);
  }
  const { getMaybeMePnUser, getMaybeMeLidUser } = window.require("WAWebUserPrefsMeUser");
  const own = [getMaybeMePnUser(), getMaybeMeLidUser()].filter(Boolean).map(String);
  const keys = chats.flatMap((chat) => {
    const key = `${isFromUs}_${chat}_${stanzaId}`;
    if (!isFromUs) return author === null ? [key] : [`${key}_${author}`, key];
    const ours = chat.endsWith("@g.us") ? own.map((wid) => `${key}_${wid}`) : [];
    return [key, ...ours].flatMap((each) => [each, `${each}_out`]);
  });
  for (const key of keys) {
    try {
      const model = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
      if (model) return keyText(model.id);
    } catch {
      continue;
    }
  }
  return null;
}

/** The state of a message's file: `RESOLVED`, `REUPLOADING`, `NEED_POKE`, `ERROR_MISSING`, …; null when there is no such message. */
export async function mediaStageOf(key: string): Promise<string | null> {
  const { Msg } = window.require("WAWebCollections");
  const model = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
  return model ? String(model.mediaData?.mediaStage ?? "") : null;
}

/** Asks the customer's phone for a file that WhatsApp's servers no longer have. */
export async function askForMediaAgain(key: string): Promise<void> {
  const { Msg } = window.require("WAWebCollections");
  const model = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
  await model?.downloadMedia?.({ downloadEvenIfExpensive: true, rmrReason: 1 });
}

/** Chromium, unlike Chrome, cannot look into most films: then they go as documents. */
export function canPrepareFilms(): boolean {
  return document.createElement("video").canPlayType('video/mp4; codecs="avc1.42E01E"') !== "";
}

/** Whether WhatsApp still lets a message be deleted for everyone: else the library would delete it on our side alone. */
export async function canRevoke(key: string): Promise<boolean> {
  const { Msg } = window.require("WAWebCollections");
  const model = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
  const { canSenderRevokeMsg, canAdminRevokeMsg } = window.require("WAWebMsgActionCapability");
  return Boolean(model && (canSenderRevokeMsg(model) || canAdminRevokeMsg(model)));
}

/** Who we are: our phone and our LID, as objects of the page. */
export function ownWids(): unknown[] {
  const { getMaybeMePnUser, getMaybeMeLidUser } = window.require("WAWebUserPrefsMeUser");
  const plain = (wid: any) =>
    wid ? { _serialized: wid._serialized ?? wid.$1, user: wid.user, server: wid.server } : null;
  return [plain(getMaybeMePnUser()), plain(getMaybeMeLidUser())];
}

/**
 * Tells who types, which the library does not. WhatsApp tells it of conversations one has asked about: of those in which
 * somebody has written. A page without presences is one on which nobody is seen to type.
 */
export function watchTyping(): void {
  try {
    const { Msg, Presence } = window.require("WAWebCollections");
    if (Presence.tellsWhatskovi) return;
    Presence.tellsWhatskovi = true;
    const asked = new Set<string>();
    Msg.on("add", async ({ id, isNewMsg }: any) => {
      const chat = String(id.remote);
      if (!isNewMsg || id.fromMe || asked.has(chat)) return;
      asked.add(chat);
      const presence = Presence.get(id.remote) ?? (await Promise.resolve(Presence.find?.(id.remote)).catch(() => null));
      await Promise.resolve(presence?.subscribe?.()).catch(() => {});
    });
    Presence.on("change:chatstate.type", (chatstate: any) => {
      if (chatstate?.type !== "composing" && chatstate?.type !== "recording_audio") return;
      const presence = Presence.getModelsArray().find((each: any) => each.chatstate === chatstate);
      if (presence) void window.whatskoviTyping(presence.id._serialized ?? presence.id.$1 ?? String(presence.id));
    });
  } catch {
    return;
  }
}
