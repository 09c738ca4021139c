import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { createFileStorage } from "../../platform/storage/index.ts";
import { DriverError } from "../../whatsapp/driver.ts";
import { fetchMedia, type OpenMedia } from "./fetch-media.ts";
import { pruneUploads } from "./prune-uploads.ts";

const folder = path.join(tmpdir(), `media-${newId()}`);
const storage = createFileStorage(folder);
let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true, force: true });
});

async function received(fileName: string | null = null) {
  const id = newId();
  const source = { reference: { id: "m" }, mimeType: "text/html", fileName, size: null };
  await world.db.models.mediaFile.create({ data: { id, fileName: "", mimeType: "text/html", source } });
  const contact = await world.factories.contact();
  const place = { contactId: contact.id, whatsappId: world.connection.id };
  const ticket = await world.factories.ticket(place);
  await world.factories.message({ ...place, ticketId: ticket.id, mediaId: id });
  return { id, ticketId: ticket.id };
}

const answering =
  (bytes: Uint8Array): OpenMedia =>
  async () => ({ stream: new Blob([new Uint8Array(bytes)]).stream(), mimeType: null, size: null });
const refusing =
  (error: Error): OpenMedia =>
  async () => {
    throw error;
  };
const fetchIt = (mediaId: string, openMedia: OpenMedia, isLastAttempt = false) =>
  fetchMedia(
    { ...world.agent, storage, openMedia, maxBytes: 1000 },
    { mediaId, connectionId: world.connection.id },
    isLastAttempt,
  );
const row = (id: string) => world.db.models.mediaFile.findUniqueOrThrow({ where: { id } });

test("a fetched file is told by its bytes, stored, and shown in its message", async () => {
  const { id, ticketId } = await received();
  await fetchIt(id, answering(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])));
  const file = await row(id);
  expect(file).toMatchObject({ status: "READY", mimeType: "image/jpeg", fileName: "image.jpeg", size: 10 });
  expect(await storage.has(file.sha256 ?? "", 10)).toBe(true);
  expect(await world.outbox(ticketId)).toMatchObject([{ type: "message-update", isLast: false }]);
  await fetchIt(id, refusing(new Error("not asked again")));
});

test("what may still work is tried again; the last attempt shows the failure", async () => {
  const { id, ticketId } = await received();
  const away = refusing(new DriverError("not_connected", "away"));
  await expect(fetchIt(id, away)).rejects.toThrow("away");
  expect(await row(id)).toMatchObject({ status: "PENDING" });
  await fetchIt(id, away, true);
  expect(await row(id)).toMatchObject({ status: "FAILED", failure: "away" });
  expect(await world.outbox(ticketId)).toHaveLength(1);
});

test("what is gone for good, or too large, fails at once and leaves no bytes", async () => {
  const [gone, large] = [await received(), await received()];
  await fetchIt(gone.id, refusing(new DriverError("media_rejected", "expired")));
  await fetchIt(large.id, answering(Buffer.alloc(1001)));
  expect(await row(gone.id)).toMatchObject({ status: "FAILED", failure: "expired" });
  expect(await row(large.id)).toMatchObject({ status: "FAILED", sha256: null });
});

test("uploads that nobody used are removed with their bytes, unless others have the same", async () => {
  const put = (text: string) =>
    storage.put(
      (async function* () {
        yield Buffer.from(text);
      })(),
      100,
    );
  const [lonely, shared] = [await put("lonely"), await put("shared")];
  const old = new Date(Date.now() - 2 * 86_400_000);
  const add = async (file: { sha256: string; size: number }, fields: object) => {
    const data = {
      id: newId(),
      status: "READY" as const,
      fileName: "f",
      mimeType: "text/plain",
      sha256: file.sha256,
      size: file.size,
      ...fields,
    };
    await world.db.models.mediaFile.create({ data });
    return data.id;
  };
  const mine = { uploaderId: world.agent.actor.id };
  await add(lonely, { ...mine, createdAt: old });
  await add(shared, { ...mine, createdAt: old });
  const kept = await add(shared, mine);
  expect(await pruneUploads({ db: world.db, storage }, new Date(Date.now() - 86_400_000))).toBe(2);
  expect(await storage.has(lonely.sha256, lonely.size)).toBe(false);
  expect(await storage.has(shared.sha256, shared.size)).toBe(true);
  expect(await row(kept)).toMatchObject({ status: "READY" });
});
