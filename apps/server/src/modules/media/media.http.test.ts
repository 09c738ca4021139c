import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type { MediaFile } from "@whatskovi/contract";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { createFileStorage } from "../../platform/storage/index.ts";
import { pruneUploads } from "./prune-uploads.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let server: TestServer;
let agent: TestUser;
let outsider: TestUser;
let ticket: { id: string; contactId: string; whatsappId: string };
beforeAll(async () => {
  server = await startTestServer({ config: { maxUploadBytes: 100_000 } });
  const queue = await server.factories.queue();
  agent = await server.signedIn({ queueIds: [queue.id] });
  outsider = await server.signedIn();
  const [contact, connection] = [await server.factories.contact(), await server.factories.connection()];
  const place = { contactId: contact.id, whatsappId: connection.id };
  ticket = { ...place, ...(await server.factories.ticket({ ...place, queueId: queue.id, userId: agent.id })) };
});
afterAll(() => server.stop());

const headersOf = (user?: TestUser) => (user === undefined ? {} : { Authorization: `Bearer ${user.token}` });

function post(
  bytes: Uint8Array,
  fileName: string,
  user: TestUser | undefined = agent,
  field = "file",
): Promise<Response> {
  const body = new FormData();
  body.append(field, new Blob([new Uint8Array(bytes)], { type: "image/png" }), fileName);
  return fetch(`${server.url}/api/media`, { method: "POST", body, headers: headersOf(user) });
}

const upload = async (bytes: Uint8Array, fileName: string): Promise<MediaFile> => {
  const answer = await post(bytes, fileName);
  expect(answer.status).toBe(201);
  return (await answer.json()) as MediaFile;
};

const get = (id: string, user?: TestUser, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/media/${id}`, { headers: { ...headersOf(user), ...headers } });

test("a picture is uploaded, shown in place and found unchanged the second time", async () => {
  const file = await upload(PNG, "foto.png");
  expect(file).toMatchObject({ status: "READY", fileName: "foto.png", mimeType: "image/png", size: PNG.length });
  const answer = await get(file.id, agent);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "inline; filename*=UTF-8''foto.png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-length": String(PNG.length),
  });
  const again = await get(file.id, agent, { "If-None-Match": answer.headers.get("ETag") ?? "" });
  expect(again.status).toBe(304);
});

test("parts of a file are served as asked", async () => {
  const { id } = await upload(Buffer.from("%PDF-1.7 0123456789"), "a.pdf");
  const part = async (range: string) => {
    const answer = await get(id, agent, { Range: range });
    return [answer.status, answer.headers.get("Content-Range"), await answer.text()];
  };
  expect(await part("bytes=0-3")).toEqual([206, "bytes 0-3/19", "%PDF"]);
  expect(await part("bytes=9-")).toEqual([206, "bytes 9-18/19", "0123456789"]);
  expect(await part("bytes=-2")).toEqual([206, "bytes 17-18/19", "89"]);
  expect(await part("bytes=19-")).toEqual([416, "bytes */19", ""]);
  expect(await part("bytes=5-2")).toEqual([200, null, "%PDF-1.7 0123456789"]);
});

test.each([
  ["evil.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ["page.html", "<!doctype html><script>alert(1)</script>"],
  ["photo.png", "<html><body onload=alert(1)>"],
  ["feed.xml", '<?xml version="1.0"?><x/>'],
  ["run.js", "alert(document.cookie)"],
  ["shell.php", "<?php system($_GET[0]);"],
  ["polyglot.gif.html", "\ufeff  <script>alert(1)</script>"],
])("%s is only ever bytes to be saved", async (name, content) => {
  const { id } = await upload(Buffer.from(content), name);
  const answer = await get(id, agent);
  expect(answer.headers.get("Content-Type")).toBe("application/octet-stream");
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; /);
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["a\u202egpj.exe", "agpj.exe"],
  ['relatório "final"; x=y.pdf', 'relatório "final"; x=y.pdf'],
])("the name %j is kept as %j", async (given, kept) => {
  const body = `--b\r\nContent-Disposition: form-data; name="file"; filename="${given.replaceAll("\\", "\\\\").replaceAll('"', "%22")}"\r\n\r\nabc\r\n--b--\r\n`;
  const answer = await fetch(`${server.url}/api/media`, {
    method: "POST",
    body,
    headers: { ...headersOf(agent), "Content-Type": "multipart/form-data; boundary=b" },
  });
  const file = (await answer.json()) as MediaFile;
  expect(file.fileName.replaceAll("%22", '"')).toBe(kept);
  expect((await get(file.id, agent)).headers.get("Content-Disposition")).not.toContain(given);
});

test("too much is refused, told beforehand or not, and leaves nothing", async () => {
  expect((await post(Buffer.alloc(100_001, 1), "big.bin")).status).toBe(413);
  const boundary = "----x";
  const body = Readable.from(
    (function* () {
      yield `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n\r\n`;
      for (let chunk = 0; chunk < 40; chunk += 1) yield Buffer.alloc(10_000, 1);
      yield `\r\n--${boundary}--\r\n`;
    })(),
  );
  const answer = await fetch(`${server.url}/api/media`, {
    method: "POST",
    body: Readable.toWeb(body),
    headers: { ...headersOf(agent), "Content-Type": `multipart/form-data; boundary=${boundary}` },
    duplex: "half",
  } as RequestInit);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, "payload_too_large"]);
  expect((await post(Buffer.alloc(100_000, 1), "fits.bin")).status).toBe(201);
});

test("what is no upload is refused", async () => {
  const refusal = async (answer: Promise<Response>) => ((await (await answer).json()) as { code: string }).code;
  expect(await refusal(post(PNG, "a.png", undefined, "other"))).toBe("invalid_input");
  expect(await refusal(post(Buffer.alloc(0), "empty.txt"))).toBe("invalid_input");
  const raw = (body: string, type: string) =>
    fetch(`${server.url}/api/media`, { method: "POST", body, headers: { ...headersOf(agent), "Content-Type": type } });
  expect(await refusal(raw("{}", "application/json"))).toBe("malformed_body");
  expect(await refusal(raw("--x\r\nbroken", "multipart/form-data; boundary=x"))).toBe("malformed_body");
  expect((await fetch(`${server.url}/api/media`, { method: "POST" })).status).toBe(401);
});

test("a file is seen by who uploaded it, then by whoever sees a ticket with it, by nobody else", async () => {
  const { id } = await upload(PNG, "visto.png");
  const admin = await server.signedIn({ role: "ADMIN" });
  expect((await get(id, admin)).status).toBe(404);
  expect((await get(id, outsider)).status).toBe(404);
  expect((await get(id)).status).toBe(401);
  await agent.api.sendMessage({ body: { ticketId: ticket.id, mediaId: id } });
  expect((await get(id, admin)).status).toBe(200);
  expect((await get(id, outsider)).status).toBe(404);
});

test("a file that could not be fetched is fetched again when asked", async () => {
  const id = crypto.randomUUID();
  const source = { reference: {}, mimeType: null, fileName: null, size: null };
  await server.database.models.mediaFile.create({
    data: { id, status: "FAILED", fileName: "", mimeType: "image/png", source },
  });
  await server.factories.message({
    contactId: ticket.contactId,
    whatsappId: ticket.whatsappId,
    ticketId: ticket.id,
    mediaId: id,
  });
  expect((await get(id, agent)).status).toBe(404);
  await expect(outsider.api.retryMedia({ params: { id } })).rejects.toMatchObject({ status: 404 });
  expect(await agent.api.retryMedia({ params: { id } })).toMatchObject({ status: "PENDING" });
});

test("a picture has a small one, seen by whom the picture is", async () => {
  const file = await upload(
    await sharp({ create: { width: 800, height: 600, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
    "a.png",
  );
  expect(file).toMatchObject({ width: 800, height: 600, durationSeconds: null, hasThumbnail: true });
  const small = (user: TestUser) =>
    fetch(`${server.url}/api/media/${file.id}?variant=thumbnail`, { headers: headersOf(user) });
  const answer = await small(agent);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
  expect(await sharp(await answer.arrayBuffer()).metadata()).toMatchObject({ width: 320, height: 240 });
  expect((await small(outsider)).status).toBe(404);
  const text = await upload(Buffer.from("olá"), "a.txt");
  expect(
    (await fetch(`${server.url}/api/media/${text.id}?variant=thumbnail`, { headers: headersOf(agent) })).status,
  ).toBe(404);
});

test("a recorded voice note is kept as WhatsApp takes it, and what was recorded is tidied up", async () => {
  const recorded = await readFile(path.join(import.meta.dirname, "inspect/samples/voice.webm"));
  const file = await upload(recorded, "voz.webm");
  expect(file).toMatchObject({ mimeType: "audio/ogg", hasThumbnail: false });
  expect(file.durationSeconds).toBeGreaterThan(1.5);
  const storage = createFileStorage(server.config.mediaDir);
  const sha256 = createHash("sha256").update(recorded).digest("hex");
  expect(await storage.has(sha256, recorded.byteLength)).toBe(false);
  const sent = await agent.api.sendMessage({
    body: { ticketId: ticket.id, mediaId: file.id, voice: true },
  });
  expect(sent).toMatchObject({ type: "AUDIO", content: { voice: true, waveform: expect.any(Array) } });
});

test("with an upload that nobody used its small picture goes too", async () => {
  const picture = await sharp({ create: { width: 500, height: 500, channels: 3, background: "blue" } })
    .png()
    .toBuffer();
  const { id } = await upload(picture, "b.png");
  const row = await server.database.models.mediaFile.findUniqueOrThrow({ where: { id } });
  await server.database.models.mediaFile.update({ where: { id }, data: { createdAt: new Date(0) } });
  const storage = createFileStorage(server.config.mediaDir);
  const isThere = () => storage.has(row.thumbnailSha256 ?? "", row.thumbnailSize ?? 0);
  expect(await isThere()).toBe(true);
  await pruneUploads({ db: server.database, storage }, new Date(1));
  expect(await isThere()).toBe(false);
});
