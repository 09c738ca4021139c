import { expect, test } from "vitest";
import type { BaileysClient, Credentials } from "./testing/baileys-client.ts";
import { MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();

/** Whether a session moved on since then: a message was opened and the key stored. */
const opened = (client: BaileysClient, before: ReturnType<Credentials["snapshot"]>): boolean =>
  client.credentials.stored("session").some((session) => ![...before.keys.values()].includes(session));

test("what comes while the device is away is replayed in order at the next login, and once only", async () => {
  const { phone } = world;
  const first = await world.link();
  await first.message((await phone.customerWrites({ ...MARIA, body: "antes" })).providerId);
  await first.until(() => phone.unconfirmed().length === 0);
  phone.drop();
  await first.closed();
  const ids: string[] = [];
  for (const body of ["um", "dois", "três"]) ids.push((await phone.customerWrites({ ...MARIA, body })).providerId);
  const group = world.fake.addGroup({ subject: "Obras", members: [MARIA, { phone: phone.phone }] });
  ids.push((await phone.customerWrites({ ...MARIA, group: group.jid, body: "no grupo" })).providerId);
  expect(phone.unconfirmed()).toEqual(ids);
  const second = await world.connect(first.credentials);
  await second.until(() => second.messages().length === 4);
  expect(second.messages("append").map(({ key }) => key.id)).toEqual(ids);
  await second.until(() => phone.unconfirmed().length === 0);
  await second.end();
  const third = await world.connect(first.credentials);
  await third.message((await phone.customerWrites({ ...MARIA, body: "quatro" })).providerId);
  expect(third.messages()).toHaveLength(1);
});

test("receipts wait for the device too", async () => {
  const { phone } = world;
  const first = await world.link();
  world.fake.addCustomer(MARIA);
  phone.behave({ receipts: [] });
  const sent = await first.socket.sendMessage(MARIA_JID, { text: "oi" });
  await first.until(() => phone.sent().length === 1);
  await first.end();
  phone.customerReads({ ...MARIA });
  const second = await world.connect(first.credentials);
  await second.until(() => second.statuses(sent?.key.id ?? "").includes(4), "the read receipt");
});

test("a device that dies before it confirms gets the very same ciphertext again", async () => {
  const { phone } = world;
  const first = await world.link();
  await first.message((await phone.customerWrites({ ...MARIA, body: "sessão aberta" })).providerId);
  await first.until(() => phone.unconfirmed().length === 0);
  await first.end();
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "perdida?" });
  const before = first.credentials.snapshot();
  const dying = world.newDevice({}, first.credentials);
  dying.socket.ws.prependListener("CB:message", () => phone.drop());
  await dying.closed();
  await dying.until(() => opened(dying, before), "the message to be opened");
  expect(phone.unconfirmed()).toEqual([providerId]);
  first.credentials.restore(before);
  const second = await world.connect(first.credentials);
  expect((await second.message(providerId)).message?.conversation).toBe("perdida?");
  await second.until(() => phone.unconfirmed().length === 0);
});

test("a device that kept the keys and not the message has lost it: it refuses the second copy", async () => {
  const { phone } = world;
  const first = await world.link();
  await first.message((await phone.customerWrites({ ...MARIA, body: "sessão aberta" })).providerId);
  await first.until(() => phone.unconfirmed().length === 0);
  await first.end();
  const { providerId } = await phone.customerWrites({ ...MARIA, body: "perdida" });
  const before = first.credentials.snapshot();
  const dying = world.newDevice({}, first.credentials);
  dying.socket.ws.prependListener("CB:message", () => phone.drop());
  await dying.closed();
  await dying.until(() => opened(dying, before), "the message to be opened");
  const second = await world.connect(first.credentials);
  await second.until(() => phone.refused().includes(providerId), "the refusal");
  expect(second.messages()).toEqual([]);
});
