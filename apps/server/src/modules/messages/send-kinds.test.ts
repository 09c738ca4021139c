import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { DriverKind } from "@whatskovi/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { createFileStorage } from "../../platform/storage/index.ts";
import type { DeliveryQueue } from "../../whatsapp/delivery-queue.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import { forwardMessage } from "./forward-message.ts";
import { retryMessage } from "./retry-message.ts";
import { sendMessage } from "./send-message.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let connectionId: string;
let contactId: string;
let ticketId: string;
const folder = path.join(tmpdir(), `kinds-${newId()}`);
const storage = createFileStorage(folder);

beforeAll(async () => {
  world = await createTicketWorld();
  queue = createDeliveryQueue({ ...world.agent, storage });
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => begin("simulator"));

/** A new number of that kind with an open ticket of the agent's. */
async function begin(driver: DriverKind, lastInboundAt: Date | null = new Date()) {
  connectionId = (await world.factories.connection({ driver })).id;
  contactId = (await world.factories.contact({ name: "Eva" })).id;
  ticketId = await openTicket(world.agent.actor.id);
  await world.db.models.ticket.update({ where: { id: ticketId }, data: { lastInboundAt } });
}

const openTicket = async (userId: string, contact = contactId) =>
  (await world.factories.ticket({ contactId: contact, whatsappId: connectionId, userId, queueId: world.queue.id })).id;

async function file(mimeType: string, fields: object = {}) {
  const { sha256, size } = await storage.put(Readable.from([Buffer.from(mimeType)]), 1000);
  const id = newId();
  const data = {
    id,
    fileName: "f",
    mimeType,
    status: "READY" as const,
    size,
    sha256,
    uploaderId: world.agent.actor.id,
  };
  await world.db.models.mediaFile.create({ data: { ...data, ...fields } });
  return id;
}

const send = (fields: object, who: UserContext = world.agent) =>
  sendMessage(who, { ticketId, body: "", isPrivate: false, ...fields });
const code = (expected: string) => expect.objectContaining({ code: expected });

async function claimed() {
  const next = await queue.claimNext(connectionId, []);
  if (next === null) throw new Error("nothing waits");
  await queue.markSent(next.command.messageId, { providerId: `p.${next.command.messageId}` });
  return next.command;
}

const location = { latitude: -23.5, longitude: -46.6, name: "Sé", address: null };
const contacts = [{ name: "Loja", phoneNumbers: ["+551133334444"] }];

describe("what the driver gets", () => {
  test.each([
    ["image/png", {}, "IMAGE"],
    ["video/mp4", {}, "VIDEO"],
    ["audio/mpeg", {}, "AUDIO"],
    ["application/pdf", {}, "DOCUMENT"],
    ["image/png", { type: "DOCUMENT" }, "DOCUMENT"],
    ["image/webp", { type: "STICKER" }, "STICKER"],
  ])("%s with %j is a %s with its bytes", async (mimeType, fields, type) => {
    await send({ mediaId: await file(mimeType), body: "legenda", ...fields });
    const { content } = await claimed();
    expect(content).toMatchObject({ type, body: "legenda", file: { mimeType, size: mimeType.length } });
    expect(content).not.toHaveProperty("voice");
    const opened = "file" in content ? await new Response(await content.file.open()).text() : "";
    expect(opened).toBe(mimeType);
  });

  test("a voice note comes with its length and loudness; another sound is a sound file and says so", async () => {
    const known = { durationSeconds: 2.5, waveform: [0, 50, 100] };
    const note = await send({ mediaId: await file("audio/ogg", known), voice: true });
    expect(note).toMatchObject({ type: "AUDIO", content: { voice: true, ...known } });
    expect((await claimed()).content).toMatchObject({ type: "AUDIO", voice: known });
    const sound = await send({ mediaId: await file("audio/mp4", { durationSeconds: 2.5 }), voice: true });
    expect(sound.content).toEqual({ durationSeconds: 2.5 });
    expect((await claimed()).content).not.toHaveProperty("voice");
    await expect(send({ mediaId: await file("image/png"), voice: true })).rejects.toEqual(code("invalid_input"));
  });

  test("a place, cards and a quote", async () => {
    expect(await send({ location })).toMatchObject({ type: "LOCATION", content: { location } });
    expect((await claimed()).content).toEqual({ type: "LOCATION", body: "", location });
    const card = await send({ contacts });
    expect(card).toMatchObject({ type: "CONTACT", content: { contacts } });
    expect((await claimed()).content).toEqual({ type: "CONTACT", body: "", contacts });
    await send({ body: "este", quotedMessageId: card.id });
    expect(await claimed()).toMatchObject({
      quoted: { providerId: `p.${card.id}`, isFromUs: true, type: "CONTACT", author: null, chat: [{ kind: "PHONE" }] },
    });
  });

  test("in a group it names people by WhatsApp's writing, and quotes by who wrote", async () => {
    const author = await world.factories.contact({ name: "Bia" });
    const place = { ticketId, contactId, whatsappId: connectionId };
    const question = await world.factories.message(place);
    await world.db.models.message.update({ where: { id: question.id }, data: { authorContactId: author.id } });
    const sent = await send({
      body: "@Bia veja, @Bianca não",
      mentions: [{ contactId: author.id, handle: "Bia" }],
      quotedMessageId: question.id,
    });
    const [identity] = await world.db.models.contactIdentity.findMany({ where: { contactId: author.id } });
    const address = identity?.address ?? "";
    expect(sent).toMatchObject({
      body: `@${address} veja, @Bianca não`,
      content: { mentions: [{ handle: address, name: "Bia" }] },
    });
    const { content, quoted } = await claimed();
    expect(content).toMatchObject({ mentions: [{ kind: "PHONE", value: address }] });
    expect(quoted).toMatchObject({ author: [{ kind: "PHONE", value: address }] });
    const stranger = await world.factories.contact();
    await expect(send({ body: "@x", mentions: [{ contactId: stranger.id, handle: "x" }] })).rejects.toEqual(
      code("invalid_input"),
    );
  });

  test("what goes together with nothing is refused", async () => {
    await expect(send({ location, type: "TEXT" })).rejects.toEqual(code("invalid_input"));
    await expect(send({ body: "x", type: "LOCATION" })).rejects.toEqual(code("invalid_input"));
    await expect(send({ location, isPrivate: true })).rejects.toEqual(code("invalid_input"));
    await expect(send({ mediaId: await file("image/png"), type: "STICKER" })).rejects.toEqual(code("invalid_input"));
  });

  test("after a failure it is the same once more", async () => {
    const { id } = await send({ location });
    const first = await queue.claimNext(connectionId, []);
    await queue.markFailed(id, "permanent");
    await retryMessage(world.agent, { id });
    expect((await queue.claimNext(connectionId, []))?.command).toEqual(first?.command);
  });
});

describe("what a number cannot send", () => {
  test("is refused at once, and nothing is stored", async () => {
    const template = { name: "oi", language: "pt_BR", parameters: [] };
    await expect(send({ body: "Oi", template })).rejects.toEqual(code("unsupported_by_connection"));
    await begin("cloud-api");
    const mentions = [{ contactId, handle: "Eva" }];
    await expect(send({ body: "@Eva", mentions })).rejects.toEqual(code("unsupported_by_connection"));
    const large = await file("image/png", { size: 6 * 1024 * 1024 });
    await expect(send({ mediaId: large })).rejects.toMatchObject({
      code: "payload_too_large",
      details: { detail: expect.stringContaining("document") },
    });
    expect(await send({ mediaId: large, type: "DOCUMENT" })).toMatchObject({ type: "DOCUMENT" });
    expect(await world.db.query(`SELECT 1 FROM "Message" WHERE "ticketId" = $1::uuid`, [ticketId])).toHaveLength(1);
  });

  test("after the service window is free text; a template goes, and a note", async () => {
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await begin("cloud-api", yesterday);
    await expect(send({ body: "Oi" })).rejects.toMatchObject({
      code: "service_window_closed",
      details: { detail: expect.stringContaining("template") },
    });
    const template = { name: "oi", language: "pt_BR", parameters: ["Eva"] };
    const { id } = await send({ body: "Oi, Eva", template });
    expect((await claimed()).content).toEqual({ type: "TEMPLATE", body: "Oi, Eva", template });
    expect(await send({ body: "nota", isPrivate: true })).toMatchObject({ isPrivate: true });
    await world.db.query(`UPDATE "Message" SET "status" = 'FAILED' WHERE "id" = $1::uuid`, [id]);
    expect(await retryMessage(world.agent, { id })).toMatchObject({ status: "PENDING" });
  });

  test("the window counts from what the customer wrote in any ticket with the number; never is closed", async () => {
    await begin("cloud-api", null);
    await expect(send({ body: "Oi" })).rejects.toEqual(code("service_window_closed"));
    await world.db.models.ticket.create({
      data: { id: newId(), contactId, whatsappId: connectionId, status: "CLOSED", lastInboundAt: new Date() },
    });
    expect(await send({ body: "Oi" })).toMatchObject({ status: "PENDING" });
  });
});

describe("a forward", () => {
  test("is a new message in each ticket, that shares the file", async () => {
    const mediaId = await file("image/png");
    const source = await send({ mediaId, body: "veja" });
    const other = await openTicket(world.agent.actor.id, (await world.factories.contact()).id);
    const ids = [newId(), newId()];
    const forward = () => forwardMessage(world.agent, { id: source.id, ticketIds: [ticketId, other], ids });
    const forwarded = await forward();
    expect(forwarded).toMatchObject([
      { id: ids[0], ticketId, body: "veja", mediaId, content: { forwarded: true }, status: "PENDING" },
      { id: ids[1], ticketId: other, mediaId },
    ]);
    expect(await forward()).toEqual(forwarded);
  });

  test("goes to all or to none, from what is seen to where one may send", async () => {
    const source = await send({ body: "veja" });
    const theirs = await openTicket(world.colleague.actor.id, (await world.factories.contact()).id);
    const input = { id: source.id, ticketIds: [ticketId, theirs] };
    await expect(forwardMessage(world.agent, input)).rejects.toEqual(code("not_found"));
    expect(await world.db.query(`SELECT 1 FROM "Message" WHERE "ticketId" = $1::uuid`, [ticketId])).toHaveLength(1);
    await expect(forwardMessage(world.colleague, { id: source.id, ticketIds: [theirs] })).rejects.toEqual(
      code("not_found"),
    );
    expect(await forwardMessage(world.admin, input)).toHaveLength(2);
  });

  test("is not of notes, deleted messages, or what nobody can send", async () => {
    const note = await send({ body: "nota", isPrivate: true });
    const ticketIds = [ticketId];
    await expect(forwardMessage(world.agent, { id: note.id, ticketIds })).rejects.toEqual(
      code("message_state_conflict"),
    );
    const { id } = await world.factories.message({ ticketId, contactId, whatsappId: connectionId });
    for (const data of [{ deletedAt: new Date() }, { deletedAt: null, type: "UNSUPPORTED" as const }]) {
      await world.db.models.message.update({ where: { id }, data });
      await expect(forwardMessage(world.agent, { id, ticketIds })).rejects.toEqual(code("message_state_conflict"));
    }
  });
});
