import { Agent } from "node:https";
import { rootCertificates } from "node:tls";
import { downloadMediaMessage, type WAMessage } from "@whiskeysockets/baileys";
import { expect, test } from "vitest";
import { MARIA, MARIA_JID, useWorld } from "./testing/world.ts";

const world = useWorld();
const bytes = Buffer.from("os bytes da foto");
const download = (message: WAMessage) => downloadMediaMessage(message, "buffer", {});

test("a customer's file is downloaded, expires, and is uploaded again when asked for", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.customerWrites({ ...MARIA, kind: "image", media: { bytes } });
  const got = await client.message(providerId);
  expect(await download(got)).toEqual(bytes);
  phone.expireMedia(providerId);
  await expect(download(got)).rejects.toMatchObject({ output: { statusCode: 410 } });
  await client.socket.refreshMediaConn();
  const renewed = await client.socket.updateMediaMessage(got);
  expect(await download(renewed)).toEqual(bytes);
  expect(phone.mediaRequests).toEqual([providerId]);
});

test("a file that the phone has deleted too is gone", async () => {
  const { phone } = world;
  const client = await world.link();
  const { providerId } = await phone.customerWrites({ ...MARIA, kind: "voice", media: { bytes } });
  const got = await client.message(providerId);
  phone.expireMedia(providerId, true);
  await expect(client.socket.updateMediaMessage(got)).rejects.toMatchObject({ output: { statusCode: 404 } });
});

test("an upload fails at the host, and an upload without the certificate is refused by the client", async () => {
  const client = await world.link();
  world.fake.addCustomer(MARIA);
  world.fake.media.failUploads(500);
  const image = { image: bytes, mimetype: "image/png", jpegThumbnail: "" };
  await expect(client.socket.sendMessage(MARIA_JID, image)).rejects.toThrow("Media upload failed");
  await client.socket.sendMessage(MARIA_JID, image);
  await client.until(() => world.phone.sent().length === 1);
  expect(world.phone.sent()[0]?.media?.bytes).toEqual(bytes);
  await client.end();
  const doubting = await world.connect(client.credentials, { fetchAgent: new Agent({ ca: rootCertificates[0] }) });
  await expect(doubting.socket.sendMessage(MARIA_JID, image)).rejects.toThrow("Media upload failed");
});
