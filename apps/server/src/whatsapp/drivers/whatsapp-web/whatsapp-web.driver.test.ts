import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { DriverError, type MessageRef, type OutboundContent } from "../../driver.ts";
import { command, customer, linkedLine, openLine, startWeb, to } from "./whatsapp-web.fixture.ts";

const kindOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof DriverError ? error.kind : error;
};
const ref = (providerId: string, isFromUs: boolean, more: Partial<MessageRef> = {}): MessageRef => ({
  providerId,
  chat: to(customer.phone),
  isFromUs,
  author: null,
  timestamp: Date.now(),
  type: "TEXT",
  body: "",
  ...more,
});
const fileOf = (bytes: Uint8Array, fileName: string, mimeType: string) => ({
  fileName,
  mimeType,
  size: bytes.length,
  open: async () => new Blob([new Uint8Array(bytes)]).stream() as ReadableStream<Uint8Array>,
});
const bytesOf = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer());
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test.each(["$1", "_serialized"] as const)(
  "a conversation from its first word to a restart (%s)",
  async (keyProperty) => {
    const web = await startWeb({ behaviour: { keyProperty } });
    const phone = web.phone();
    const line = await linkedLine(web);
    expect(line.states.at(-1)).toMatchObject({ status: "online", phoneNumber: `+${phone.number}` });
    expect(line.states.map(({ status }) => status)).toEqual(expect.arrayContaining(["starting", "pairing", "syncing"]));

    const written = phone.customerWrites({ ...customer, body: "Olá *negrito*\nhttps://exemplo.com.br" });
    const first = await line.message("Olá *negrito*\nhttps://exemplo.com.br");
    expect(first).toMatchObject({
      providerId: `in:${written.id}`,
      chat: {
        identities: [
          { kind: "PHONE", value: customer.phone },
          { kind: "LID", value: customer.lid },
        ],
        name: "Maria",
      },
      author: null,
      origin: "live",
      type: "TEXT",
    });

    phone.customerTypes(customer);
    const typing = await line.until(() => line.typing[0]);
    expect(typing.identities).toContainEqual({ kind: "PHONE", value: customer.phone });

    const sending = command("Oi Maria", { quoted: ref(first.providerId, false) });
    const { providerId, recipient } = await line.driver.send(sending);
    expect(recipient).toMatchObject({ kind: "PHONE", value: customer.phone });
    const [arrived] = phone.sent();
    expect(arrived).toMatchObject({ id: providerId.slice(4), body: "Oi Maria", quotedId: written.id });
    await line.until(() => line.of("status").some(({ status }) => status === "RECEIVED"));
    expect(line.of("status")[0]).toMatchObject({ providerId, messageId: sending.messageId, status: "SENT" });
    phone.customerReads(providerId.slice(4));
    await line.until(() => line.of("status").some(({ status }) => status === "READ"));
    expect(line.of("message").filter(({ isFromUs }) => isFromUs)).toEqual([]);

    const answer = phone.customerWrites({
      ...customer,
      body: "resposta",
      quote: providerId.slice(4),
      isForwarded: true,
    });
    expect(await line.message("resposta")).toMatchObject({
      quotedProviderId: providerId,
      content: { forwarded: true },
    });
    phone.edits(answer.id, "resposta corrigida");
    await line.until(() => line.of("edited").length === 1);
    expect(line.of("edited")[0]).toMatchObject({ providerId: `in:${answer.id}`, body: "resposta corrigida" });
    phone.customerReacts(providerId.slice(4), customer, "👍");
    phone.customerReacts(providerId.slice(4), customer, null);
    await line.until(() => line.of("reaction").length === 2);
    expect(line.of("reaction").map(({ emoji, isFromUs, providerId: id }) => ({ emoji, isFromUs, id }))).toEqual([
      { emoji: "👍", isFromUs: false, id: providerId },
      { emoji: null, isFromUs: false, id: providerId },
    ]);
    phone.revokes(answer.id);
    await line.until(() => line.of("revoked").length === 1);
    expect(line.of("revoked")[0]).toMatchObject({ providerId: `in:${answer.id}` });

    await line.driver.edit?.(ref(providerId, true), "Oi, Maria!");
    await line.driver.edit?.(ref(providerId, true), "Oi, Maria!");
    expect(phone.sent()[0]).toMatchObject({ body: "Oi, Maria!", isEdited: true });
    await line.driver.react?.(ref(`in:${written.id}`, false), "❤️");
    await line.driver.react?.(ref(`in:${written.id}`, false), null);
    expect(phone.reactions).toEqual([
      { id: written.id, emoji: "❤️" },
      { id: written.id, emoji: null },
    ]);
    await line.driver.revoke?.(ref(providerId, true));
    expect(phone.sent()[0]).toMatchObject({ isRevoked: true });
    expect(await kindOf(line.driver.edit!(ref("out:3EB0NEVERWAS", true), "x"))).toBe("permanent");

    await line.driver.markRead?.([ref(`in:${written.id}`, false)]);
    await line.driver.setTyping?.(to(customer.phone), null);
    await phone.until(({ signals }) => signals.some(({ kind }) => kind === "typing"));
    expect(phone.signals.map(({ kind }) => kind)).toEqual(["seen", "typing"]);

    phone.customerWrites({ ...customer, kind: "image", body: "legenda", media: { bytes: png, mimeType: "image/png" } });
    const picture = await line.message("legenda");
    expect(picture).toMatchObject({ type: "IMAGE", media: { mimeType: "image/png", size: png.length } });
    const opened = await line.driver.openMedia(picture.media!);
    expect([await bytesOf(opened.stream), opened.size]).toEqual([png, png.length]);

    phone.ownerWrites({ phone: customer.phone, body: "digitado no celular" });
    expect(await line.message("digitado no celular")).toMatchObject({ origin: "echo", isFromUs: true });
    expect(await line.driver.probe?.(2000)).toBe(true);

    await line.driver.stop(6000);
    const stoppedAt = new Date();
    phone.customerWrites({ ...customer, body: "enquanto fora" });
    phone.ownerWrites({ lid: customer.lid, body: "do celular, fora" });
    const again = await openLine(web, line);
    await again.driver.start();
    await again.status("online");
    expect(again.states.map(({ status }) => status)).not.toContain("pairing");
    expect(await again.driver.catchUp?.(stoppedAt)).toEqual({ unverified: [] });
    expect(await again.message("enquanto fora")).toMatchObject({ origin: "offline", type: "TEXT" });
    expect(await again.message("do celular, fora")).toMatchObject({ origin: "echo" });
    expect(await again.driver.reconcile(sending.messageId, new Date())).toEqual({ outcome: "not_sent" });
  },
);

test.each(["$1", "_serialized"] as const)("every kind goes out (%s)", async (keyProperty) => {
  const web = await startWeb({ behaviour: { keyProperty } });
  const phone = web.phone();
  const line = await linkedLine(web);
  const send = async (content: OutboundContent) => {
    await line.driver.send(command(content));
    return phone.sent().at(-1);
  };
  const sound = randomBytes(2000);
  const large = randomBytes(7 * 1024 * 1024 + 5);
  const voice = { durationSeconds: 2, waveform: [1, 2, 3] };
  expect(await send({ type: "IMAGE", body: "foto", file: fileOf(png, "f.png", "image/png") })).toMatchObject({
    type: "image",
    attributes: { caption: "foto" },
  });
  expect(
    await send({ type: "AUDIO", body: "", file: fileOf(sound, "v.ogg", "audio/ogg; codecs=opus"), voice }),
  ).toMatchObject({
    type: "ptt",
  });
  const big = await send({ type: "DOCUMENT", body: "leia", file: fileOf(large, "grande.pdf", "application/pdf") });
  expect(big).toMatchObject({ type: "document", attributes: { filename: "grande.pdf", caption: "leia" } });
  expect(big?.media === null || large.equals(Buffer.from(big?.media?.bytes ?? []))).toBe(true);
  expect(await send({ type: "STICKER", body: "", file: fileOf(png, "s.png", "image/png") })).toMatchObject({
    type: "sticker",
  });
  const place = { latitude: -23.5, longitude: -46.6, name: "Loja", address: "Rua A, 1" };
  expect(await send({ type: "LOCATION", body: "", location: place })).toMatchObject({
    type: "location",
    attributes: { lat: -23.5, lng: -46.6, loc: "Loja\nRua A, 1" },
  });
  const cards = [
    { name: "João; Silva", phoneNumbers: ["+55 11 91111-2222"] },
    { name: "Ana", phoneNumbers: [] },
  ];
  expect(await send({ type: "CONTACT", body: "", contacts: cards.slice(0, 1) })).toMatchObject({ type: "vcard" });
  const list = await send({ type: "CONTACT", body: "", contacts: cards });
  expect(list).toMatchObject({ type: "multi_vcard", attributes: { vcardList: [{ displayName: "João; Silva" }, {}] } });
  const template = { name: "t", language: "pt_BR", parameters: [] };
  expect(await kindOf(send({ type: "TEMPLATE", body: "", template }))).toBe("unsupported");

  const group = phone.addGroup({ name: "Turma", members: [{ phone: customer.phone }] });
  const mention = `Oi @${customer.phone}`;
  const inGroup = { to: [{ kind: "GROUP", value: group.split("@")[0]! }] } as const;
  const mentions = to(customer.phone);
  const { providerId } = await line.driver.send(command({ type: "TEXT", body: mention, mentions }, inGroup));
  expect(phone.sent().at(-1)).toMatchObject({ chat: group, body: mention, mentions: [`${customer.phone}@c.us`] });
  await line.driver.edit?.(ref(providerId, true, { chat: inGroup.to }), "Oi!");
  expect(phone.sent().at(-1)).toMatchObject({ body: "Oi!" });
  await line.until(() => line.of("status").filter(({ status }) => status === "RECEIVED").length >= 8);
  expect(line.of("message")).toEqual([]);
});

test.each(["$1", "_serialized"] as const)(
  "every kind comes in, from people, groups and LIDs (%s)",
  async (keyProperty) => {
    const web = await startWeb({ behaviour: { keyProperty } });
    const phone = web.phone();
    const line = await linkedLine(web);
    const come = async (input: object) => {
      const { id } = phone.customerWrites({ ...customer, ...input });
      return line.until(() => line.of("message").find(({ providerId }) => providerId.includes(id)));
    };
    const media = { bytes: png, mimeType: "audio/ogg", seconds: 3 };
    expect(await come({ kind: "voice", media })).toMatchObject({
      type: "AUDIO",
      content: { voice: true, durationSeconds: 3 },
    });
    expect(await come({ kind: "sticker", media, raw: { isAnimated: true } })).toMatchObject({
      content: { animated: true },
    });
    const named = { bytes: png, mimeType: "application/pdf", fileName: "nota.pdf" };
    expect(await come({ kind: "document", media: named })).toMatchObject({
      type: "DOCUMENT",
      media: { fileName: "nota.pdf" },
    });
    expect(await come({ kind: "location", location: { latitude: 1, longitude: 2, name: "A" } })).toMatchObject({
      type: "LOCATION",
      content: { location: { latitude: 1, longitude: 2, name: "A", address: null } },
    });
    const vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:João\nTEL;waid=5511911112222:+55 11 91111-2222\nEND:VCARD";
    expect(await come({ kind: "contact", vcards: [vcard, vcard] })).toMatchObject({
      type: "CONTACT",
      content: { contacts: [{ name: "João", phoneNumbers: ["+5511911112222"] }, { name: "João" }] },
    });
    expect(await come({ kind: "poll", poll: { name: "Cor?", options: ["azul", "verde"] } })).toMatchObject({
      body: "Cor?",
      content: { poll: { options: ["azul", "verde"], isMultiple: false } },
    });
    expect(await come({ kind: "view-once-elsewhere" })).toMatchObject({
      type: "UNSUPPORTED",
      content: { kind: "view_once" },
    });
    expect(await come({ kind: "raw", raw: { type: "future_kind", secret: 7 } })).toMatchObject({
      type: "UNSUPPORTED",
      content: { kind: "future_kind" },
      raw: { secret: 7 },
    });
    const unread = phone.customerWrites({ ...customer, kind: "undecryptable" });
    const placeholder = await line.until(() => line.of("message").find(({ isPlaceholder }) => isPlaceholder));
    phone.messageDecrypts(unread.id, { body: "agora sim" });
    expect(await line.message("agora sim")).toMatchObject({ providerId: placeholder.providerId, isPlaceholder: false });
    expect(line.of("edited")).toEqual([]);
    phone.callMissed({ ...customer, isVideo: true });
    await line.until(() => line.of("message").some(({ type }) => type === "SYSTEM"));

    const group = phone.addGroup({ name: "Turma", members: [{ phone: customer.phone }] });
    const inGroup = await come({ group, body: `@${phone.number} ajuda`, mentions: [phone.number] });
    expect(inGroup).toMatchObject({
      chat: { identities: [{ kind: "GROUP", value: group.split("@")[0] }], name: "Turma" },
      author: { name: "Maria" },
      content: { mentions: [{ handle: phone.number }] },
    });
    phone.customerWrites({ lid: "300000000000009", name: "Anônima", body: "só LID" });
    expect((await line.message("só LID")).chat).toEqual({
      identities: [{ kind: "LID", value: "300000000000009" }],
      name: "Anônima",
    });
    phone.customerWrites({ ...customer, kind: "encryption-notice" });
    phone.customerWrites({ ...customer, body: "último" });
    await line.message("último");
    const kinds = line.of("message").map(({ content }) => content.kind);
    expect(kinds.filter((kind) => kind === "video_call_missed")).toHaveLength(1);
    expect(kinds).not.toContain("e2e_notification");
  },
);

test("an absence is made up for: texts, edits, deletions and ticks; what could not be looked into is named", async () => {
  const web = await startWeb({ behaviour: { ticks: [] } });
  const phone = web.phone();
  const line = await linkedLine(web);
  phone.customerWrites({ ...customer, body: "antes" });
  await line.message("antes");
  const { providerId } = await line.driver.send(command("lida depois"));
  await line.driver.stop(6000);
  const since = new Date();
  phone.tick(providerId.slice(4), 3);
  const other = { phone: "5511977776666", lid: "200000000000006", name: "Bento" };
  const written = Array.from({ length: 25 }, (_, index) => phone.customerWrites({ ...other, body: `${index}` }));
  phone.edits(written[3]!.id, "3, corrigido");
  phone.revokes(written[4]!.id);
  phone.ownerWrites({ phone: "5511966665555", body: "do celular" });

  const again = await openLine(web, line);
  await again.driver.start();
  await again.status("online");
  expect(await again.driver.catchUp?.(since)).toEqual({ unverified: [] });
  const bodies = again.of("message").map(({ body, origin }) => `${origin} ${body}`);
  expect(bodies.filter((each) => each.startsWith("offline"))).toHaveLength(26);
  expect(bodies).toContain("echo do celular");
  expect(again.of("edited")).toMatchObject([{ providerId: `in:${written[3]?.id}`, body: "3, corrigido" }]);
  expect(again.of("revoked")).toMatchObject([{ providerId: `in:${written[4]?.id}` }]);
  expect(again.of("status")).toContainEqual(expect.objectContaining({ providerId, status: "READ" }));

  await again.driver.stop(6000);
  phone.customerWrites({ ...other, body: "mais" });
  const third = await openLine(web, again);
  await third.driver.start();
  await third.status("online");
  phone.fail({ on: "history", kind: "refuse", times: 100 });
  const { unverified } = (await third.driver.catchUp?.(since)) ?? {};
  expect(unverified?.map(({ name }) => name)).toContain("Bento");
  await third.message("mais");
});

test("a file that WhatsApp has dropped is asked for again; one that is gone is said to be gone", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  const write = async (body: string) => {
    const media = { bytes: png, mimeType: "image/png" };
    const { id } = web.phone().customerWrites({ ...customer, kind: "image", body, media });
    return { id, message: await line.message(body) };
  };
  const [expired, gone] = [await write("vencida"), await write("perdida")];
  web.phone().setMedia(expired.id, "expired");
  web.phone().setMedia(gone.id, "gone");
  expect(await bytesOf((await line.driver.openMedia(expired.message.media!)).stream)).toEqual(png);
  expect(await kindOf(line.driver.openMedia(gone.message.media!))).toBe("media_rejected");
  const unknown = { ...gone.message.media!, reference: {} };
  expect(await kindOf(line.driver.openMedia(unknown))).toBe("media_rejected");
  const files = path.join(line.dataDir, "whatsapp-web", line.connectionId, "files");
  await vi.waitFor(async () => expect(await readdir(files)).toEqual([]), 10_000);
});

test("a stranger whose LID was never asked for is reached; who is not on WhatsApp is not", async () => {
  const web = await startWeb({ behaviour: { demandsLid: true } });
  web.person({ phone: "5511900001111", lid: "400000000000001" });
  web.person({ phone: "5511900002222", isOnWhatsApp: false });
  const line = await linkedLine(web);
  await line.driver.send(command("primeira", { to: to("5511900001111") }));
  expect(web.phone().sent()).toMatchObject([{ body: "primeira" }]);
  expect(await kindOf(line.driver.send(command("x", { to: to("5511900002222") })))).toBe("invalid_recipient");
  expect(await line.driver.checkNumber?.("+5511900002222")).toEqual({ isOnWhatsApp: false });
  expect(await line.driver.checkNumber?.("+5511900001111")).toMatchObject({
    isOnWhatsApp: true,
    identities: [
      { kind: "PHONE", value: "5511900001111" },
      { kind: "LID", value: "400000000000001" },
    ],
  });
});

test("what could not be stored is delivered later, in order and once", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  line.refusal = new Error("the database is away");
  for (const body of ["um", "dois", "três"]) web.phone().customerWrites({ ...customer, body });
  await vi.waitFor(
    () => expect(line.notes.filter((note) => note.includes("could not be stored"))).toHaveLength(2),
    5000,
  );
  expect(line.events).toEqual([]);
  line.refusal = null;
  await line.message("três");
  expect(line.of("message").map(({ body }) => body)).toEqual(["um", "dois", "três"]);
});

test("a pairing code is entered on the phone instead of a scan", async () => {
  const web = await startWeb();
  const line = await openLine(web);
  await line.driver.start();
  await line.status("pairing");
  const code = await line.driver.requestPairingCode?.(`+${web.phone().number}`);
  expect(line.states.at(-1)).toMatchObject({ status: "pairing", pairingCode: code });
  web.phone().enterPairingCode(code ?? "");
  await line.status("online");
  expect(await kindOf(line.driver.requestPairingCode!("+5511940000001"))).toBe("not_connected");
});
