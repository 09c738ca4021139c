/* global define */
define("fake/people", (use) => {
  const { Model } = use("fake/models");
  const { createWid } = use("fake/keys");
  const { Contact } = use("fake/collections");
  class ContactModel extends Model {
    get formattedName() {
      return this.name ?? this.pushname ?? `+${this.id.user}`;
    }
  }
  const lidOfPhone = new Map();
  const phoneOfLid = new Map();

  /** What is known of people: `{ phone, lid, name, isMyContact }`, the numbers as digits, each may be null. */
  const learn = (people) => {
    for (const { phone, lid, name, isMyContact, isBusiness } of people) {
      const pair = { phone: phone && createWid(`${phone}@c.us`), lid: lid && createWid(`${lid}@lid`) };
      if (pair.phone && pair.lid) {
        lidOfPhone.set(pair.phone.toString(), pair.lid);
        phoneOfLid.set(pair.lid.toString(), pair.phone);
      }
      for (const wid of [pair.phone, pair.lid]) {
        if (wid)
          meet(wid).set({ name: isMyContact ? name : undefined, pushname: name ?? undefined, isMyContact, isBusiness });
      }
    }
  };

  const meet = (wid) => {
    const known = Contact.get(wid);
    if (known !== undefined) {
      if (wid.isLid()) known.phoneNumber = phoneOfLid.get(wid.toString());
      return known;
    }
    return Contact.add(
      new ContactModel({
        id: wid,
        type: "in",
        isBusiness: false,
        isEnterprise: false,
        isContactBlocked: false,
        phoneNumber: wid.isLid() ? phoneOfLid.get(wid.toString()) : undefined,
      }),
    );
  };
  return {
    learn,
    meet,
    lidOf: (wid) => lidOfPhone.get(wid.toString()),
    phoneOf: (wid) => phoneOfLid.get(wid.toString()),
  };
});

define("WAWebApiContact", (use) => {
  const { lidOf, phoneOf } = use("fake/people");
  return {
    getCurrentLid: lidOf,
    getPhoneNumber: phoneOf,
    getAlternateUserWid: (wid) => (wid.isLid() ? phoneOf(wid) : lidOf(wid)),
  };
});
define("WAWebLidMigrationUtils", (use) => {
  const { lidOf, phoneOf } = use("fake/people");
  return { toPn: (wid) => (wid.isLid() ? phoneOf(wid) : wid), toLid: (wid) => (wid.isLid() ? wid : lidOf(wid)) };
});
define("WAWebContactGetters", (use) => ({
  getIsMe: (contact) => contact.id.equals(use("fake/session").session.me?.phone),
  getIsUser: (contact) => contact.id.isUser(),
  getIsGroup: (contact) => contact.id.isGroup(),
  getIsWAContact: () => true,
  getUserid: (contact) => (contact.phoneNumber ?? contact.id).user,
  getVerifiedName: () => undefined,
  getVerifiedLevel: () => undefined,
  getStatusMute: () => false,
  getName: (contact) => contact.name,
  getShortName: (contact) => contact.name?.split(" ")[0],
  getPushname: (contact) => contact.pushname,
  getIsEnterprise: () => false,
}));
define("WAWebFrontendContactGetters", () => ({ getIsMyContact: (contact) => contact.isMyContact === true }));
define("WAWebContactProfilePicThumbBridge", (use) => ({
  requestProfilePicFromServer: async (chat) => {
    const { url } = await use("fake/line").ask("picture", { id: chat.id._serialized });
    return url === null ? undefined : { eurl: url };
  },
}));
define("WAWebContactStatusBridge", (use) => ({
  getStatus: ({ wid }) => use("fake/line").ask("about", { id: wid.toString() }),
}));
define("WAWebQueryExistsJob", (use) => {
  const queryWidExists = async (wid) => {
    const { id, people } = await use("fake/line").ask("exists", { id: wid.toString() });
    use("fake/people").learn(people);
    return id === null ? null : { wid: use("fake/keys").createWid(id), biz: false };
  };
  return {
    queryWidExists,
    queryPhoneExists: (phone) => queryWidExists(use("fake/keys").createWid(`${phone.replace(/\D/g, "")}@c.us`)),
  };
});
define("WAWebFrontendVcardUtils", () => ({
  vcardFromContactModel: (contact) => {
    const { user } = contact.phoneNumber ?? contact.id;
    const name = contact.formattedName;
    const lines = ["BEGIN:VCARD", "VERSION:3.0", `N:;${name};;;`, `FN:${name}`];
    lines.push(`TEL;type=CELL;type=VOICE;waid=${user}:+${user}`, "END:VCARD");
    return { displayName: name, vcard: lines.join("\n") };
  },
}));
define("WAWebVcardParsingUtils", () => ({
  parseVcard: (text) => {
    const lines = text.split(/\r?\n/).filter((line) => line.includes(":"));
    if (lines.at(-1)?.trim() !== "END:VCARD") throw new Error("vcard: no end");
    return Object.fromEntries(lines.map((line) => [line.split(/[;:]/)[0], line.slice(line.indexOf(":") + 1)]));
  },
}));
define("WAWebVcardGetNameFromParsed", () => ({ vcardGetNameFromParsed: (parsed) => parsed.FN ?? parsed.N }));
define("WAWebPhoneUtils", () => ({ formattedPhoneNumber: (jid) => `+${jid.split("@")[0]}` }));
define("WAPhoneFindCC", () => ({ findCC: (number) => (number.startsWith("1") ? "1" : number.slice(0, 2)) }));
