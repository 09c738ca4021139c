import { expect, test } from "vitest";
import { COMPANY, MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${world.fake.controlUrl}${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text };
}

const act = (name: string, body: object = {}) => call("POST", `/phones/${COMPANY}/${name}`, body);

test("another process drives everything by HTTP", async () => {
  const pairing = world.newDevice();
  await act("scanQr", { payload: await pairing.qr() });
  await pairing.closed();
  const client = await world.connect(pairing.credentials);
  const media = { base64: Buffer.from("a foto").toString("base64"), mimeType: "image/png" };
  const { body } = await act("customerWrites", { ...MARIA, kind: "image", media });
  await client.message(body.providerId);
  await client.socket.sendMessage(MARIA_JID, { text: "recebi" });
  await client.until(() => world.phone.sent().length === 1);
  expect((await call("GET", `/phones/${COMPANY}/sent`)).body).toMatchObject([
    { body: "recebi", to: { phone: MARIA.phone } },
  ]);
  const group = await call("POST", "/groups", { subject: "Obras", members: [MARIA, { phone: COMPANY }] });
  expect(group).toMatchObject({ status: 201, body: { subject: "Obras" } });
  expect((await call("PUT", "/on-whatsapp", { "5521900000000": null })).status).toBe(204);
  expect((await call("GET", "")).body).toMatchObject({
    url: world.fake.url,
    phones: [{ phone: COMPANY, isOnline: true }],
  });
  expect((await call("GET", "/media-ca")).body).toContain("BEGIN CERTIFICATE");
  expect((await act("unlink")).status).toBe(204);
  expect(await client.closed()).toBe(401);
});

test("what cannot be done is said", async () => {
  expect(await act("dance")).toMatchObject({ status: 404 });
  expect(await act("customerWrites", { phone: "+55" })).toMatchObject({ status: 400 });
  expect(await act("scanQr", { payload: "2@x,a,b,c" })).toMatchObject({
    status: 409,
    body: { error: "no device shows this QR code (any more)" },
  });
  expect((await call("POST", "/phones/123/unlink", {})).status).toBe(409);
});
