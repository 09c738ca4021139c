import { expect, test } from "vitest";
import { COMPANY, MARIA, useWorld } from "./testing/world.ts";

const world = useWorld();
const LID = "111222333444555";

test("a conversation by LID tells the phone along; one by LID alone does not", async () => {
  const { phone } = world;
  const client = await world.link();
  const known = await phone.customerWrites({ ...MARIA, lid: "999888777666555", body: "com número" });
  expect((await client.message(known.providerId)).key).toMatchObject({
    remoteJid: "999888777666555@lid",
    remoteJidAlt: `${MARIA.phone}@s.whatsapp.net`,
    addressingMode: "lid",
  });
  const hidden = await phone.customerWrites({ lid: LID, name: "Ana", body: "sem número" });
  const got = await client.message(hidden.providerId);
  expect(got.key.remoteJid).toBe(`${LID}@lid`);
  expect(got.key.remoteJidAlt).toBeUndefined();
  const answer = await client.socket.sendMessage(`${LID}@lid`, { text: "oi Ana" });
  await client.until(() => client.statuses(answer?.key.id ?? "").includes(3), "the delivery");
  expect(phone.sent()).toMatchObject([{ to: { lid: LID }, body: "oi Ana" }]);
  const later = await phone.customerWrites({ lid: LID, phone: "5511933332222", body: "agora com número" });
  expect((await client.message(later.providerId)).key.remoteJidAlt).toBe("5511933332222@s.whatsapp.net");
});

test("the same person by phone, then by LID, in one session", async () => {
  const { phone } = world;
  const client = await world.link();
  await client.message((await phone.customerWrites({ ...MARIA, body: "um" })).providerId);
  const { lid } = world.fake.addCustomer(MARIA);
  await client.message((await phone.customerWrites({ ...MARIA, lid, body: "dois" })).providerId);
  await client.socket.sendMessage(`${lid}@lid`, { text: "três" });
  await client.message((await phone.customerWrites({ ...MARIA, body: "quatro" })).providerId);
  await client.until(() => phone.sent().length === 1);
  expect(phone.retries).toEqual([]);
});

test("a group has its subject, its people and authors", async () => {
  const { phone, fake } = world;
  const client = await world.link();
  const joao = { phone: "5511977776666", name: "João" };
  const group = fake.addGroup({ subject: "Obras", members: [MARIA, joao, { phone: COMPANY }] });
  const { providerId } = await phone.customerWrites({ ...MARIA, group: group.jid, body: "chegou" });
  const got = await client.message(providerId);
  expect(got.key).toMatchObject({ remoteJid: group.jid, participantAlt: `${MARIA.phone}@s.whatsapp.net` });
  expect(got.message?.conversation).toBe("chegou");
  await client.message((await phone.customerWrites({ ...joao, group: group.jid, body: "aqui também" })).providerId);
  await client.message((await phone.customerWrites({ ...MARIA, group: group.jid, body: "ótimo" })).providerId);
  const meta = await client.socket.groupMetadata(group.jid);
  expect(meta).toMatchObject({ subject: "Obras", addressingMode: "lid" });
  expect(meta.participants.map(({ phoneNumber }) => phoneNumber)).toContain(`${joao.phone}@s.whatsapp.net`);
  expect(Object.keys(await client.socket.groupFetchAllParticipating())).toEqual([group.jid]);
  const sent = await client.socket.sendMessage(group.jid, { text: "vamos" });
  await client.until(() => phone.sent()[0]?.receivedBy.length === 2, "both members");
  expect(phone.sent()).toMatchObject([{ providerId: sent?.key.id, to: { group: group.jid }, body: "vamos" }]);
  const second = await client.socket.sendMessage(group.jid, { text: "já" });
  await client.until(() => phone.sent()[1]?.receivedBy.length === 2);
  phone.customerReads({ ...MARIA, group: group.jid, providerIds: [second?.key.id ?? ""] });
  await client.until(() =>
    client
      .all("message-receipt.update")
      .flat()
      .some(({ receipt }) => receipt.readTimestamp),
  );
  const typed = await phone.ownerWrites({ group: group.jid, body: "eu mesmo" });
  expect((await client.message(typed.providerId)).key).toMatchObject({ fromMe: true, remoteJid: group.jid });
  fake.changeGroup(group.jid, { by: MARIA, subject: "Obras 2", add: { phone: "5511966665555" }, remove: joao });
  await client.until(() =>
    client
      .all("groups.update")
      .flat()
      .some(({ subject }) => subject === "Obras 2"),
  );
  await client.until(() => client.all("group-participants.update").length === 2);
  await expect(client.socket.groupMetadata("120363000000000000@g.us")).rejects.toThrow("item-not-found");
});
