/* global window, define, crypto */
define("fake/keys", () => {
  const { keyProperty } = window.fakeWhatsApp;

  /** The id of a person, a group or a list: `<user>@<server>`. */
  class Wid {
    constructor(user, server) {
      this.server = server;
      this.user = user;
      this._serialized = `${user}@${server}`;
    }
    isLid() {
      return this.server === "lid";
    }
    isUser() {
      return this.server === "c.us" || this.server === "lid";
    }
    isGroup() {
      return this.server === "g.us";
    }
    isStatus() {
      return this._serialized === "status@broadcast";
    }
    isBroadcast() {
      return this.server === "broadcast";
    }
    isNewsletter() {
      return this.server === "newsletter";
    }
    equals(other) {
      return other?.toString() === this._serialized;
    }
    toJid() {
      return this._serialized.replace("@c.us", "@s.whatsapp.net");
    }
    toString() {
      return this._serialized;
    }
  }

  const createWid = (like) => {
    if (like instanceof Wid) return like;
    const text = typeof like === "string" ? like : like?._serialized;
    const [user, server, ...more] = (text ?? "").split("@");
    if (!user || !server || more.length > 0) throw new Error(`wid error: invalid wid ${text}`);
    return new Wid(user.replace(/:\d+$/, ""), server === "s.whatsapp.net" ? "c.us" : server);
  };
  const asUserWidOrThrow = (wid) => {
    if (!wid?.isUser()) throw new Error(`wid error: ${wid} is not a user`);
    return wid;
  };

  /**
   * The id of a message. Its text stands in `_serialized`, or since WhatsApp Web 2.3000.1043 (July 2026) in the minified `$1`
   * (github.com/wwebjs/whatsapp-web.js/issues/201857).
   */
  class MsgKey {
    constructor({ fromMe = true, remote, to, id, participant, selfDir }) {
      this.fromMe = fromMe;
      this.remote = remote ?? to;
      this.id = id;
      if (participant) this.participant = participant;
      if (selfDir) this.self = selfDir;
      this[keyProperty] = [fromMe, this.remote, id, participant, selfDir]
        .filter((part) => part !== undefined)
        .join("_");
    }
    toString() {
      return this[keyProperty];
    }
    equals(other) {
      return other?.toString() === this.toString();
    }
    clone() {
      return MsgKey.from({ ...this, selfDir: this.self });
    }
    static from(parts) {
      const { fromMe, remote, id, participant, self } = parts;
      return new MsgKey({
        fromMe,
        remote: createWid(remote),
        id,
        participant: participant ? createWid(participant) : undefined,
        selfDir: self ?? parts.selfDir ?? undefined,
      });
    }
    static fromString(text) {
      const [fromMe, remote, id, ...rest] = text.split("_");
      const selfDir = ["in", "out"].includes(rest.at(-1)) ? rest.pop() : undefined;
      return MsgKey.from({ fromMe: fromMe === "true", remote, id, participant: rest[0], selfDir });
    }
    static async newId() {
      const bytes = [...crypto.getRandomValues(new Uint8Array(9))];
      return `3EB0${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`.toUpperCase();
    }
  }

  return { Wid, MsgKey, createWid, asUserWidOrThrow };
});

define("WAWebMsgKey", (use) => use("fake/keys").MsgKey);

define("WAWebWidFactory", (use) => {
  const { createWid, asUserWidOrThrow } = use("fake/keys");
  return {
    createWid,
    createWidFromWidLike: createWid,
    asUserWidOrThrow,
    createUserWidOrThrow: (user, server = "c.us") => asUserWidOrThrow(createWid(`${user}@${server}`)),
  };
});

define("WAWebWidToJid", () => ({
  widToUserJid: (wid) => wid.toJid(),
  widToGroupJid: (wid) => wid.toJid(),
}));

define("WAWebJidToWid", (use) => ({ userJidToUserWid: use("fake/keys").createWid }));
