import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeMultiDevice, type FakeMultiDevice } from "./index.ts";
import { BaileysClient } from "./testing/baileys-client.ts";
import { connect, linkByQr } from "./testing/linked.ts";

const COMPANY = "5511999990000";
const MARIA = { phone: "5511988887777", name: "Maria" };

let fake: FakeMultiDevice;
const clients: BaileysClient[] = [];
const keep = (client: BaileysClient) => {
  clients.push(client);
  return client;
};

beforeEach(async () => {
  fake = await startFakeMultiDevice({ phones: [{ phone: COMPANY, name: "Loja" }] });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
  await fake.close();
  expect(fake.errors).toEqual([]);
  expect(fake.unhandled).toEqual([]);
});

test("a device is linked by its QR code, told to restart, and comes back with its credentials", async () => {
  const pairing = keep(new BaileysClient(fake));
  fake.phone(COMPANY).scanQr(await pairing.qr());
  expect(await pairing.closed()).toBe(515);
  const client = keep(await connect(fake, pairing.credentials));
  expect(client.socket.user?.id).toBe(`${COMPANY}:1@s.whatsapp.net`);
  expect(client.socket.user?.lid).toMatch(/^\d+:1@lid$/u);
  await client.until(() => (fake.phone(COMPANY).linkedDevices[0]?.preKeyCount ?? 0) > 800);
});

test("text goes both ways, with ticks", async () => {
  const phone = fake.phone(COMPANY);
  const client = keep(await linkByQr(fake, phone));
  phone.behave({ receipts: ["delivered", "read"] });
  const status = (id: string | null | undefined) => Math.max(...client.statuses(id ?? ""));
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "Olá, preciso de ajuda" });
  const got = await client.message(providerId);
  expect(got.message?.conversation).toBe("Olá, preciso de ajuda");
  expect(got.pushName).toBe("Maria");
  const sent = await client.socket.sendMessage(`${MARIA.phone}@s.whatsapp.net`, { text: "Oi Maria" }, { quoted: got });
  await client.until(() => status(sent?.key.id) === 4, "the read receipt");
  expect(phone.sent()).toMatchObject([{ providerId: sent?.key.id, body: "Oi Maria", quote: providerId, copies: 1 }]);
  const second = await phone.customerWrites({ ...MARIA, body: "obrigada" });
  await client.message(second.providerId);
  await client.until(() => phone.unconfirmed().length === 0);
});
