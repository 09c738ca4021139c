/* global define */
define("fake/chats", (use) => {
  const { Model, Collection } = use("fake/models");
  const { createWid } = use("fake/keys");
  const { Chat, GroupMetadata } = use("fake/collections");
  const { lidOf, phoneOf, learn, meet } = use("fake/people");
  const line = use("fake/line");

  class ChatModel extends Model {
    serialize() {
      const { contact: _contact, groupMetadata: _groupMetadata, ...attributes } = super.serialize();
      return { ...attributes, msgs: this.msgs.serialize() };
    }
  }

  const metadataOf = (id, { name, participants, isLidAddressed, isAnnouncement, description, createdAt }) =>
    new Model({
      id,
      subject: name,
      desc: description,
      creation: createdAt,
      owner: undefined,
      announce: isAnnouncement,
      isLidAddressingMode: isLidAddressed,
      participants: participants.map((each) => ({
        id: createWid(each.id),
        isAdmin: each.isAdmin,
        isSuperAdmin: each.isSuperAdmin,
      })),
    });

  const muteOf = () =>
    new Model({
      expiration: 0,
      async mute({ expiration }) {
        this.set("expiration", expiration);
      },
      async unmute() {
        this.set("expiration", 0);
      },
    });

  /** Puts what WhatsApp's side tells of a conversation in its place. */
  const take = ({ id, name, t, unreadCount, group }) => {
    const wid = createWid(id);
    const chat = Chat.get(wid) ?? make(wid);
    if (group) {
      chat.groupMetadata = metadataOf(wid, group);
      GroupMetadata.keep(chat.groupMetadata);
    }
    chat.set({ name, formattedTitle: name ?? `+${wid.user}`, t: Math.max(t, chat.t), unreadCount });
    return chat;
  };

  const make = (wid) =>
    Chat.add(
      new ChatModel({
        id: wid,
        name: undefined,
        formattedTitle: wid.user,
        t: 0,
        unreadCount: 0,
        archive: false,
        pin: 0,
        mute: muteOf(),
        lastReceivedKey: undefined,
        endOfHistoryTransferType: 0,
        msgs: new Collection(),
        contact: meet(wid),
      }),
    );

  /** A person's conversation may stand under their phone or their LID. */
  const sibling = (wid) => Chat.get(wid.isLid() ? phoneOf(wid) : lidOf(wid));

  const open = async (wid) => {
    const known = Chat.get(wid) ?? sibling(wid);
    if (known !== undefined) return known;
    const knowsLid = wid.isLid() || lidOf(wid) !== undefined;
    const { chat, people } = await line.ask("chat", { id: wid.toString(), knowsLid });
    learn(people);
    return take(chat);
  };

  const loadEarlier = async (chat) => {
    const [oldest] = chat.msgs.getModelsArray().toSorted((a, b) => a.t - b.t || a.order - b.order);
    const before = oldest === undefined ? null : { t: oldest.t, order: oldest.order ?? 0 };
    const { messages } = await line.ask("history", { chat: chat.id.toString(), before });
    return messages.map((message) => use("fake/receiving").load(message));
  };

  return { take, open, loadEarlier };
});

define("WAWebFindChatAction", (use) => ({
  findOrCreateLatestChat: async (wid) => ({ chat: await use("fake/chats").open(wid), created: false }),
}));
define("WAWebChatGetters", () => ({
  getIsNewsletter: (chat) => chat.id.isNewsletter(),
  getIsBroadcast: (chat) => chat.id.isBroadcast(),
}));
define("WAWebChatLoadMessages", (use) => ({
  loadEarlierMsgs: ({ chat }) => use("fake/chats").loadEarlier(chat),
}));
define("WAWebUpdateUnreadChatAction", (use) => ({
  sendSeen: async ({ chat }) => {
    await use("fake/line").ask("seen", { chat: chat.id.toString() });
    chat.set("unreadCount", 0);
  },
}));
define("WAWebChatStateBridge", (use) => {
  const send = (state) => (wid) => use("fake/line").ask("typing", { chat: wid.toString(), state });
  return {
    sendChatStateComposing: send("composing"),
    sendChatStateRecording: send("recording"),
    sendChatStatePaused: send("paused"),
  };
});
define("WAWebPresenceChatAction", () => ({ sendPresenceAvailable() {}, sendPresenceUnavailable() {} }));
define("WAWebGetEphemeralFieldsMsgActionsUtils", () => ({ getEphemeralFields: () => ({}) }));
define("WAWebSendNonMessageDataRequest", () => ({ sendPeerDataOperationRequest: async () => {} }));
