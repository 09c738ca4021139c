import { proto } from "@whiskeysockets/baileys";
import { expect, test } from "vitest";
import { COMPANY, MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();
const DAY = 86_400_000;
const { HistorySyncType } = proto.HistorySync;

test("a newly linked device gets the newest messages first, names, then the rest", async () => {
  const { phone } = world;
  phone.behave({ bootstrapSize: 3 });
  const group = world.fake.addGroup({ subject: "Obras", members: [MARIA, { phone: COMPANY }] });
  const start = Date.now() - 10 * DAY;
  const ids = await phone.hadMessages([
    { ...MARIA, body: "a primeira", at: start },
    { phone: MARIA.phone, isFromUs: true, body: "a resposta", at: start + 1000 },
    { lid: "111222333444555", name: "Sem número", body: "oi", at: start + 2000 },
    { ...MARIA, kind: "image", body: "a foto", at: start + 3000 },
    { ...MARIA, group: group.jid, body: "no grupo", at: start + 4000 },
  ]);
  const client = await world.link();
  const parts = await client.until(() => {
    const told = client.all("messaging-history.set");
    const all = told.flatMap(({ messages }) => messages);
    return all.length === 5 && told.length >= 1 && told;
  }, "the history");
  const messages = parts.flatMap((part) => part.messages);
  expect(new Set(messages.map(({ key }) => key.id))).toEqual(new Set(ids));
  expect(messages.find(({ key }) => key.id === ids[1])).toMatchObject({ key: { fromMe: true, remoteJid: MARIA_JID } });
  expect(messages.find(({ key }) => key.id === ids[2])).toMatchObject({ key: { remoteJid: "111222333444555@lid" } });
  expect(messages.find(({ key }) => key.id === ids[4])?.key.remoteJid).toBe(group.jid);
  const contacts = parts.flatMap((part) => part.contacts);
  expect(contacts.find(({ id }) => id === MARIA_JID)).toBeDefined();
});

test("older messages of a conversation come on demand, under the request's id", async () => {
  const { phone } = world;
  phone.behave({ initialHistorySize: 1 });
  const start = Date.now() - DAY;
  const ids = await phone.hadMessages(
    Array.from({ length: 5 }, (_, index) => ({ ...MARIA, body: `mensagem ${index}`, at: start + index * 1000 })),
  );
  const client = await world.link();
  await client.until(() => client.all("messaging-history.set").flatMap(({ messages }) => messages).length === 1);
  const anchor = { remoteJid: MARIA_JID, fromMe: false, id: ids[4] ?? "" };
  const requestId = await client.socket.fetchMessageHistory(2, anchor, start + 4000);
  const answer = await client.until(
    () => client.all("messaging-history.set").find(({ syncType }) => syncType === HistorySyncType.ON_DEMAND),
    "the older messages",
  );
  expect(answer.peerDataRequestSessionId).toBe(requestId);
  expect(answer.messages.map(({ key }) => key.id).toSorted()).toEqual([ids[2], ids[3]].toSorted());
  expect(phone.historyRequests).toEqual([{ chat: MARIA_JID, before: ids[4], count: 2 }]);
});
