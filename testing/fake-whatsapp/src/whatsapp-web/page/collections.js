/* global define */
define("fake/collections", (use) => {
  const { Model, Collection } = use("fake/models");
  const { MsgKey } = use("fake/keys");
  const line = use("fake/line");

  class MessageModel extends Model {
    unsafe() {
      return this;
    }
    canReply() {
      return !["revoked", "call_log", "ciphertext", "e2e_notification", "gp2"].includes(this.type);
    }
    /** What a reply to this message carries of it. */
    msgContextInfo(chat) {
      const participant = this.author ?? this.id.participant ?? this.from;
      const elsewhere = chat.id.equals(this.id.remote) ? {} : { quotedRemoteJid: this.id.remote };
      const { type, body, caption, mimetype, filename } = this;
      return {
        quotedMsg: { type, body, caption, mimetype, filename },
        quotedStanzaID: this.id.id,
        quotedParticipant: participant,
        ...elsewhere,
      };
    }
    downloadMedia() {
      return use("fake/media").resolve(this);
    }
    serialize() {
      const { mediaObject: _mediaObject, ...attributes } = super.serialize();
      return attributes;
    }
  }

  /** Holds what the page has loaded; the rest of the history is on WhatsApp's side. */
  class Messages extends Collection {
    async getMessagesById(ids) {
      const missing = ids.filter((id) => this.get(id) === undefined).map((id) => MsgKey.fromString(id.toString()));
      if (missing.length > 0) {
        const { messages } = await line.ask("messages", { ids: missing.map((key) => key.id) });
        for (const message of messages) use("fake/receiving").load(message);
      }
      return { messages: ids.map((id) => this.get(id)).filter((model) => model !== undefined) };
    }
    async search(query, page = 1, count = 20, remote) {
      const { messages } = await line.ask("search", { query, page, count, chat: remote?.toString() });
      return { messages: messages.map((message) => use("fake/receiving").load(message)) };
    }
  }

  class Contacts extends Collection {
    async find(id) {
      return this.get(id) ?? use("fake/people").meet(use("fake/keys").createWid(id));
    }
  }

  class GroupMetadata extends Collection {
    async update() {}
  }

  const Msg = new Messages(MessageModel);
  return {
    Msg,
    Chat: new (class extends Collection {
      async find(id) {
        return this.get(id) ?? (await use("fake/chats").open(use("fake/keys").createWid(id)));
      }
    })(),
    Contact: new Contacts(),
    Presence: new Collection(),
    Reactions: new Collection(),
    Label: new Collection(),
    Blocklist: new Collection(),
    BusinessProfile: new Collection(),
    ProfilePicThumb: new Collection(),
    WAWebNewsletterCollection: new Collection(),
    GroupMetadata: new GroupMetadata(),
  };
});

define("WAWebCollections", (use) => use("fake/collections"));
define("WAWebContactCollection", (use) => ({ ContactCollection: use("fake/collections").Contact }));
