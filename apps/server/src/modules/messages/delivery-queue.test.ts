import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { createFileStorage } from "../../platform/storage/index.ts";
import type { DeliveryQueue } from "../../whatsapp/delivery-queue.ts";
import { findConversationPartner } from "./conversation-partner.read-model.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import { receiveEvents } from "./receive/receive-events.ts";
import { sendMessage } from "./send-message.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let connection: string;
const folder = path.join(tmpdir(), `delivery-${newId()}`);
const storage = createFileStorage(folder);

beforeAll(async () => {
  world = await createTicketWorld();
  queue = createDeliveryQueue({ ...world.agent, storage });
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  connection = (await world.factories.connection()).id;
});

async function conversation() {
  const contact = await world.factories.contact();
  const ticket = await world.factories.ticket({
    contactId: contact.id,
    whatsappId: connection,
    userId: world.agent.actor.id,
  });
  const send = (body: string, fields: object = {}) =>
    sendMessage(world.agent, { ticketId: ticket.id, body, isPrivate: false, ...fields });
  return { contactId: contact.id, ticketId: ticket.id, send };
}

const stateOf = async (id: string) =>
  (
    await world.db.query<{ status: string; providerId: string | null; failureCode: string | null }>(
      `SELECT "status", "providerId", "failureCode" FROM "Message" WHERE "id" = $1::uuid`,
      [id],
    )
  )[0];
const bodyOf = (claimed: Awaited<ReturnType<DeliveryQueue["claimNext"]>>) => claimed?.command.content.body;

test("the oldest goes first, whatever its id; notes never go", async () => {
  const { send } = await conversation();
  await send("nota", { isPrivate: true });
  const first = await send("primeira", { id: "ffffffff-ffff-4fff-bfff-ffffffffffff" });
  await send("segunda");
  const claimed = await queue.claimNext(connection, []);
  expect(claimed?.command).toMatchObject({ messageId: first.id, content: { type: "TEXT", body: "primeira" } });
  expect(claimed?.command.to[0]).toMatchObject({ kind: "PHONE" });
  expect(await queue.claimNext(connection, [])).toBeNull();
  await queue.markSent(first.id, { providerId: "d1" });
  expect(bodyOf(await queue.claimNext(connection, []))).toBe("segunda");
});

test("conversations do not wait for each other, except for those that are busy", async () => {
  const [one, other, third] = [await conversation(), await conversation(), await conversation()];
  await one.send("1a");
  await one.send("1b");
  await other.send("2a");
  await third.send("3a");
  expect(bodyOf(await queue.claimNext(connection, []))).toBe("1a");
  expect(bodyOf(await queue.claimNext(connection, [other.contactId]))).toBe("3a");
  expect(bodyOf(await queue.claimNext(connection, []))).toBe("2a");
  expect(await queue.claimNext(connection, [])).toBeNull();
});

test("of many lanes at once each message is claimed by one", async () => {
  const conversations = await Promise.all(Array.from({ length: 6 }, conversation));
  await Promise.all(conversations.map(({ send }, index) => send(`${index}`)));
  const claims = await Promise.all(Array.from({ length: 20 }, () => queue.claimNext(connection, [])));
  const ids = claims.filter((claim) => claim !== null).map(({ command }) => command.messageId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a message that waits for its next attempt is overtaken by nobody in its conversation", async () => {
  const { send } = await conversation();
  const first = await send("primeira");
  await send("segunda");
  await queue.claimNext(connection, []);
  const due = new Date(Date.now() + 60_000);
  await queue.scheduleRetry(first.id, due);
  expect(await queue.claimNext(connection, [])).toBeNull();
  expect(await queue.nextDueAt(connection)).toEqual(due);
  await queue.claimNext(connection, []);
  await world.db.query(`UPDATE "Message" SET "nextAttemptAt" = now() - interval '1 second' WHERE "id" = $1::uuid`, [
    first.id,
  ]);
  expect(await queue.claimNext(connection, [])).toMatchObject({ attempts: 2, command: { messageId: first.id } });
});

test("a receipt brings the provider id, news that came first, and the address to write to from now on", async () => {
  const { send, ticketId, contactId } = await conversation();
  const { id } = await send("oi");
  await queue.claimNext(connection, []);
  await receiveEvents(world.agent, connection, [
    { kind: "status", providerId: "d2", status: "RECEIVED", timestamp: Date.now() },
  ]);
  await queue.markSent(id, { providerId: "d2", recipient: { kind: "LID", value: "4711" } });
  await queue.markSent(id, { providerId: "d2" });
  expect(await stateOf(id)).toMatchObject({ status: "RECEIVED", providerId: "d2" });
  expect(await world.row(ticketId)).toMatchObject({ lastMessage: { id, status: "RECEIVED" } });
  const addresses = await world.db.query(
    `SELECT "address" FROM "ContactIdentity" WHERE "contactId" = $1::uuid AND "kind" = 'LID'`,
    [contactId],
  );
  expect(addresses).toEqual([{ address: "4711" }]);
});

test("a failure is shown, unless evidence was faster", async () => {
  const { send, ticketId } = await conversation();
  const [failed, arrived] = [await send("a"), await send("b")];
  await queue.claimNext(connection, []);
  await queue.markFailed(failed.id, "invalid_recipient");
  expect(await stateOf(failed.id)).toMatchObject({ status: "FAILED", failureCode: "invalid_recipient" });
  await queue.claimNext(connection, []);
  await receiveEvents(world.agent, connection, [
    { kind: "status", providerId: "d3", messageId: arrived.id, status: "SENT", timestamp: Date.now() },
  ]);
  await queue.markFailed(arrived.id, "delivery_unknown");
  expect(await stateOf(arrived.id)).toMatchObject({ status: "SENT" });
  expect((await world.outbox(ticketId)).at(-1)).toEqual({
    type: "message-update",
    ticketId,
    messageId: arrived.id,
    isLast: true,
  });
});

test("what was being sent when the process died is found in doubt", async () => {
  const { send, contactId } = await conversation();
  const { id } = await send("?");
  await queue.claimNext(connection, []);
  expect(await queue.listInDoubt(connection, new Date(Date.now() - 60_000))).toEqual([]);
  expect(await queue.listInDoubt(connection, new Date(Date.now() + 1000))).toMatchObject([
    { messageId: id, contactId },
  ]);
});

test("with its number gone nothing waits for ever", async () => {
  const [one, other] = [await conversation(), await conversation()];
  const [sending, waiting] = [await one.send("a"), await other.send("b")];
  await queue.claimNext(connection, []);
  expect(await queue.failPending(connection, "connection_removed")).toBe(2);
  expect(await stateOf(sending.id)).toMatchObject({ status: "FAILED", failureCode: "delivery_unknown" });
  expect(await stateOf(waiting.id)).toMatchObject({ status: "FAILED", failureCode: "connection_removed" });
  await world.db.query(`UPDATE "WhatsAppConnection" SET "deletedAt" = now() WHERE "id" = $1::uuid`, [connection]);
  await queue.markSent(sending.id, { providerId: "late" });
  expect(await stateOf(sending.id)).toMatchObject({ status: "SENT", providerId: "late" });
});

test("a file goes with its bytes; one whose bytes are gone fails and holds up nobody", async () => {
  const { send } = await conversation();
  const stored = await storage.put(
    (async function* () {
      yield Buffer.from("%PDF-1.7");
    })(),
    100,
  );
  const media = async (sha256: string) => {
    const id = newId();
    await world.db.models.mediaFile.create({
      data: {
        id,
        fileName: "a.pdf",
        mimeType: "application/pdf",
        status: "READY",
        size: stored.size,
        sha256,
        uploaderId: world.agent.actor.id,
      },
    });
    return id;
  };
  const gone = await send("", { mediaId: await media("f".repeat(64)) });
  await send("legenda", { mediaId: await media(stored.sha256) });
  const content = (await queue.claimNext(connection, []))?.command.content;
  expect(content).toMatchObject({ type: "DOCUMENT", body: "legenda", file: { fileName: "a.pdf", size: 8 } });
  if (content?.type !== "DOCUMENT") throw new Error("not a document");
  expect(await new Response((await content.file.open()) as ReadableStream).text()).toBe("%PDF-1.7");
  expect(await stateOf(gone.id)).toMatchObject({ status: "FAILED", failureCode: "media_rejected" });
});

test("who has two phones, for they were two contacts, is answered where they wrote from last", async () => {
  const { contactId, ticketId, send } = await conversation();
  const phones = ["5511983330001", "5511983330002"] as const;
  const keyOf = (phone: string) => phone.replace("55119", "5511");
  await world.db.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address", "createdAt")
     SELECT 'PHONE', "value", $1::uuid, "address", now() + "place" * interval '1 hour'
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS phone("value", "address", "place")`,
    [contactId, phones.map(keyOf), phones],
  );
  for (const phone of [phones[0], phones[1], phones[0]]) {
    const providerId = newId();
    const chat = { identities: [{ kind: "PHONE" as const, value: phone }], name: null };
    const event = { kind: "message" as const, providerId, chat, origin: "live" as const, type: "TEXT" as const };
    await receiveEvents(world.agent, connection, [{ ...event, timestamp: Date.now(), body: "oi" }]);
    await send("resposta");
    expect((await findConversationPartner(world.db, ticketId))?.identities[0]?.value).toBe(phone);
    const claimed = await queue.claimNext(connection, []);
    expect(claimed?.command.to[0]).toEqual({ kind: "PHONE", value: phone });
    await queue.markSent(claimed?.command.messageId ?? "", { providerId: newId() });
  }
});
