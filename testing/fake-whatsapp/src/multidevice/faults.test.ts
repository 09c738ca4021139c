import { expect, test } from "vitest";
import { MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();

test.each(["463", "479"])("the server refuses a message with %s; it reaches nobody", async (code) => {
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  world.phone.fail({ kind: "nack", code });
  const sent = await client.socket.sendMessage(MARIA_JID, { text: "oi" });
  const failed = await client.until(() =>
    client
      .all("messages.update")
      .flat()
      .find(({ key, update }) => key.id === sent?.key.id && update.status === 0),
  );
  expect(failed.update.messageStubParameters?.[0]).toBe(code);
  expect(world.phone.sent()).toEqual([]);
});

test("an answer is lost while the message arrives; the same id sent again is shown once", async () => {
  const { phone } = world;
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  phone.behave({ receipts: [] });
  phone.fail({ kind: "ack-lost" });
  await client.socket.sendMessage(MARIA_JID, { text: "oi" }, { messageId: "3EB0FIRST" });
  await client.until(() => phone.sent().length === 1);
  phone.fail({ kind: "drop-after-arrival" });
  await client.socket.sendMessage(MARIA_JID, { text: "oi" }, { messageId: "3EB0FIRST" });
  await client.closed();
  phone.fail({ kind: "drop-before-arrival" });
  const second = await world.connect(client.credentials);
  await second.socket.sendMessage(MARIA_JID, { text: "nunca chegou" });
  await second.closed();
  expect(phone.sent()).toMatchObject([{ providerId: "3EB0FIRST", copies: 2 }]);
});

test("answers come late, or a message is lost without one", async () => {
  const { phone } = world;
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  const acks: string[] = [];
  client.socket.ws.on("CB:ack,class:message", ({ attrs }: { attrs: { id: string } }) => acks.push(attrs.id));
  phone.fail({ kind: "ack-slow", delayMs: 60 });
  phone.fail({ kind: "lost" });
  const late = await client.socket.sendMessage(MARIA_JID, { text: "tarde" });
  await client.until(() => phone.sent().length === 1);
  expect(acks).toEqual([]);
  await client.until(() => acks.length === 1);
  expect(acks).toEqual([late?.key.id]);
  await client.socket.sendMessage(MARIA_JID, { text: "perdida" });
  await client.socket.sendMessage(MARIA_JID, { text: "depois" });
  await client.until(() => acks.length === 2);
  expect(phone.sent().map(({ body }) => body)).toEqual(["tarde", "depois"]);
});

test("receipts come out of order", async () => {
  const { phone } = world;
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  phone.behave({ receipts: [] });
  const id = (await client.socket.sendMessage(MARIA_JID, { text: "oi" }))?.key.id ?? "";
  await client.until(() => phone.sent().length === 1);
  for (const kind of ["played", "read", "delivered"] as const) {
    const seen = client.statuses(id).length;
    phone.customerReads({ ...MARIA, providerIds: [id], kind });
    await client.until(() => client.statuses(id).length > seen, kind);
  }
  expect(client.statuses(id).slice(-3)).toEqual([5, 4, 3]);
});

test("a customer's phone cannot open a message and asks again; it is shown once", async () => {
  const { phone } = world;
  const client = await world.link();
  await client.message((await phone.customerWrites({ ...MARIA, body: "oi" })).providerId);
  phone.fail({ kind: "unreadable" });
  const sent = await client.socket.sendMessage(MARIA_JID, { text: "de novo" });
  await client.until(() => phone.sent().length === 1, "the second try");
  expect(phone.sent()).toMatchObject([{ providerId: sent?.key.id, body: "de novo" }]);
});

test("a message is delivered twice", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "oi", times: 2 });
  await client.until(() => client.messages().filter(({ key }) => key.id === providerId).length === 2);
  await phone.deliverAgain(providerId);
  await client.until(() => client.messages().filter(({ key }) => key.id === providerId).length === 3);
  await client.until(() => phone.unconfirmed().length === 0);
});

test("a message that cannot be opened is asked for again and comes under the same id", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "agora sim", undecryptable: "until-retry" });
  const [placeholder, content] = await client.until(() => {
    const both = client.messages().filter(({ key }) => key.id === providerId);
    return both.length === 2 && both;
  }, "placeholder and content");
  expect(placeholder?.messageStubType).toBe(2);
  expect(content?.message?.conversation).toBe("agora sim");
  expect(phone.retries).toEqual([{ providerId, count: 1 }]);
});

test("a message without any ciphertext is asked of the company's own phone", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "do anúncio", undecryptable: "absent" });
  await client.until(() =>
    client.messages().some(({ key, messageStubType }) => key.id === providerId && messageStubType),
  );
  expect((await client.message(providerId)).message?.conversation).toBe("do anúncio");
  expect(phone.placeholderRequests).toEqual([providerId]);
});

test("a message may be held back until its author's phone is there", async () => {
  const { phone } = world;
  const client = await world.link();
  await client.message((await phone.customerWrites({ ...MARIA, body: "antes" })).providerId);
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "depois", undecryptable: "until-released" });
  await client.until(() => phone.retries.length === 1);
  expect(client.messages().filter(({ key, message }) => key.id === providerId && message)).toEqual([]);
  await phone.releaseHeldBack(providerId);
  expect((await client.message(providerId)).message?.conversation).toBe("depois");
});

test("a device that lost its sessions recovers by retry receipts, in groups too", async () => {
  const { phone, fake } = world;
  const first = await world.link();
  const group = fake.addGroup({ subject: "Obras", members: [MARIA, { phone: phone.phone }] });
  await first.message((await phone.customerWrites({ ...MARIA, body: "um" })).providerId);
  await first.socket.sendMessage(MARIA_JID, { text: "dois" });
  await first.message((await phone.customerWrites({ ...MARIA, group: group.jid, body: "três" })).providerId);
  await first.until(() => phone.unconfirmed().length === 0);
  await first.end();
  first.credentials.forget("session");
  first.credentials.forget("sender-key");
  const second = await world.connect(first.credentials);
  await second.message((await phone.customerWrites({ ...MARIA, body: "quatro" })).providerId);
  await second.message((await phone.customerWrites({ ...MARIA, group: group.jid, body: "cinco" })).providerId);
  await second.message((await phone.customerWrites({ ...MARIA, group: group.jid, body: "seis" })).providerId);
});
