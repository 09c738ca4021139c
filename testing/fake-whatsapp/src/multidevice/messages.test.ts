import { decryptPollVote, type AnyMessageContent, type WAMessage } from "@whiskeysockets/baileys";
import { expect, test } from "vitest";
import { sha256 } from "./bytes.ts";
import type { BaileysClient } from "./testing/baileys-client.ts";
import { COMPANY, MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();

const sentId = async (client: BaileysClient, content: AnyMessageContent) =>
  (await client.socket.sendMessage(MARIA_JID, content))?.key.id ?? "";

test("a customer writes every kind", async () => {
  const client = await world.link();
  const content = async (written: object): Promise<WAMessage["message"]> => {
    const { providerId } = await world.phone.customerWrites({ ...MARIA, ...written });
    return (await client.message(providerId)).message;
  };
  expect(await content({ kind: "image", body: "foto" })).toMatchObject({ imageMessage: { caption: "foto" } });
  expect(await content({ kind: "video", body: "vídeo" })).toMatchObject({ videoMessage: { caption: "vídeo" } });
  expect(await content({ kind: "gif" })).toMatchObject({ videoMessage: { gifPlayback: true } });
  expect(await content({ kind: "audio" })).toMatchObject({ audioMessage: { mimetype: "audio/mpeg" } });
  expect(await content({ kind: "voice" })).toMatchObject({ audioMessage: { ptt: true } });
  expect(
    await content({ kind: "document", media: { bytes: Buffer.from("%PDF"), fileName: "nota.pdf" } }),
  ).toMatchObject({
    documentMessage: { fileName: "nota.pdf" },
  });
  expect(await content({ kind: "sticker" })).toMatchObject({ stickerMessage: { mimetype: "image/webp" } });
  expect(await content({ kind: "location", location: { latitude: 1.5, longitude: 2, name: "Loja" } })).toMatchObject({
    locationMessage: { degreesLatitude: 1.5, name: "Loja" },
  });
  expect(await content({ kind: "liveLocation", body: "indo" })).toMatchObject({
    liveLocationMessage: { caption: "indo" },
  });
  expect(await content({ kind: "contact" })).toMatchObject({ contactMessage: { displayName: "João Souza" } });
  expect(
    await content({
      kind: "contacts",
      contacts: [
        { name: "A", phone: "5511900000001" },
        { name: "B", phone: "5511900000002" },
      ],
    }),
  ).toMatchObject({ contactsArrayMessage: { contacts: [{ displayName: "A" }, { displayName: "B" }] } });
  expect(await content({ kind: "poll", poll: { name: "Quando?", options: ["hoje", "amanhã"] } })).toMatchObject({
    pollCreationMessageV3: { name: "Quando?", options: [{ optionName: "hoje" }, { optionName: "amanhã" }] },
  });
  expect(await content({ kind: "image", isViewOnce: true })).toMatchObject({
    viewOnceMessageV2: { message: { imageMessage: { viewOnce: true } } },
  });
  expect(await content({ kind: "unsupported", body: "?" })).toMatchObject({ productMessage: { body: "?" } });
  expect(await content({ body: "repasse", isForwarded: true, mentions: [COMPANY] })).toMatchObject({
    extendedTextMessage: { contextInfo: { isForwarded: true, mentionedJid: [`${COMPANY}@s.whatsapp.net`] } },
  });
});

test("customers edit, delete, react and quote", async () => {
  const { phone } = world;
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  const ours = await sentId(client, { text: "tudo bem?" });
  await client.until(() => phone.sent().length === 1);
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "sin", quote: ours });
  const got = await client.message(providerId);
  expect(got.message?.extendedTextMessage?.contextInfo).toMatchObject({
    stanzaId: ours,
    participant: `${COMPANY}@s.whatsapp.net`,
    quotedMessage: { extendedTextMessage: { text: "tudo bem?" } },
  });
  await phone.customerEdits({ ...MARIA, providerId, body: "sim" });
  const edited = await client.until(() =>
    client
      .all("messages.update")
      .flat()
      .find(({ key, update }) => key.id === providerId && update.message?.editedMessage),
  );
  expect(edited.update.message?.editedMessage?.message?.conversation).toBe("sim");
  await phone.customerReacts({ ...MARIA, providerId: ours, emoji: "👍" });
  const [reacted] = await client.until(() => client.all("messages.reaction")[0]);
  expect(reacted).toMatchObject({ key: { id: ours, fromMe: true, remoteJid: MARIA_JID }, reaction: { text: "👍" } });
  await phone.customerReacts({ ...MARIA, providerId, emoji: "🙏" });
  const own = await client.until(() => client.all("messages.reaction")[1]?.[0]);
  expect(own).toMatchObject({ key: { id: providerId, fromMe: false, remoteJid: MARIA_JID } });
  await phone.customerRevokes({ ...MARIA, providerId });
  await client.until(() =>
    client
      .all("messages.update")
      .flat()
      .find(({ key, update }) => key.id === providerId && update.message === null),
  );
});

test("the company sends every kind, edits, deletes and reacts", async () => {
  const { phone } = world;
  const client = await world.link();
  await phone.customerWrites({ ...MARIA, id: "M1", body: "oi" });
  const document = Buffer.from("%PDF-1.4 nota");
  await sentId(client, { document, mimetype: "application/pdf", fileName: "nota.pdf", caption: "segue" });
  await sentId(client, { audio: Buffer.from("ogg"), ptt: true, seconds: 3, mimetype: "audio/ogg; codecs=opus" });
  await sentId(client, { location: { degreesLatitude: 1, degreesLongitude: 2, name: "Loja" } });
  await sentId(client, {
    contacts: { displayName: "João", contacts: [{ displayName: "João", vcard: "BEGIN:VCARD" }] },
  });
  await sentId(client, { poll: { name: "Qual?", values: ["a", "b"] } });
  const id = await sentId(client, { text: "oi @maria", mentions: [MARIA_JID] });
  await client.until(() => phone.sent().length === 6, "six messages");
  expect(phone.sent()).toMatchObject([
    { kind: "document", body: "segue", media: { bytes: document, mimeType: "application/pdf", fileName: "nota.pdf" } },
    { kind: "voice", media: { bytes: Buffer.from("ogg"), seconds: 3 } },
    { kind: "location", location: { latitude: 1, longitude: 2, name: "Loja" } },
    { kind: "contact", contacts: [{ name: "João" }] },
    { kind: "poll", poll: { name: "Qual?", options: ["a", "b"] } },
    { kind: "text", body: "oi @maria", mentions: [MARIA_JID], to: { phone: MARIA.phone } },
  ]);
  const key = { remoteJid: MARIA_JID, fromMe: true, id };
  await sentId(client, { text: "oi, Maria", edit: key });
  await client.until(() => phone.sent()[5]?.isEdited);
  expect(phone.sent()[5]?.body).toBe("oi, Maria");
  await sentId(client, { delete: key });
  await client.until(() => phone.sent()[5]?.isRevoked);
  await sentId(client, { react: { key: { remoteJid: MARIA_JID, fromMe: false, id: "M1" }, text: "❤️" } });
  await client.until(() => phone.sentReactions().length === 1);
  expect(phone.sentReactions()).toMatchObject([{ target: "M1", emoji: "❤️" }]);
  expect(phone.sent()).toHaveLength(6);
});

test("a customer votes in our poll", async () => {
  const { phone } = world;
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  const sent = await client.socket.sendMessage(MARIA_JID, { poll: { name: "Qual?", values: ["a", "b"] } });
  const pollMsgId = sent?.key.id ?? "";
  await client.until(() => phone.sent().length === 1);
  const { providerId } = await phone.customerVotes({ ...MARIA, providerId: pollMsgId, options: ["b"] });
  const vote = (await client.message(providerId)).message?.pollUpdateMessage;
  const opened = decryptPollVote(vote?.vote ?? {}, {
    pollEncKey: sent?.message?.messageContextInfo?.messageSecret ?? Buffer.alloc(0),
    pollCreatorJid: `${COMPANY}@s.whatsapp.net`,
    pollMsgId,
    voterJid: MARIA_JID,
  });
  expect(opened.selectedOptions?.map((each) => Buffer.from(each))).toEqual([sha256(Buffer.from("b"))]);
});

test("what the owner does on the phone comes as ours", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.ownerWrites({ phone: MARIA.phone, body: "escrevi no celular" });
  const echo = await client.message(providerId);
  expect(echo.key).toMatchObject({ fromMe: true, remoteJid: MARIA_JID });
  expect(echo.message?.conversation).toBe("escrevi no celular");
  const theirs = await phone.customerWrites({ ...MARIA, body: "ok" });
  await client.message(theirs.providerId);
  await phone.ownerReacts({ phone: MARIA.phone, providerId: theirs.providerId, emoji: "👍" });
  const [reacted] = await client.until(() => client.all("messages.reaction")[0]);
  expect(reacted).toMatchObject({ key: { id: theirs.providerId, fromMe: false }, reaction: { key: { fromMe: true } } });
  phone.ownerReads({ phone: MARIA.phone, providerIds: [theirs.providerId] });
  await client.until(() => client.statuses(theirs.providerId).includes(4), "the owner's reading");
  await phone.ownerEdits({ phone: MARIA.phone, providerId, body: "corrigido" });
  await client.until(() =>
    client
      .all("messages.update")
      .flat()
      .find(({ key, update }) => key.id === providerId && key.fromMe && update.message?.editedMessage),
  );
});

test("typing, reading and calls", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "oi" });
  const { key } = await client.message(providerId);
  phone.customerTypes({ phone: MARIA.phone });
  const typing = await client.until(() => client.all("presence.update")[0]);
  expect(typing).toMatchObject({ id: MARIA_JID, presences: { [MARIA_JID]: { lastKnownPresence: "composing" } } });
  await client.socket.sendPresenceUpdate("composing", MARIA_JID);
  await client.socket.readMessages([key]);
  await client.until(() => phone.reads.length === 1 && phone.typings.length === 1);
  expect(phone.reads).toEqual([{ chat: MARIA_JID, providerIds: [providerId], kind: "read" }]);
  const { callId } = phone.callMissed({ ...MARIA, isVideo: true });
  const missed = await client.until(() => client.messages().find((each) => each.key.id === callId), "the missed call");
  expect(missed).toMatchObject({ key: { remoteJid: MARIA_JID } });
  const calls = client.all("call").flat();
  expect(calls.map(({ status, isVideo }) => [status, isVideo])).toEqual([
    ["offer", true],
    ["timeout", true],
  ]);
});

test("numbers, pictures and the two writings of Brazil's mobiles", async () => {
  const client = await world.link();
  world.fake.addCustomer({ phone: "551188886666", name: "Velho", pictureUrl: "https://example.test/velho.jpg" });
  world.fake.setOnWhatsApp("5521900000000", null);
  world.fake.setOnWhatsApp("5531912345678", "553112345678");
  const check = (digits: string) => client.socket.onWhatsApp(digits);
  expect(await check("5511988886666")).toEqual([{ jid: "551188886666@s.whatsapp.net", exists: true }]);
  expect(await check("5531912345678")).toEqual([{ jid: "553112345678@s.whatsapp.net", exists: true }]);
  expect(await check("5521900000000")).toEqual([]);
  expect(await check("5541999999999")).toEqual([]);
  const nobody = await client.socket.sendMessage("5541999999999@s.whatsapp.net", { text: "oi" });
  await client.socket.sendMessage("551188886666@s.whatsapp.net", { text: "oi" });
  await client.until(() => world.phone.sent().length === 1);
  expect(client.statuses(nobody?.key.id ?? "")).not.toContain(3);
  expect(await client.socket.profilePictureUrl("551188886666@s.whatsapp.net")).toBe("https://example.test/velho.jpg");
  await expect(client.socket.profilePictureUrl("553112345678@s.whatsapp.net")).rejects.toThrow("item-not-found");
});
