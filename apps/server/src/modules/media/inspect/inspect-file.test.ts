import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { createFileStorage } from "../../../platform/storage/index.ts";
import { sniffMimeType } from "../file-kind.ts";
import { inspectFile } from "./inspect-file.ts";

const folder = path.join(tmpdir(), `inspect-${newId()}`);
const storage = createFileStorage(folder);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a file that came is looked into. */
async function inspect(bytes: Uint8Array, fileName = "") {
  const file = await storage.put(Readable.from([bytes]), 64 * 1024 * 1024);
  return { came: file, ...(await inspectFile(storage, file, await sniffMimeType(file.head, fileName))) };
}

const sample = (name: string) => readFile(path.join(import.meta.dirname, "samples", name));
const sent = (name: string) =>
  readFile(path.join(import.meta.dirname, "../../../whatsapp/drivers/simulator/samples", name));
const bytesOf = (place: { sha256: string } | null) => buffer(storage.open(place?.sha256 ?? ""));
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#2f7d5b" }, limitInputPixels: false });

test("a picture is measured as it is shown, and has a small one", async () => {
  const jpeg = await plain(1000, 400).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { facts, file, came, mimeType } = await inspect(jpeg);
  expect({ ...facts, mimeType, isSame: file.sha256 === came.sha256 }).toMatchObject({
    width: 400,
    height: 1000,
    mimeType: "image/jpeg",
    isSame: true,
  });
  const small = await sharp(await bytesOf(facts.thumbnail)).metadata();
  expect(small).toMatchObject({ format: "webp", width: 128, height: 320 });
});

test("small pictures are not enlarged, and those that move stand still", async () => {
  const { facts } = await inspect(await sent("sticker.webp"));
  expect(facts.width).toBeGreaterThan(0);
  const small = await sharp(await bytesOf(facts.thumbnail)).metadata();
  expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(
    Math.min(320, Math.max(facts.width ?? 0, facts.height ?? 0)),
  );
});

test("a picture that would unfold beyond measure is kept folded", async () => {
  const bomb = await plain(1, 1).png().toBuffer();
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  expect((await inspect(bomb)).facts).toMatchObject({ width: null, thumbnail: null });
});

test.each(["voice.webm", "voice-opus.mp4"])("what a browser records (%s) becomes what WhatsApp takes", async (name) => {
  const { file, came, mimeType, facts } = await inspect(await sample(name));
  expect(mimeType).toBe("audio/ogg");
  expect(file.sha256).not.toBe(came.sha256);
  expect((await bytesOf(file)).subarray(0, 4).toString()).toBe("OggS");
  expect(facts.durationSeconds).toBeGreaterThan(1.5);
  expect(facts.durationSeconds).toBeLessThan(2.5);
  const waveform = facts.waveform ?? [];
  expect(waveform).toHaveLength(64);
  // Recorded silent for a second and loud for another.
  expect(Math.max(...waveform.slice(2, 24))).toBeLessThan(10);
  expect(Math.min(...waveform.slice(44, 60))).toBeGreaterThan(60);

  const again = await inspect(await bytesOf(file));
  expect(again).toMatchObject({ mimeType: "audio/ogg", file: { sha256: file.sha256 } });
  expect(Math.abs((again.facts.durationSeconds ?? 0) - (facts.durationSeconds ?? 0))).toBeLessThan(0.15);
});

test("a film has a size and a length, a sound a length", async () => {
  const film = await inspect(await sent("video.mp4"));
  expect(film).toMatchObject({ mimeType: "video/mp4", facts: { waveform: null } });
  expect(film.facts.width).toBeGreaterThan(0);
  expect(film.facts.durationSeconds).toBeGreaterThan(0);
  const sound = await inspect(await sent("audio.wav"));
  expect(sound.facts.durationSeconds).toBeGreaterThan(0);
});

test.each([
  ["a picture cut off", async () => (await sent("image.jpg")).subarray(0, 600)],
  ["a recording cut off", async () => (await sample("voice.webm")).subarray(0, 300)],
  [
    "a recording of noise",
    async () => Buffer.concat([(await sample("voice.webm")).subarray(0, 200), Buffer.alloc(4000, 0xa7)]),
  ],
  ["a text", async () => Buffer.from("olá")],
  ["a document", () => sent("document.pdf")],
])(
  "%s is kept as it came",
  async (_what, read) => {
    const { file, came, facts } = await inspect(await read());
    expect(file.sha256).toBe(came.sha256);
    expect(facts.thumbnail).toBeNull();
  },
  30_000,
);
