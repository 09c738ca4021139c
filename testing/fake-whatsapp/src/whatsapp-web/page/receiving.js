/* global define */
define("fake/receiving", (use) => {
  const { Model } = use("fake/models");
  const { MsgKey, createWid } = use("fake/keys");
  const { Msg, Chat, Presence } = use("fake/collections");
  const chats = use("fake/chats");
  const people = use("fake/people");
  const line = use("fake/line");

  /** From the wire, where every id is text, to what the page holds. */
  const revive = ({ key, replaces, mediaId: _mediaId, ...attributes }) => {
    const revived = { ...attributes };
    if (key) revived.id = MsgKey.from(key);
    if (replaces) revived.protocolMessageKey = MsgKey.from(replaces);
    for (const name of ["from", "to", "author", "quotedParticipant", "quotedRemoteJid"]) {
      if (revived[name]) revived[name] = createWid(revived[name]);
    }
    if (revived.mentionedJidList) revived.mentionedJidList = revived.mentionedJidList.map(createWid);
    if (revived.directPath) {
      revived.mediaData ??= new Model({ mediaStage: "NEED_POKE", type: revived.type });
      revived.mediaObject ??= {};
    }
    return revived;
  };

  const keep = (model, { isSilent }) => {
    const chat = Chat.get(model.id.remote);
    chat.msgs.keep(model);
    chat.lastReceivedKey = model.id;
    chat.t = Math.max(chat.t, model.t);
    Msg.add(model, { isSilent });
    return model;
  };

  /** From the history: it is not new, and nobody is told. */
  const load = (message) => {
    const { reactions = [], ...told } = message;
    const attributes = revive({ ...told, hasReaction: reactions.length > 0 });
    const known = Msg.get(attributes.id);
    if (known !== undefined) return known;
    for (const each of reactions) {
      use("fake/reactions").put(reactionOf({ ...each, parent: message.key }), each.sender);
    }
    const chat = Chat.get(attributes.id.remote);
    const latest = chat?.lastReceivedKey;
    const model = keep(new Msg.modelClass({ ...attributes, isNewMsg: false }), { isSilent: true });
    if (latest !== undefined) chat.lastReceivedKey = latest;
    return model;
  };

  const receive = ({ message, chat, people: met, isAgain }) => {
    people.learn(met);
    chats.take(chat);
    const { id, reactions: _reactions, ...attributes } = revive(message);
    const known = Msg.get(id);
    if (known === undefined) keep(new Msg.modelClass({ ...attributes, id, isNewMsg: true }), { isSilent: false });
    else if (isAgain) Msg.trigger("add", known);
    else known.set(attributes);
  };

  /** A deleted message takes a new id, and points at the one it had (whatsapp-web.js#3715). */
  const revoke = ({ key, as }) => {
    const model = Msg.get(MsgKey.from(key));
    if (model === undefined) return;
    Msg.forget(model.id);
    Chat.get(model.id.remote)?.msgs.forget(model.id);
    model.set({ id: MsgKey.from(as), protocolMessageKey: model.id });
    Msg.keep(model);
    Chat.get(model.id.remote)?.msgs.keep(model);
    model.set({ type: "revoked", subtype: "sender", body: undefined, caption: undefined, directPath: undefined });
  };

  const reactionOf = ({ key, parent, sender, emoji, at }) => ({
    id: MsgKey.from(key),
    reactionParentKey: MsgKey.from(parent),
    reactionTimestamp: at,
    reactionText: emoji,
    author: createWid(sender),
    from: createWid(sender),
    t: Math.floor(at / 1000),
    read: false,
    ack: 3,
  });

  const react = (told) => {
    const reaction = reactionOf(told);
    const isLeft = use("fake/reactions").put(reaction, told.sender);
    Msg.get(reaction.reactionParentKey)?.set("hasReaction", isLeft);
    use("WAWebAddonReactionTableMode").reactionTableMode.bulkUpsert([reaction]);
  };

  const vote = ({ key, parent, sender, options, at }) =>
    use("WAWebAddonPollVoteTableMode").pollVoteTableMode.bulkUpsert([
      {
        id: MsgKey.from(key),
        pollUpdateParentKey: MsgKey.from(parent),
        author: createWid(sender),
        t: at,
        selectedOptionLocalIds: options,
      },
    ]);

  const typing = ({ chat, state }) => {
    const id = createWid(chat);
    const presence = Presence.get(id) ?? Presence.add(new Model({ id, isOnline: true, chatstate: new Model() }));
    presence.chatstate.set("type", state);
    Presence.trigger("change:chatstate.type", presence.chatstate, state);
  };

  const call = ({ id, from, isVideo }) =>
    use("WAWebCallCollection").calls.set(id, {
      id,
      peerJid: createWid(from),
      offerTime: Math.floor(Date.now() / 1000),
      isVideo,
      isGroup: false,
      outgoing: false,
      canHandleLocally: false,
      webClientShouldHandle: false,
      participants: [],
    });

  line.hear("message", receive);
  line.hear("changed", ({ key, attributes }) => Msg.get(MsgKey.from(key))?.set(revive(attributes)));
  line.hear("revoked", revoke);
  line.hear("removed", ({ key }) => {
    const model = Msg.get(MsgKey.from(key));
    if (model !== undefined) Msg.remove(model);
  });
  line.hear("reaction", react);
  line.hear("vote", vote);
  line.hear("typing", typing);
  line.hear("call", call);
  line.hear("chat", chats.take);
  line.hear("people", people.learn);

  return {
    load,
    restore: ({ last, ...chat }) => {
      chats.take(chat);
      for (const message of last) load(message);
    },
  };
});

define("WAWebAddonReactionTableMode", () => ({ reactionTableMode: { bulkUpsert() {} } }));
define("WAWebAddonPollVoteTableMode", () => ({ pollVoteTableMode: { bulkUpsert() {} } }));
define("WAWebCallCollection", (use) => Object.assign(new (use("fake/models").Emitter)(), { calls: new Map() }));
define("WAWebBackendJobsCommon", () => ({ mediaTypeFromProtobuf: () => null }));
define("WAWebE2EProtoUtils", () => ({ typeAttributeFromProtobuf: () => "text" }));
define("WAWebNonMessageDataRequestPlaceholderMessageResendUtils", (use) => ({
  handlePlaceholderMsgsSeen: (messages) =>
    use("fake/line").say("resend", { ids: messages.map((message) => message.id.id) }),
}));
define("WAWebQuotedMsgModelUtils", (use) => ({
  getQuotedMsgObj: (message) => {
    const { Msg } = use("fake/collections");
    const { MsgKey } = use("fake/keys");
    const { session } = use("fake/session");
    const isOurs = [session.me.phone, session.me.lid].some((wid) => wid.equals(message.quotedParticipant));
    const remote = message.quotedRemoteJid ?? message.id.remote;
    const participant = remote.isGroup() ? message.quotedParticipant : undefined;
    const id = new MsgKey({ fromMe: isOurs, remote, id: message.quotedStanzaID, participant });
    const loaded = Msg.getModelsArray().find((each) => each.id.id === message.quotedStanzaID);
    return loaded ?? new Msg.modelClass({ ...message.quotedMsg, id, from: message.quotedParticipant, t: message.t });
  },
}));
