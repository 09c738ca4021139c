import { expect, test } from "vitest";
import { COMPANY, MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();

test("a device is linked by its QR code, told to restart, and comes back with its credentials", async () => {
  const pairing = world.newDevice();
  world.phone.scanQr(await pairing.qr());
  expect(await pairing.closed()).toBe(515);
  const client = await world.connect(pairing.credentials);
  expect(client.socket.user?.id).toBe(`${COMPANY}:1@s.whatsapp.net`);
  expect(client.socket.user?.lid).toMatch(/^\d+:1@lid$/u);
  await client.until(() => (world.phone.linkedDevices[0]?.preKeyCount ?? 0) > 800);
});

test("a device is linked by the code that the owner types", async () => {
  const pairing = world.newDevice();
  await pairing.qr();
  const code = await pairing.socket.requestPairingCode(COMPANY);
  await pairing.until(() => [...world.fake.network.offers].some(({ codeRequest }) => codeRequest !== null));
  const wrong = code === "ZZZZZZZZ" ? "AAAAAAAA" : "ZZZZZZZZ";
  await expect(world.phone.enterPairingCode(wrong)).rejects.toThrow("the pairing code is wrong");
  await world.phone.enterPairingCode(`${code.slice(0, 4)}-${code.slice(4)}`);
  expect(await pairing.closed()).toBe(515);
  const client = await world.connect(pairing.credentials);
  const { providerId } = await world.phone.customerWrites({ ...MARIA, body: "oi" });
  await client.message(providerId);
});

test("a QR code that nobody shows cannot be scanned, and a code needs a device that asked", async () => {
  expect(() => world.phone.scanQr("2@nothing,a,b,c")).toThrow("no device shows this QR code");
  await expect(world.phone.enterPairingCode("ABCD1234")).rejects.toThrow("no device asked");
});

test("text goes both ways, with ticks", async () => {
  const { phone } = world;
  const client = await world.link();
  phone.behave({ receipts: ["delivered", "read"] });
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "Olá, preciso de ajuda" });
  const got = await client.message(providerId);
  expect(got.message?.conversation).toBe("Olá, preciso de ajuda");
  expect(got.pushName).toBe("Maria");
  const sent = await client.socket.sendMessage(MARIA_JID, { text: "Oi Maria" }, { quoted: got });
  await client.until(() => Math.max(...client.statuses(sent?.key.id ?? "")) === 4, "the read receipt");
  expect(phone.sent()).toMatchObject([{ providerId: sent?.key.id, body: "Oi Maria", quote: providerId, copies: 1 }]);
  const second = await phone.customerWrites({ ...MARIA, body: "obrigada" });
  await client.message(second.providerId);
  await client.until(() => phone.unconfirmed().length === 0, "every confirmation");
});

test("a second device has everything too, and sees what the first one sends", async () => {
  const first = await world.link();
  const second = await world.link();
  expect(second.socket.user?.id).toBe(`${COMPANY}:2@s.whatsapp.net`);
  const { providerId } = await world.phone.customerWrites({ ...MARIA, body: "oi" });
  await Promise.all([first.message(providerId), second.message(providerId)]);
  const sent = await first.socket.sendMessage(MARIA_JID, { text: "olá" });
  const echo = await second.message(sent?.key.id ?? "");
  expect(echo).toMatchObject({
    key: { fromMe: true, remoteJid: MARIA_JID },
    message: { extendedTextMessage: { text: "olá" } },
  });
});

test("two companies on one WhatsApp write to each other", async () => {
  const ours = await world.link();
  const other = world.fake.addPhone({ phone: "5521977770000", name: "Oficina" });
  const pairing = world.newDevice();
  other.scanQr(await pairing.qr());
  await pairing.closed();
  const theirs = await world.connect(pairing.credentials);
  const sent = await ours.socket.sendMessage("5521977770000@s.whatsapp.net", { text: "bom dia" });
  const got = await theirs.message(sent?.key.id ?? "");
  expect(got).toMatchObject({ key: { fromMe: false, remoteJid: `${COMPANY}@s.whatsapp.net` }, pushName: "Loja" });
  const answer = await theirs.socket.sendMessage(`${COMPANY}@s.whatsapp.net`, { text: "bom dia!" });
  await ours.message(answer?.key.id ?? "");
});
