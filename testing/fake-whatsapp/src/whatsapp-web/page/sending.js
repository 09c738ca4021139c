/* global define */
define("fake/sending", (use) => {
  const { Msg } = use("fake/collections");
  const line = use("fake/line");
  const textOf = (wid) => wid?.toString();
  const plain = (key) => ({
    fromMe: key.fromMe,
    remote: textOf(key.remote),
    id: key.id,
    participant: textOf(key.participant),
    self: key.self,
  });

  /** What WhatsApp's side is told of a message: ids as text, and nothing that only this page can hold. */
  const carried = ["type", "t", "body", "caption", "mimetype", "filename", "filehash", "size", "duration", "directPath"]
    .concat(["isViewOnce", "isGif", "quotedStanzaID", "quotedMsg", "lat", "lng", "loc", "clientUrl", "pollName"])
    .concat(["vcardFormattedName", "vcardList", "pollOptions", "pollSelectableOptionsCount", "isForwarded"]);
  const toWire = (data) => ({
    ...Object.fromEntries(carried.filter((name) => data[name] !== undefined).map((name) => [name, data[name]])),
    key: plain(data.id),
    from: textOf(data.from),
    to: textOf(data.to),
    author: textOf(data.id.participant),
    quotedParticipant: textOf(data.quotedParticipant),
    quotedRemoteJid: textOf(data.quotedRemoteJid),
    mentionedJidList: (data.mentionedJidList ?? []).map(textOf),
    waveform: data.waveform === undefined ? undefined : [...data.waveform],
  });

  const addToPage = (chat, data) => {
    const { mediaBlob: _mediaBlob, set: _set, toJSON: _toJSON, ...attributes } = data;
    const model = new Msg.modelClass(attributes);
    if (model.type === "sticker") model.mimetype ??= "image/webp";
    if (model.directPath) {
      model.mediaData = new (use("fake/models").Model)({ mediaStage: "RESOLVED", type: model.type });
      model.mediaObject = {};
      model.isUnsentMedia = true;
    }
    chat.msgs.keep(model);
    chat.lastReceivedKey = model.id;
    Msg.add(model);
    chat.set("t", model.t);
    return model;
  };

  const deliver = async (model, data) => {
    const { ack, order, result } = await line.ask("send", toWire({ ...data, mimetype: model.mimetype }));
    model.order = order;
    if (model.isUnsentMedia && ack > 0) model.set("isUnsentMedia", false);
    if (ack < 0 || model.ack < ack) model.set("ack", ack);
    return { messageSendResult: result, t: model.t };
  };

  /** Two promises: the message stands in the conversation; WhatsApp's answer. */
  const addAndSendMsgToChat = (chat, data) => {
    const added = line.ask("prepare-send", { chat: chat.id.toString() }).then(() => addToPage(chat, data));
    const sent = added.then((model) => deliver(model, data));
    sent.catch(() => {});
    return [added, sent];
  };
  return { addAndSendMsgToChat, plain };
});

define("WAWebSendMsgChatAction", (use) => ({ addAndSendMsgToChat: use("fake/sending").addAndSendMsgToChat }));
define("WAWebChatForwardMessage", (use) => ({
  forwardMessages: async ({ chat, msgs }) => {
    const { MsgKey } = use("fake/keys");
    const { session } = use("fake/session");
    for (const message of msgs) {
      const { mediaData: _mediaData, mediaObject: _mediaObject, order: _order, ...copied } = message;
      const from = chat.id.isLid() ? session.me.lid : session.me.phone;
      const participant = chat.id.isGroup() ? session.me.phone : undefined;
      const id = new MsgKey({ to: chat.id, id: await MsgKey.newId(), participant, selfDir: "out" });
      const t = Math.floor(Date.now() / 1000);
      const forwarded = { ...copied, id, from, to: chat.id, t, ack: 0, self: "out", isNewMsg: true, isForwarded: true };
      await use("fake/sending").addAndSendMsgToChat(chat, forwarded)[1];
    }
  },
}));
define("WAWebMsgReply", () => ({ canReplyMsg: (message) => message.canReply() }));
define("WALinkify", () => {
  const pattern = () => /https?:\/\/\S+/g;
  return {
    findLinks: (text) => [...(text ?? "").matchAll(pattern())].map(([href]) => ({ href })),
    findLink: (text) => [...(text ?? "").matchAll(pattern())].map(([href]) => ({ href }))[0] ?? null,
  };
});
define("WAWebLinkPreviewChatAction", () => ({ getLinkPreview: async () => null }));

define("WAWebMsgActionCapability", () => {
  const MINUTE = 60;
  const isYounger = (message, minutes) => Date.now() / 1000 - message.t < minutes * MINUTE;
  const isOurs = (message) => message.id.fromMe && message.type !== "revoked";
  return {
    canEditText: (message) => isOurs(message) && message.type === "chat" && isYounger(message, 15),
    canEditCaption: (message) => isOurs(message) && message.caption !== undefined && isYounger(message, 15),
    canSenderRevokeMsg: (message) => isOurs(message) && isYounger(message, 60 * 60),
    canAdminRevokeMsg: () => false,
    canStarMsg: () => true,
  };
});
define("WAWebSendMessageEditAction", (use) => ({
  sendMessageEdit: async (message, text) => {
    await use("fake/line").ask("edit", { id: message.id.id, body: text });
    const at = { latestEditSenderTimestampMs: Date.now(), latestEditMsgKey: message.id };
    message.set(message.type === "chat" ? { ...at, body: text } : { ...at, caption: text });
  },
}));
define("WAWebSendReactionMsgAction", (use) => ({
  sendReactionToMsg: (message, emoji) => use("fake/line").ask("react", { id: message.id.id, emoji: emoji ?? "" }),
}));
define("WAWebPollsSendVoteMsgAction", (use) => ({
  sendVote: (message, options) => use("fake/line").ask("vote", { id: message.id.id, options: [...options] }),
}));
define("WAWebCmd", (use) => {
  const { Cmd } = use("fake/session");
  const line = use("fake/line");
  const inTurn = async (what, { list }) => {
    for (const message of list) await line.ask(what, { id: message.id.id });
  };
  return {
    Cmd: Object.assign(Cmd, {
      sendRevokeMsgs: (_chat, messages) => inTurn("revoke", messages),
      sendDeleteMsgs: (_chat, messages) => inTurn("delete", messages),
      sendStarMsgs: async () => {},
      sendUnstarMsgs: async () => {},
      archiveChat: async (chat, isArchived) => chat.set("archive", isArchived),
      pinChat: async (chat, isPinned) => chat.set("pin", isPinned ? Date.now() : 0),
      markChatUnread: async (chat) => chat.set("unreadCount", -1),
    }),
  };
});
