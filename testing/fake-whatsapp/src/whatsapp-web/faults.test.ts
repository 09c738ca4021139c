import { expect, test } from "vitest";
import whatsapp, { type Message } from "whatsapp-web.js";
import { linkedClient, next, standIn } from "./real-client.fixture.ts";

const maria = { phone: "5511988887777", name: "Maria" };
const mariaId = "5511988887777@c.us";
const wait = { sendSeen: false, waitUntilMsgSent: true };

test("sending: the answer is lost, nothing is done, it is refused, the conversation cannot be opened", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized", ticks: [] } });
  const client = await linkedClient(web);
  const phone = web.phone();

  phone.fail({ on: "send", kind: "lose-answer" });
  const lost = client.sendMessage(mariaId, "perdida", wait);
  const [arrived] = await phone.until(() => phone.sent().length === 1 && phone.sent());
  expect(arrived).toMatchObject({ body: "perdida" });
  const isPending = Symbol("pending");
  expect(await Promise.race([lost, client.getState().then(() => isPending)])).toBe(isPending);
  lost.catch(() => {});

  phone.fail({ on: "send", kind: "hang" });
  void client.sendMessage(mariaId, "nunca", { ...wait }).catch(() => {});
  await expect.poll(() => phone.faults).toEqual([]);
  expect(phone.sent()).toHaveLength(1);

  phone.fail({ on: "send", kind: "refuse" });
  const ticked = next<[Message, number]>(client, "message_ack");
  await client.sendMessage(mariaId, "recusada", wait);
  expect((await ticked)[1]).toBe(-1);

  phone.fail({ on: "prepare-send", kind: "refuse", message: "Lid is missing in chat table" });
  await expect(client.sendMessage(mariaId, "não sai", wait)).rejects.toThrow("Lid is missing in chat table");
  expect(phone.sent()).toHaveLength(1);
});

test("a stranger's LID has to be asked for first", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized", demandsLid: true } });
  const client = await linkedClient(web);
  await expect(client.sendMessage(mariaId, "oi", wait)).rejects.toThrow("No LID for user");
  await client.getNumberId(maria.phone);
  await client.sendMessage(mariaId, "oi", wait);
  expect(web.phone().sent()).toHaveLength(1);
});

test("files: expired and asked for again, gone, slow", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized", mediaDelayMs: 300 } });
  const client = await linkedClient(web);
  const receive = async (state: "ready" | "expired" | "gone") => {
    const heard = next<[Message]>(client, "message");
    const media = { bytes: Buffer.from("pão"), mimeType: "image/jpeg", state };
    web.phone().customerWrites({ ...maria, kind: "image", media });
    return (await heard)[0];
  };
  const startedAt = Date.now();
  expect(await (await receive("expired")).downloadMedia()).toMatchObject({
    data: Buffer.from("pão").toString("base64"),
  });
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(300);
  expect(await (await receive("gone")).downloadMedia()).toBeUndefined();
  const later = await receive("ready");
  web.phone().setMedia(later.id.id, "gone");
  expect(await later.downloadMedia()).toBeUndefined();
});

test("files: none is taken", async () => {
  const web = await standIn({ behaviour: { refusesUploads: true } });
  const client = await linkedClient(web);
  const file = new whatsapp.MessageMedia("image/png", Buffer.from("pão").toString("base64"));
  await expect(client.sendMessage(mariaId, file, wait)).rejects.toThrow("media upload: 503");
  expect(web.phone().sent()).toEqual([]);
});

test("a page that hangs answers late", async () => {
  const web = await standIn();
  const client = await linkedClient(web);
  web.phone().freeze(500);
  const startedAt = Date.now();
  await expect.poll(async () => (await client.getState()) && Date.now() - startedAt > 300).toBe(true);
});
