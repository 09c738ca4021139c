import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import whatsapp, {
  type Call,
  type Client,
  type GroupChat,
  type Message,
  type MessageContent,
  type PollVote,
} from "whatsapp-web.js";
import type { FakeWhatsAppWeb } from "./index.ts";
import { linkedClient, next, standIn, textOf } from "./real-client.fixture.ts";
import type { CustomerMessage } from "./types.ts";

const maria = { phone: "5511988887777", name: "Maria" };
const mariaId = "5511988887777@c.us";
const vcard = (name: string) =>
  `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;waid=5511977776666:+55 11 97777-6666\nEND:VCARD`;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Writes as Maria and waits for the library to tell of it. */
async function hear(client: Client, web: FakeWhatsAppWeb, message: CustomerMessage): Promise<Message> {
  const heard = next<[Message]>(client, "message");
  web.phone().customerWrites({ ...maria, ...message });
  return (await heard)[0];
}

test("every kind of message arrives as what it is", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized" } });
  const client = await linkedClient(web);
  const bytes = randomBytes(300_000);
  for (const [kind, type, mimeType] of [
    ["image", "image", "image/jpeg"],
    ["video", "video", "video/mp4"],
    ["audio", "audio", "audio/mpeg"],
    ["voice", "ptt", "audio/ogg; codecs=opus"],
    ["document", "document", "application/pdf"],
    ["sticker", "sticker", "image/webp"],
  ] as const) {
    const media = { bytes, mimeType, fileName: "conta.pdf", seconds: 3 };
    const message = await hear(client, web, { kind, body: "legenda", media });
    expect(message).toMatchObject({ type, hasMedia: true, body: "legenda", duration: "3" });
    const file = await message.downloadMedia();
    expect(file).toMatchObject({ mimetype: mimeType, filesize: bytes.length });
    expect(Buffer.from(file.data, "base64").equals(bytes)).toBe(true);
    expect(file.filename ?? null).toBe(kind === "document" ? "conta.pdf" : null);
  }
  const location = { latitude: -23.5, longitude: -46.6, name: "Padaria", address: "Rua A, 1" };
  expect(await hear(client, web, { kind: "location", location })).toMatchObject({
    type: "location",
    location: { latitude: -23.5, longitude: -46.6, name: "Padaria", address: "Rua A, 1" },
  });
  const one = vcard("Ana");
  expect(await hear(client, web, { kind: "contact", vcards: [one] })).toMatchObject({ type: "vcard", vCards: [one] });
  const two = [one, vcard("Bia")];
  expect(await hear(client, web, { kind: "contact", vcards: two })).toMatchObject({ type: "multi_vcard", vCards: two });
  const poll = { name: "Qual pão?", options: ["Francês", "Italiano"] };
  expect(await hear(client, web, { kind: "poll", poll })).toMatchObject({
    type: "poll_creation",
    pollName: "Qual pão?",
  });
  expect(await hear(client, web, { kind: "encryption-notice" })).toMatchObject({ type: "e2e_notification" });
  expect(await hear(client, web, { body: "olha", isForwarded: true, forwardingScore: 5 })).toMatchObject({
    isForwarded: true,
    forwardingScore: 5,
  });
  const once = await hear(client, web, { kind: "image", isViewOnce: true, media: { bytes, mimeType: "image/jpeg" } });
  expect(once.rawData).toMatchObject({ isViewOnce: true });
  expect(await hear(client, web, { kind: "raw", raw: { type: "product", title: "Bolo" } })).toMatchObject({
    type: "product",
  });
});

test("a quotation, a mention, a missed call, one message twice", async () => {
  const web = await standIn();
  const client = await linkedClient(web);
  const first = await hear(client, web, { body: "primeira" });
  const answer = await hear(client, web, {
    body: "sobre isso, @5511940000001",
    quote: first.id.id,
    mentions: ["5511940000001"],
  });
  expect(answer).toMatchObject({
    hasQuotedMsg: true,
    rawData: { quotedStanzaID: first.id.id, quotedMsg: { body: "primeira" } },
  });
  expect(answer.mentionedIds).toMatchObject([{ _serialized: "5511940000001@c.us" }]);
  const [rang, logged] = [next<[Call]>(client, "call"), next<[Message]>(client, "message")];
  web.phone().callMissed({ ...maria, isVideo: true });
  expect((await rang)[0]).toMatchObject({ from: { _serialized: mariaId }, isVideo: true, fromMe: false });
  expect((await logged)[0]).toMatchObject({ type: "call_log", from: mariaId });
  const again = next<[Message]>(client, "message");
  web.phone().deliversAgain(first.id.id);
  expect(textOf((await again)[0].id)).toBe(textOf(first.id));
});

test("a message that cannot be read, and its content later; one that only the phone may open", async () => {
  const web = await standIn();
  const client = await linkedClient(web);
  const unread = next<[Message]>(client, "message_ciphertext");
  const { id } = web.phone().customerWrites({ ...maria, kind: "undecryptable" });
  expect((await unread)[0]).toMatchObject({ type: "ciphertext", id: { id } });
  const heard = next<[Message]>(client, "message");
  web.phone().messageDecrypts(id, { body: "agora sim" });
  expect((await heard)[0]).toMatchObject({ type: "chat", body: "agora sim", id: { id } });
  const hidden = next<[Message]>(client, "message_ciphertext");
  web.phone().customerWrites({ ...maria, kind: "view-once-elsewhere" });
  expect((await hidden)[0].rawData).toMatchObject({ subtype: "view_once_unavailable_fanout" });
});

test("every kind of message is sent and arrives once", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized" } });
  const client = await linkedClient(web);
  const send = async (content: MessageContent, options: object = {}) => {
    const sent = await client.sendMessage(mariaId, content, { sendSeen: false, waitUntilMsgSent: true, ...options });
    expect(sent.ack).toBe(1);
    return web.phone().sent().at(-1)!;
  };
  const file = (mimeType: string, fileName: string) =>
    new whatsapp.MessageMedia(mimeType, png.toString("base64"), fileName);
  expect(await send("Oi", { mentions: [mariaId] })).toMatchObject({ type: "chat", body: "Oi", mentions: [mariaId] });
  const image = await send(file("image/png", "a.png"), { caption: "foto" });
  expect(image).toMatchObject({ type: "image", body: "foto", media: { mimeType: "image/png" } });
  expect(Buffer.from(image.media!.bytes).equals(png)).toBe(true);
  expect(await send(file("audio/ogg; codecs=opus", "v.ogg"), { sendAudioAsVoice: true })).toMatchObject({
    type: "ptt",
  });
  expect(await send(file("image/png", "a.png"), { sendMediaAsDocument: true })).toMatchObject({
    type: "document",
    media: { fileName: "a.png" },
  });
  const sticker = await send(file("image/png", "a.png"), { sendMediaAsSticker: true });
  expect(sticker).toMatchObject({ type: "sticker", attributes: { mimetype: "image/webp" } });
  expect(Buffer.from(sticker.media!.bytes.slice(8, 12)).toString()).toBe("WEBP");
  expect(await send(new whatsapp.Location(-23.5, -46.6, { name: "Padaria", address: "Rua A" }))).toMatchObject({
    type: "location",
    attributes: { lat: -23.5, lng: -46.6, loc: "Padaria\nRua A" },
  });
  expect(await send(vcard("Ana"))).toMatchObject({
    type: "vcard",
    body: vcard("Ana"),
    attributes: { vcardFormattedName: "Ana" },
  });
  expect(await send(await client.getContactById(mariaId))).toMatchObject({ type: "vcard" });
  expect(await send(new whatsapp.Poll("Pão?", ["Sim", "Não"]))).toMatchObject({ type: "poll_creation" });
  expect(
    new Set(
      web
        .phone()
        .sent()
        .map(({ id }) => id),
    ).size,
  ).toBe(9);
});

test("people: numbers in both Brazilian writings, LIDs, names, pictures, who is not there", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized" } });
  web.person({ phone: "553188887777", lid: "77777", name: "João", isMyContact: true, picture: png, about: "oi" });
  web.person({ phone: "5511900000000", isOnWhatsApp: false });
  const client = await linkedClient(web);
  expect(await client.getNumberId("5531988887777")).toMatchObject({ _serialized: "553188887777@c.us" });
  expect(await client.getNumberId("5511900000000")).toBeNull();
  await expect(client.sendMessage("5511900000000@c.us", "oi")).rejects.toThrow("No LID for user");
  expect(await client.getContactLidAndPhone(["553188887777@c.us"])).toEqual([
    { lid: "77777@lid", pn: "553188887777@c.us" },
  ]);
  expect(await client.getContactById("553188887777@c.us")).toMatchObject({ name: "João", number: "553188887777" });
  expect(await client.getProfilePicUrl("553188887777@c.us")).toBe(
    "https://pps.whatsapp.net/pictures/553188887777@c.us",
  );
  expect(await client.getProfilePicUrl(mariaId)).toBeUndefined();

  const known = await hear(client, web, { phone: "553188887777", lid: "77777", body: "do LID" });
  expect(known.from).toBe("77777@lid");
  expect(await client.getContactLidAndPhone(["77777@lid"])).toEqual([{ lid: "77777@lid", pn: "553188887777@c.us" }]);
  const heard = next<[Message]>(client, "message");
  web.phone().customerWrites({ lid: "88888", name: "Anônima", body: "sem telefone" });
  expect((await heard)[0].from).toBe("88888@lid");
  expect(await client.getContactLidAndPhone(["88888@lid"])).toEqual([{ lid: "88888@lid", pn: undefined }]);
  await client.sendMessage("88888@lid", "respondo", { waitUntilMsgSent: true });
  expect(web.phone().sent()).toMatchObject([{ chat: "88888@lid", body: "respondo" }]);
});

test("groups: who wrote, who is in it, and an answer to it", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized" } });
  const group = web
    .phone()
    .addGroup({ id: "120363000000000001", name: "Condomínio", members: [{ phone: maria.phone, isAdmin: true }] });
  const client = await linkedClient(web);
  const message = await hear(client, web, { group, body: "bom dia a todos" });
  expect(message).toMatchObject({ from: group, author: mariaId });
  expect(textOf(message.id)).toMatch(new RegExp(`^false_${group}_[0-9A-F]+_${mariaId}$`));
  const chat = (await message.getChat()) as GroupChat;
  expect(chat).toMatchObject({ isGroup: true, name: "Condomínio" });
  expect(chat.participants.map(({ id, isAdmin }) => [id._serialized, isAdmin])).toEqual([
    ["5511940000001@c.us", false],
    [mariaId, true],
  ]);
  await chat.sendMessage("bom dia", { waitUntilMsgSent: true });
  const hidden = web.phone().addGroup({ id: "120363000000000002", isLidAddressed: true });
  expect((await hear(client, web, { group: hidden, lid: "66666", body: "oi" })).author).toBe("66666@lid");
  expect((await client.getContactLidAndPhone(["66666@lid"]))[0]).toEqual({ lid: "66666@lid", pn: mariaId });
  expect(web.phone().sent()).toMatchObject([{ chat: group, body: "bom dia" }]);
});

test("conversations by LID: both of a person's ids lead to the one conversation", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized", addressing: "lid" } });
  web.person({ phone: maria.phone, lid: "77777" });
  const client = await linkedClient(web);
  await client.sendMessage(mariaId, "oi", { waitUntilMsgSent: true });
  const message = await hear(client, web, { body: "oi!" });
  expect(message.from).toBe("77777@lid");
  expect(web.phone().sent()).toMatchObject([{ chat: "77777@lid" }]);
  expect(await client.getChats()).toHaveLength(1);
});

test("the owner on the phone, typing in both directions, a vote, a forwarded message", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized" } });
  const client = await linkedClient(web);
  const phone = web.phone();
  const echoed = next<[Message]>(client, "message_create");
  phone.ownerWrites({ phone: maria.phone, body: "do celular" });
  const [echo] = await echoed;
  expect(echo).toMatchObject({ fromMe: true, body: "do celular", to: mariaId });

  await (await echo.getChat()).sendStateTyping();
  await phone.until(() => phone.signals.some(({ kind, chat }) => kind === "typing" && chat === mariaId));
  const watch =
    "window.require('WAWebCollections').Presence.on('change:chatstate.type', (_, type) => (window.seen = type))";
  await client.pupPage!.evaluate(watch);
  phone.customerTypes(maria);
  await expect.poll(() => client.pupPage!.evaluate("window.seen")).toBe("composing");

  const poll = await client.sendMessage(mariaId, new whatsapp.Poll("Pão?", ["Sim", "Não"]), { waitUntilMsgSent: true });
  const voted = next<[PollVote]>(client, "vote_update");
  phone.customerVotes(poll.id.id, maria, [1]);
  expect((await voted)[0]).toMatchObject({ voter: { _serialized: mariaId }, selectedOptions: [{ name: "Não" }] });

  const message = await hear(client, web, {
    kind: "image",
    body: "foto",
    media: { bytes: png, mimeType: "image/png" },
  });
  await message.forward("5511977776666@c.us");
  expect(phone.sent().at(-1)).toMatchObject({
    chat: "5511977776666@c.us",
    body: "foto",
    media: { mimeType: "image/png" },
    attributes: { isForwarded: true },
  });
});
