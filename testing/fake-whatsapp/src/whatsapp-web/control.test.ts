import { expect, test } from "vitest";
import type { Message } from "whatsapp-web.js";
import { next, realClient, standIn } from "./real-client.fixture.ts";

test("another process does it all over HTTP", async () => {
  const web = await standIn({ behaviour: { keyProperty: "_serialized" } });
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${web.controlUrl}${path}`, { method, headers, body: JSON.stringify(body) ?? null });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  };
  const other = await ask("POST", "/phones", { phone: "5511940000002", lid: "22222", name: "Loja" });
  expect(other).toEqual({ status: 201, body: { phone: "5511940000002", lid: "22222", name: "Loja" } });
  await ask("PUT", "/behaviour", { ticks: [] });
  await ask("PUT", "/people", { phone: "5511988887777", name: "Maria" });

  const client = await realClient(web);
  const [code, ready] = [next(client, "qr"), next(client, "ready")];
  await client.initialize();
  await code;
  expect(await ask("POST", "/phones/5511940000002/scan")).toMatchObject({ status: 200 });
  await ready;

  const heard = next<[Message]>(client, "message");
  const file = { base64: Buffer.from("pão").toString("base64"), mimeType: "image/jpeg" };
  const message = { phone: "5511988887777", kind: "image", body: "olha", media: file };
  const written = await ask("POST", "/phones/5511940000002/messages", message);
  expect((await heard)[0].id._serialized).toBe(written.body.providerId);
  const edited = next(client, "message_edit");
  await ask("POST", `/phones/5511940000002/messages/${written.body.id}/edit`, { body: "olha só" });
  await edited;

  await (await heard)[0].reply("lindo", undefined, { waitUntilMsgSent: true });
  const { body: sent } = await ask("GET", "/phones/5511940000002/sent");
  expect(sent).toMatchObject([{ body: "lindo", ack: 1, quotedId: written.body.id }]);
  const ticked = next<[Message, number]>(client, "message_ack");
  await ask("POST", `/phones/5511940000002/messages/${sent[0].id}/tick`, { ack: 3 });
  expect((await ticked)[1]).toBe(3);
  expect(await ask("POST", "/phones/5511940000002/messages", { body: "de quem?" })).toMatchObject({ status: 400 });
  expect(await ask("POST", "/phones/5511940000002/nonsense")).toMatchObject({ status: 404 });
});
