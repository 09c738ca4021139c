import { setTimeout as pause } from "node:timers/promises";
import tls from "node:tls";
import { type CompanyPhone, type FakeMultiDevice, startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { MemoryOfTest, Run, until } from "./baileys.fixture.ts";
import type { DriverOptions } from "./baileys.driver.ts";

const maria = { phone: "5511988887777", name: "Maria" };

let fake: FakeMultiDevice;
let phone: CompanyPhone;
let memory: MemoryOfTest;
const runs: Run[] = [];
let companies = 0;

beforeAll(async () => {
  fake = await startFakeMultiDevice();
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), fake.mediaCa]);
});
afterAll(() => fake.close());

function open(options: Partial<DriverOptions> = {}): Run {
  const run = new Run(memory, { webSocketUrl: fake.url, ...options });
  runs.push(run);
  return run;
}

function newNumber(): void {
  memory = new MemoryOfTest();
  phone = fake.addPhone({ phone: String(5_511_900_000_001 + companies++), name: "Loja" });
}

afterEach(async () => {
  await Promise.all(runs.splice(0).map(({ driver }) => driver.stop(1000)));
});

async function start(options: Partial<DriverOptions> = {}): Promise<Run> {
  const run = open(options);
  await run.driver.start();
  await run.is("online");
  return run;
}

async function link(options: Partial<DriverOptions> = {}): Promise<Run> {
  newNumber();
  const pairing = open(options);
  await pairing.driver.start();
  const { qrCode } = await until(() => pairing.states.find((state) => state.qrCode !== null), "a code");
  phone.scanQr(qrCode ?? "");
  await pairing.is("stopped");
  return start(options);
}

test("a phone links it by QR code, and it starts again without one", async () => {
  const run = await link();
  const pairing = runs[0];
  expect(pairing?.states.map(({ status }) => status)).toEqual(["starting", "pairing", "syncing", "stopped"]);
  expect(pairing?.state).toMatchObject({ providerCode: "515", restartsAtOnce: true });
  expect(run.state).toMatchObject({ status: "online", phoneNumber: `+${phone.phone}` });
  expect(Math.max(...memory.writes)).toBeGreaterThanOrEqual(812);
  expect(memory.count("key.pre-key")).toBeGreaterThan(800);
  await run.driver.stop(1000);
  const again = await start();
  expect(again.states.map(({ status }) => status)).not.toContain("pairing");
  const { providerId } = await phone.customerWrites({ ...maria, body: "bom dia" });
  expect(await again.message(providerId)).toMatchObject({
    type: "TEXT",
    body: "bom dia",
    origin: "live",
    chat: { name: "Maria", identities: [{ kind: "PHONE", value: maria.phone }, { kind: "LID" }] },
  });
});

test("a code typed on the phone links it; an unfinished one does no harm", async () => {
  newNumber();
  const first = open();
  await first.driver.start();
  await first.is("pairing");
  await first.driver.requestPairingCode?.(`+${phone.phone}`);
  await first.driver.stop(1000);
  const second = open();
  await second.driver.start();
  await second.is("pairing");
  const code = (await second.driver.requestPairingCode?.(`+${phone.phone}`)) ?? "";
  expect(second.state).toMatchObject({ status: "pairing", pairingCode: code });
  await until(
    () => [...fake.network.offers].some(({ codeRequest }) => codeRequest?.phone === phone.phone),
    "the request",
  );
  await phone.enterPairingCode(code);
  await second.is("stopped");
  const run = await start();
  await expect(run.driver.requestPairingCode?.(`+${phone.phone}`)).rejects.toMatchObject({ kind: "not_connected" });
});

test("every kind that a customer writes", async () => {
  const run = await link();
  const got = async (written: object) => {
    const { providerId } = await phone.customerWrites({ ...maria, ...written });
    return run.message(providerId);
  };
  expect(await got({ body: "*negrito* @5511900000009", mentions: ["5511900000009"], isForwarded: true })).toMatchObject(
    {
      type: "TEXT",
      body: "*negrito* @5511900000009",
      content: { forwarded: true, mentions: [{ handle: "5511900000009" }] },
    },
  );
  expect(await got({ kind: "image", body: "foto" })).toMatchObject({ type: "IMAGE", body: "foto", media: {} });
  expect(await got({ kind: "gif" })).toMatchObject({ type: "VIDEO", content: { animated: true } });
  expect(await got({ kind: "voice", media: { bytes: Buffer.from("ogg"), seconds: 4 } })).toMatchObject({
    type: "AUDIO",
    content: { voice: true, durationSeconds: 4 },
  });
  expect(await got({ kind: "document", media: { bytes: Buffer.from("%PDF"), fileName: "nota.pdf" } })).toMatchObject({
    type: "DOCUMENT",
    media: { fileName: "nota.pdf", size: 4 },
  });
  expect(await got({ kind: "sticker" })).toMatchObject({ type: "STICKER" });
  expect(await got({ kind: "location", location: { latitude: 1.5, longitude: 2, name: "Loja" } })).toMatchObject({
    type: "LOCATION",
    content: { location: { latitude: 1.5, longitude: 2, name: "Loja" } },
  });
  expect(
    await got({
      kind: "contacts",
      contacts: [
        { name: "A", phone: "5511900000002" },
        { name: "B", phone: "5511900000003" },
      ],
    }),
  ).toMatchObject({ type: "CONTACT", body: "A, B", content: { contacts: [{ name: "A" }, { name: "B" }] } });
  expect(await got({ kind: "poll", poll: { name: "Quando?", options: ["hoje", "amanhã"] } })).toMatchObject({
    body: "Quando?",
    content: { poll: { options: ["hoje", "amanhã"] } },
  });
  expect(await got({ kind: "image", isViewOnce: true })).toMatchObject({
    type: "UNSUPPORTED",
    content: { kind: "view_once" },
  });
  expect(await got({ kind: "unsupported", body: "?" })).toMatchObject({ type: "UNSUPPORTED", raw: { message: {} } });
});

test("edits, deletions and reactions, each once; one may only change one's own", async () => {
  const run = await link();
  const { providerId } = await phone.customerWrites({ ...maria, body: "sin" });
  await run.message(providerId);
  await phone.customerEdits({ ...maria, providerId, body: "sim" });
  expect(await run.event("edited")).toMatchObject({ providerId, body: "sim" });
  await phone.customerReacts({ ...maria, providerId, emoji: "👍" });
  expect(await run.event("reaction")).toMatchObject({
    providerId,
    emoji: "👍",
    isFromUs: false,
    chat: { name: "Maria" },
  });
  await phone.customerReacts({ ...maria, providerId, emoji: null });
  await run.event("reaction", ({ emoji }) => emoji === null);
  await phone.customerRevokes({ ...maria, providerId });
  expect(await run.event("revoked")).toMatchObject({ providerId });
  expect(run.messages).toHaveLength(1);
  expect(run.events.filter(({ kind }) => kind === "edited" || kind === "revoked")).toHaveLength(2);
});

test("what waited while we were away: in order, with its edits and deletions, and known to be complete", async () => {
  const run = await link();
  await run.driver.stop(1000);
  const ids: string[] = [];
  for (let each = 0; each < 20; each++) {
    const { providerId } = await phone.customerWrites({ ...maria, body: `mensagem ${each}` });
    ids.push(providerId);
    if (each === 3) await phone.customerEdits({ ...maria, providerId, body: "corrigida" });
    if (each === 4) await phone.customerRevokes({ ...maria, providerId });
  }
  const again = await start();
  expect(await again.caughtUp()).toEqual({ unverified: [] });
  expect(again.messages.map(({ body }) => body)).toEqual(ids.map((_id, each) => `mensagem ${each}`));
  expect(again.messages.every(({ origin }) => origin === "offline")).toBe(true);
  expect(await again.event("edited")).toMatchObject({ providerId: ids[3], body: "corrigida" });
  expect(await again.event("revoked")).toMatchObject({ providerId: ids[4] });
  expect(memory.count("received")).toBe(0);
});

test("what somebody new writes within a second comes in its order, however long it takes to learn who it is", async () => {
  const run = await link();
  let reads = 0;
  memory.beforeReading = async (type) => {
    if (type === "key.device-list" && reads++ === 0) await pause(500);
  };
  await phone.customerWrites({ ...maria, body: "um" });
  await until(() => reads > 0, "the look for who it is");
  for (const body of ["dois", "três"]) await phone.customerWrites({ ...maria, body });
  await until(() => run.messages.length === 3, "all of them");
  expect(run.messages.map(({ body }) => body)).toEqual(["um", "dois", "três"]);
});

test("a message is not lost because it cannot be looked up who wrote it", async () => {
  const run = await link();
  memory.beforeReading = async (type) => {
    if (type === "key.lid-mapping") throw new Error("the database restarts");
  };
  for (const body of ["um", "dois"]) await phone.customerWrites({ ...maria, body });
  await until(() => run.messages.length === 2, "both");
  memory.beforeReading = async () => {};
  await phone.customerWrites({ ...maria, body: "três" });
  await until(() => run.messages.at(-1)?.body === "três", "the third, sent again under the address that is known now");
  const told = run.messages.filter(({ isPlaceholder }) => isPlaceholder !== true);
  expect(told.map(({ body }) => body)).toEqual(["um", "dois", "três"]);
  expect(new Set(told.map(({ chat }) => chat.identities.map(({ kind }) => kind).join()))).toEqual(
    new Set(["PHONE,LID"]),
  );
});

test("somebody known by a LID alone is looked up until it is known who it is", async () => {
  const run = await link();
  let failures = 3;
  memory.beforeReading = async (type) => {
    if (type === "key.lid-mapping" && failures-- > 0) throw new Error("the database restarts");
  };
  const { providerId } = await phone.customerWrites({ lid: "9876543210987", name: "Ana", body: "só a lid" });
  expect((await run.message(providerId)).chat.identities).toEqual([{ kind: "LID", value: "9876543210987" }]);
  expect(failures).toBeLessThan(0);
});

test("what comes while that which waited is still read comes after it", async () => {
  const run = await link();
  await run.driver.stop(1000);
  await until(() => !phone.isOnline, "the device to be away");
  const written = Array.from({ length: 15 }, (_each, at) => `mensagem ${at}`);
  for (const body of written.slice(0, 12)) await phone.customerWrites({ ...maria, body });
  const mayRead = Promise.withResolvers<void>();
  memory.beforeReading = (type) => (type === "key.session" ? mayRead.promise : Promise.resolve());
  const again = open();
  await again.driver.start();
  await until(() => phone.isOnline, "the device to be there");
  for (const body of written.slice(12)) await phone.customerWrites({ ...maria, body });
  mayRead.resolve();
  await until(() => again.messages.length === written.length, "all of them");
  expect(again.messages.map(({ body }) => body)).toEqual(written);
  expect(again.messages.map(({ origin }) => origin)).toContain("live");
});

test("a process that dies between the receipt and the commit loses nothing", async () => {
  const run = await link();
  run.deliver = () => new Promise(() => {});
  const { providerId } = await phone.customerWrites({ ...maria, body: "não me perca" });
  await until(() => phone.unconfirmed().length === 0, "the receipt");
  expect(memory.count("received")).toBe(1);
  run.crash();
  const again = await start();
  expect(await again.message(providerId)).toMatchObject({
    body: "não me perca",
    origin: "offline",
    chat: { name: "Maria" },
  });
  await again.caughtUp();
  expect(memory.count("received")).toBe(0);
});

test("one that dies before the receipt gets the stanza again, and reads it from the journal", async () => {
  const run = await link();
  const first = await phone.customerWrites({ ...maria, body: "antes" });
  await run.message(first.providerId);
  run.crashesAfterWriting = "received";
  const { providerId } = await phone.customerWrites({ ...maria, body: "só uma vez decifrável" });
  await until(() => memory.count("received") === 1, "the journal");
  await run.driver.stop(200);
  expect(phone.unconfirmed()).toEqual([providerId]);
  const again = await start();
  expect(await again.caughtUp()).toEqual({ unverified: [] });
  expect(phone.unconfirmed()).toEqual([]);
  expect(phone.retries).toEqual([]);
  const bodies = again.messages.filter((message) => message.providerId === providerId).map(({ body }) => body);
  expect(new Set(bodies)).toEqual(new Set(["só uma vez decifrável"]));
  expect(memory.count("received")).toBe(0);
  const next = await phone.customerWrites({ ...maria, body: "depois" });
  expect(await again.message(next.providerId)).toMatchObject({ body: "depois", isPlaceholder: false });
});

test("a commit that fails is tried again, and nothing overtakes it", async () => {
  const run = await link();
  let refusals = 3;
  run.deliver = async () => {
    if (refusals-- > 0) throw new Error("the database is away");
  };
  for (const body of ["um", "dois", "três"]) await phone.customerWrites({ ...maria, body });
  await until(() => run.messages.length === 3, "three messages");
  expect(run.messages.map(({ body }) => body)).toEqual(["um", "dois", "três"]);
});

test("a message that cannot be read is a placeholder, and its content comes under the same id", async () => {
  const run = await link();
  const { providerId } = await phone.customerWrites({ ...maria, body: "segredo", undecryptable: "until-retry" });
  await until(() => run.messages.some(({ isPlaceholder }) => isPlaceholder), "the placeholder");
  await until(
    () => run.messages.some(({ isPlaceholder, body }) => !isPlaceholder && body === "segredo"),
    "the content",
  );
  expect(new Set(run.messages.map((message) => message.providerId))).toEqual(new Set([providerId]));
});

test("a conversation in which something stays unread is told as unverified", async () => {
  const run = await link({ resendMs: 300 });
  await phone.customerWrites({ ...maria, body: "segredo", undecryptable: "until-released" });
  await until(() => run.messages.some(({ isPlaceholder }) => isPlaceholder), "the placeholder");
  const { unverified } = await run.caughtUp();
  expect(unverified).toMatchObject([{ identities: [{ kind: "PHONE", value: maria.phone }, { kind: "LID" }] }]);
});

test("the same message twice has one id; statuses and channels are nobody's", async () => {
  const run = await link();
  const content = [{ tag: "plaintext", attrs: {}, content: Buffer.from([0x0a, 2, 0x6f, 0x69]) }];
  for (const from of ["status@broadcast", "120363000000000001@newsletter"]) {
    const attrs = {
      from,
      participant: `${maria.phone}@s.whatsapp.net`,
      id: `X-${from}`,
      t: "1700000000",
      type: "text",
    };
    for (const device of phone.linkedDevices) device.deliver({ tag: "message", attrs, content });
  }
  const { providerId } = await phone.customerWrites({ ...maria, body: "oi", times: 2 });
  await until(() => run.messages.length === 2, "both");
  expect(new Set(run.messages.map((message) => message.providerId))).toEqual(new Set([providerId]));
});

test("people by LID, with and without a known phone", async () => {
  const run = await link();
  const known = await phone.customerWrites({
    phone: "5511977776666",
    lid: "1234567890123",
    name: "João",
    body: "pela lid",
  });
  expect((await run.message(known.providerId)).chat.identities).toEqual([
    { kind: "PHONE", value: "5511977776666" },
    { kind: "LID", value: expect.stringMatching(/^\d+$/) },
  ]);
  const unknown = await phone.customerWrites({ lid: "9876543210987", name: "Ana", body: "só a lid" });
  expect((await run.message(unknown.providerId)).chat).toEqual({
    identities: [{ kind: "LID", value: "9876543210987" }],
    name: "Ana",
  });
  await run.driver.send({
    messageId: crypto.randomUUID(),
    to: [{ kind: "LID", value: "9876543210987" }],
    content: { type: "TEXT", body: "oi" },
    quoted: null,
  });
  expect(phone.sent().at(-1)?.to).toMatchObject({ lid: "9876543210987" });
});

test("groups: a conversation of their own, with authors, names and receipts", async () => {
  const run = await link();
  const group = fake.addGroup({
    subject: "Condomínio",
    members: [maria, { phone: "5511966665555", name: "Zé" }, { phone: phone.phone }],
  });
  const value = group.jid.replace("@g.us", "");
  const { providerId } = await phone.customerWrites({ ...maria, group: group.jid, body: "bom dia a todos" });
  expect(await run.message(providerId)).toMatchObject({
    chat: { name: "Condomínio", identities: [{ kind: "GROUP", value }] },
    author: { name: "Maria", identities: [{ kind: "PHONE", value: maria.phone }, { kind: "LID" }] },
  });
  const sent = await run.driver.send({
    messageId: crypto.randomUUID(),
    to: [{ kind: "GROUP", value }],
    content: { type: "TEXT", body: "oi" },
    quoted: null,
  });
  await run.event("status", ({ status, providerId: id }) => status === "RECEIVED" && id === sent.providerId);
  phone.customerReads({ ...maria, group: group.jid });
  await run.event("status", ({ status, providerId: id }) => status === "READ" && id === sent.providerId);
  fake.changeGroup(group.jid, { by: maria, subject: "Condomínio Sol" });
  expect(await run.event("contact", ({ party }) => party.name === "Condomínio Sol")).toMatchObject({
    party: { identities: [{ kind: "GROUP", value }] },
  });
});

test("what the owner writes on the phone is an echo; what we send is not", async () => {
  const run = await link();
  const { providerId } = await phone.ownerWrites({ phone: maria.phone, body: "do celular" });
  expect(await run.message(providerId)).toMatchObject({
    origin: "echo",
    isFromUs: true,
    author: null,
    body: "do celular",
  });
  await run.driver.send(text("do atendimento"));
  await run.event("status", ({ status }) => status === "RECEIVED");
  expect(run.messages).toHaveLength(1);
});

test("missed calls and typing", async () => {
  const run = await link();
  const { callId } = phone.callMissed({ ...maria, isVideo: true });
  expect(await run.message(callId)).toMatchObject({ type: "SYSTEM", content: { kind: "video_call_missed" } });
  const hungUp = phone.callMissed({ ...maria, end: "hangup" });
  expect(await run.message(hungUp.callId)).toMatchObject({ content: { kind: "call_missed" } });
  phone.customerTypes(maria);
  await until(() => run.typing.length > 0, "typing");
  expect(run.typing[0]?.identities[0]).toEqual({ kind: "PHONE", value: maria.phone });
});

const text = (body: string) => ({
  messageId: crypto.randomUUID(),
  to: [{ kind: "PHONE" as const, value: maria.phone }],
  content: { type: "TEXT" as const, body },
  quoted: null,
});
const fileOf = (bytes: string, mimeType: string, fileName = "arquivo") => ({
  fileName,
  mimeType,
  size: bytes.length,
  open: async () => new Blob([bytes]).stream(),
});

test("every kind goes out, with quote and mentions, and rises from sent to read", async () => {
  const run = await link();
  const { providerId: quoted } = await phone.customerWrites({ ...maria, body: "quanto custa?" });
  const { chat, timestamp } = await run.message(quoted);
  const to = chat.identities;
  const send = (content: Parameters<typeof run.driver.send>[0]["content"], quote = false) =>
    run.driver.send({
      messageId: crypto.randomUUID(),
      to,
      content,
      quoted: quote
        ? {
            providerId: quoted,
            chat: to,
            isFromUs: false,
            author: null,
            timestamp,
            type: "TEXT",
            body: "quanto custa?",
          }
        : null,
    });
  await send({ type: "TEXT", body: "dez, @maria", mentions: to.slice(0, 1) }, true);
  await send({ type: "IMAGE", body: "esta", file: fileOf("jpeg", "image/jpeg") });
  await send({ type: "VIDEO", body: "", file: fileOf("mp4", "video/mp4") });
  await send({
    type: "AUDIO",
    body: "",
    file: fileOf("ogg", "audio/ogg"),
    voice: { durationSeconds: 3, waveform: [1, 50, 100] },
  });
  await send({ type: "DOCUMENT", body: "segue", file: fileOf("%PDF", "application/pdf", "nota.pdf") });
  await send({ type: "STICKER", body: "", file: fileOf("webp", "image/webp") });
  await send({ type: "LOCATION", body: "", location: { latitude: 1, longitude: 2, name: "Loja", address: null } });
  await send({ type: "CONTACT", body: "", contacts: [{ name: "João; Souza", phoneNumbers: ["+55 11 91234-5678"] }] });
  expect(phone.sent()).toMatchObject([
    { kind: "text", body: "dez, @maria", quote: quoted, mentions: [expect.stringContaining("@")] },
    { kind: "image", body: "esta", media: { bytes: Buffer.from("jpeg") } },
    { kind: "video" },
    { kind: "voice", media: { bytes: Buffer.from("ogg"), seconds: 3 } },
    { kind: "document", body: "segue", media: { fileName: "nota.pdf" } },
    { kind: "sticker" },
    { kind: "location", location: { latitude: 1, longitude: 2, name: "Loja" } },
    { kind: "contact", contacts: [{ name: "João; Souza" }] },
  ]);
  const id = phone.sent()[0]?.providerId ?? "";
  await run.event("status", ({ status, providerId }) => status === "SENT" && providerId === id);
  await run.event("status", ({ status, providerId }) => status === "RECEIVED" && providerId === id);
  phone.customerReads(maria);
  await run.event("status", ({ status, providerId }) => status === "READ" && providerId === id);
  await expect(
    send({ type: "TEMPLATE", body: "", template: { name: "x", language: "pt", parameters: [] } }),
  ).rejects.toMatchObject({ kind: "unsupported" });
});

test("edit, delete, react, read and type", async () => {
  const run = await link();
  const { providerId: theirs } = await phone.customerWrites({ ...maria, body: "oi" });
  const { chat, timestamp } = await run.message(theirs);
  const { providerId } = await run.driver.send(text("sin"));
  const ref = (id: string, isFromUs: boolean) => ({
    providerId: id,
    chat: chat.identities,
    isFromUs,
    author: null,
    timestamp,
    type: "TEXT" as const,
    body: "",
  });
  await run.driver.edit?.(ref(providerId, true), "sim");
  await until(() => phone.sent()[0]?.body === "sim", "the edit");
  await run.driver.react?.(ref(theirs, false), "❤️");
  await until(() => phone.sentReactions().length === 1, "the reaction");
  expect(phone.sentReactions()).toMatchObject([{ target: theirs, emoji: "❤️" }]);
  await run.driver.revoke?.(ref(providerId, true));
  await until(() => phone.sent()[0]?.isRevoked, "the deletion");
  await run.driver.markRead?.([ref(theirs, false)]);
  await run.driver.setTyping?.(chat.identities, null);
  await until(() => phone.reads.length === 1 && phone.typings.length === 1, "reading and typing");
  const known = new Set([providerId]);
  expect(run.events.filter((event) => event.kind === "status" && !known.has(event.providerId ?? ""))).toEqual([]);
});

test("a lost answer is unknown, and the same message again is the same message", async () => {
  const run = await link();
  phone.fail({ kind: "ack-lost" });
  const command = text("uma vez só");
  await expect(run.driver.send(command)).rejects.toMatchObject({ kind: "unknown_outcome" });
  expect(await run.driver.reconcile(command.messageId, new Date())).toEqual({ outcome: "not_sent" });
  const { providerId } = await run.driver.send(command);
  expect(phone.sent()).toMatchObject([{ providerId, body: "uma vez só", copies: 2 }]);
  expect(await run.driver.reconcile(command.messageId, new Date())).toEqual({ outcome: "sent", providerId });
});

test("a line that breaks in the middle of a send, and a crash after it", async () => {
  const run = await link();
  phone.fail({ kind: "drop-after-arrival" });
  const command = text("chegou?");
  await expect(run.driver.send(command)).rejects.toMatchObject({ kind: "unknown_outcome" });
  await run.is("stopped");
  await expect(run.driver.send(command)).rejects.toMatchObject({ kind: "not_connected" });
  run.crash();
  const again = await start();
  expect(await again.driver.reconcile(command.messageId, new Date())).toEqual({ outcome: "not_sent" });
  await again.driver.send(command);
  expect(phone.sent()).toHaveLength(1);
  const status = await again.event("status", ({ status }) => status === "RECEIVED");
  expect(status.messageId).toBe(command.messageId);
});

test("a phone that cannot open a message gets it again", async () => {
  const run = await link();
  phone.fail({ kind: "unreadable" });
  await run.driver.send(text("de novo"));
  await until(() => phone.sent().length === 1, "the second copy");
});

test("463: it fails as restricted, is not tried again until they write, and the number says so", async () => {
  const run = await link();
  phone.fail({ kind: "nack", code: "463" });
  await expect(run.driver.send(text("oferta"))).rejects.toMatchObject({ kind: "restricted", providerCode: "463" });
  expect(run.state).toMatchObject({ status: "online", providerCode: "463" });
  await expect(run.driver.send(text("oferta"))).rejects.toMatchObject({ kind: "restricted" });
  expect(phone.sent()).toEqual([]);
  const { providerId } = await phone.customerWrites({ ...maria, body: "oi" });
  await run.message(providerId);
  await run.driver.send(text("olá"));
  const end = Math.floor(Date.now() / 1000) * 1000 + 60_000;
  phone.restrict(end);
  await until(() => run.state?.restrictedUntil === end, "the end of the restriction");
  phone.restrict(null);
  await until(() => run.state?.providerCode === null, "that it was lifted");
});

test("other refusals", async () => {
  const run = await link();
  phone.fail({ kind: "nack", code: "479" });
  await expect(run.driver.send(text("a"))).rejects.toMatchObject({ kind: "permanent", providerCode: "479" });
  phone.fail({ kind: "nack", code: "429" });
  await expect(run.driver.send(text("b"))).rejects.toMatchObject({ kind: "rate_limited" });
  expect(run.events.filter((event) => event.kind === "status" && event.status === "FAILED")).toEqual([]);
});

test("numbers: WhatsApp tells the right one of Brazil's two writings, and the LID", async () => {
  const run = await link();
  fake.addCustomer({ phone: "551188886666", name: "Velho" });
  fake.setOnWhatsApp("5521900000000", null);
  expect(await run.driver.checkNumber?.("+5511988886666")).toMatchObject({
    isOnWhatsApp: true,
    identities: [{ kind: "PHONE", value: "551188886666" }, { kind: "LID" }],
  });
  expect(await run.driver.checkNumber?.("+5521900000000")).toEqual({ isOnWhatsApp: false });
});

test("files: fetched, asked of the phone again when they have expired, gone when it has them no more", async () => {
  const run = await link();
  const bytes = Buffer.from("conteúdo da nota");
  const { providerId } = await phone.customerWrites({
    ...maria,
    kind: "document",
    media: { bytes, fileName: "nota.txt" },
  });
  const { media } = await run.message(providerId);
  const read = async () => Buffer.from(await new Response((await run.driver.openMedia(media!)).stream).arrayBuffer());
  expect(await read()).toEqual(bytes);
  phone.expireMedia(providerId);
  expect(await read()).toEqual(bytes);
  expect(phone.mediaRequests).toHaveLength(1);
  phone.expireMedia(providerId, true);
  await expect(read()).rejects.toMatchObject({ kind: "media_rejected" });
  const other = await phone.customerWrites({ ...maria, kind: "document", media: { bytes, fileName: "b.txt" } });
  const fresh = (await run.message(other.providerId)).media!;
  const damaged = { ...fresh, reference: { ...fresh.reference, fileSha256: Buffer.alloc(32).toString("base64") } };
  await expect(
    run.driver.openMedia(damaged).then(({ stream }) => new Response(stream).arrayBuffer()),
  ).rejects.toThrow();
});

test.each([
  ["401", "logged_out", () => phone.unlink()],
  ["403", "restricted", () => phone.failure("403")],
  ["402", "restricted", () => phone.failure("402")],
  ["406", "restricted", () => phone.failure("406")],
  ["405", "failed", () => phone.failure("405")],
  ["411", "failed", () => phone.multideviceMismatch()],
  ["440", "failed", () => phone.conflict()],
  ["503", "stopped", () => phone.streamError("503")],
  ["500", "stopped", () => phone.streamError("500")],
  ["428", "stopped", () => phone.drop()],
  ["515", "stopped", () => phone.streamError("515")],
] as const)("the end %s leaves it %s", async (code, status, end) => {
  const run = await link();
  end();
  const state = await run.is(status);
  expect(state).toMatchObject({ providerCode: code, restartsAtOnce: code === "515" });
  expect(state.reason).toMatch(/\.$/);
  expect(memory.count("creds")).toBe(code === "401" ? 0 : 1);
  expect(memory.count("key.pre-key") === 0).toBe(code === "401");
});

test("a login that is refused, and a number that does not answer any more", async () => {
  const run = await link();
  expect(await run.driver.probe?.(1000)).toBe(true);
  phone.freeze();
  expect(await run.driver.probe?.(300)).toBe(false);
  await run.driver.stop(500);
  phone.failLogins({ reason: "403" });
  const again = open();
  await again.driver.start();
  expect(await again.is("restricted")).toMatchObject({ providerCode: "403" });
});

test("logging out unlinks the device, whether it runs or not, and forgets everything", async () => {
  const run = await link();
  await run.driver.logout();
  expect(run.states.at(-1)?.status).toBe("logged_out");
  expect(phone.linkedDevices).toEqual([]);
  expect(memory.rows.size).toBe(0);
  await (await link()).driver.stop(500);
  await open().driver.logout();
  expect(phone.linkedDevices).toEqual([]);
  expect(memory.rows.size).toBe(0);
});

test("the history of a new device opens nothing, and names people", async () => {
  newNumber();
  const at = Date.now() - 86_400_000;
  const [id] = await phone.hadMessages([
    { ...maria, body: "antiga", at },
    { ...maria, body: "resposta", at: at + 1000, isFromUs: true },
  ]);
  const pairing = open();
  await pairing.driver.start();
  const { qrCode } = await until(() => pairing.states.find((state) => state.qrCode !== null), "a code");
  phone.scanQr(qrCode ?? "");
  await pairing.is("stopped");
  const run = await start();
  expect(run.states.map(({ status }) => status)).toContain("syncing");
  expect(await run.message(id ?? "")).toMatchObject({ origin: "history", body: "antiga", isFromUs: false });
  await until(
    () => run.messages.some(({ body, isFromUs, origin }) => body === "resposta" && isFromUs && origin === "history"),
    "ours",
  );
});

test("neither keys nor texts reach a log", async () => {
  const lines: string[] = [];
  const before = { ...console };
  const keep = (...args: unknown[]) => void lines.push(args.map(String).join(" "));
  Object.assign(console, { log: keep, info: keep, warn: keep, error: keep });
  try {
    const run = await link();
    await phone.customerWrites({ ...maria, body: "palavra-secreta", undecryptable: "until-retry" });
    await until(() => run.messages.some(({ body }) => body === "palavra-secreta"), "the content");
    await run.driver.send(text("outra-secreta"));
    const all = [...lines, ...runs.flatMap(({ logged }) => logged)].join("\n");
    expect(all).not.toMatch(/secreta|Closing session|SessionEntry|privKey|5511988887777/);
  } finally {
    Object.assign(console, before);
  }
});
