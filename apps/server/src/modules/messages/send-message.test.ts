import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { closeTicket, transferTicket } from "../tickets/index.ts";
import { retryMessage } from "./retry-message.ts";
import { sendMessage } from "./send-message.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const send = (ticketId: string, body: string, fields: object = {}, who = world.agent) =>
  sendMessage(who, { ticketId, body, isPrivate: false, ...fields });

const openTicket = () => world.ticket({ userId: world.agent.actor.id });
const countOf = async (ticketId: string) =>
  (await world.db.query(`SELECT 1 FROM "Message" WHERE "ticketId" = $1::uuid`, [ticketId])).length;

test("an answer waits for the lane, is the ticket's last message and ends the waiting", async () => {
  const ticketId = await openTicket();
  await world.db.query(
    `UPDATE "Ticket" SET "waitingSince" = now() - interval '5 minutes', "lastInboundAt" = now() WHERE "id" = $1::uuid`,
    [ticketId],
  );
  const woken: string[] = [];
  const message = await send(ticketId, "Bom dia!", {}, { ...world.agent, wakeLane: (id) => woken.push(id) });
  expect(message).toMatchObject({
    status: "PENDING",
    direction: "OUTBOUND",
    type: "TEXT",
    body: "Bom dia!",
    user: { name: "Ana" },
  });
  expect(await world.row(ticketId)).toMatchObject({
    waitingSince: null,
    lastMessage: { id: message.id, body: "Bom dia!", status: "PENDING" },
  });
  expect((await world.row(ticketId)).firstResponseAt).toEqual(new Date(message.sentAt));
  expect(await world.outbox(ticketId)).toEqual([
    { type: "messages", ticketId, messageIds: [message.id], isNewTicket: false },
  ]);
  expect(woken).toEqual([world.connection.id]);
});

test("the same id again, also at once and after the closing, is the same message and one send", async () => {
  const ticketId = await openTicket();
  const id = newId();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(ticketId, "uma vez", { id })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await closeTicket(world.agent, { id: ticketId });
  expect(await send(ticketId, "uma vez", { id })).toEqual(answers[0]);
  expect(await countOf(ticketId)).toBe(1);
  expect((await world.outbox(ticketId)).filter(({ type }) => type === "messages")).toHaveLength(1);
});

test("an id of somebody else's message or of another ticket is taken", async () => {
  const [ticketId, otherId] = [await openTicket(), await openTicket()];
  const { id } = await send(ticketId, "minha");
  await expect(send(otherId, "minha", { id })).rejects.toMatchObject({ code: "message_id_taken" });
  await expect(send(ticketId, "minha", { id }, world.admin)).rejects.toMatchObject({ code: "message_id_taken" });
});

test("who may write what follows from the ticket", async () => {
  const pending = await world.ticket();
  await expect(send(pending, "oi")).rejects.toMatchObject({ code: "ticket_state_conflict" });
  expect(await send(pending, "nota", { isPrivate: true })).toMatchObject({ isPrivate: true });
  const others = await world.ticket({ userId: world.colleague.actor.id });
  await expect(send(others, "oi")).rejects.toMatchObject({ code: "not_found" });
  await expect(send(others, "oi", { isPrivate: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(send(others, "oi", {}, world.outsider)).rejects.toMatchObject({ code: "not_found" });
  expect(await send(others, "oi", {}, world.supervisor)).toMatchObject({ status: "PENDING" });
  const closed = await world.ticket({ status: "CLOSED", userId: world.agent.actor.id });
  await expect(send(closed, "oi")).rejects.toMatchObject({ code: "ticket_state_conflict" });
});

test("a note stays in the house: nobody stops waiting and no lane wakes", async () => {
  const ticketId = await openTicket();
  await world.db.query(`UPDATE "Ticket" SET "waitingSince" = now() WHERE "id" = $1::uuid`, [ticketId]);
  const woken: string[] = [];
  await send(ticketId, "só para nós", { isPrivate: true }, { ...world.agent, wakeLane: (id) => woken.push(id) });
  const row = await world.row(ticketId);
  expect(row.waitingSince).not.toBeNull();
  expect(row.firstResponseAt).toBeNull();
  expect(woken).toEqual([]);
});

test("a message that races with the closing or the handing over is stored before it or refused", async () => {
  for (let round = 0; round < 8; round += 1) {
    const ticketId = await openTicket();
    const away =
      round % 2 === 0
        ? closeTicket(world.agent, { id: ticketId })
        : transferTicket(world.agent, { id: ticketId, userId: world.colleague.actor.id });
    const [sent] = await Promise.allSettled([send(ticketId, "corrida"), away]);
    expect(await countOf(ticketId)).toBe(sent?.status === "fulfilled" ? 1 : 0);
    if (sent?.status === "rejected") expect(["ticket_state_conflict", "not_found"]).toContain(sent.reason.code);
  }
});

test("a quote stays within its ticket, and a note is not quoted to the customer", async () => {
  const [ticketId, otherId] = [await openTicket(), await openTicket()];
  const [own, note, foreign] = [
    await send(ticketId, "a"),
    await send(ticketId, "n", { isPrivate: true }),
    await send(otherId, "b"),
  ];
  expect(await send(ticketId, "re", { quotedMessageId: own.id })).toMatchObject({ quotedMessage: { body: "a" } });
  await expect(send(ticketId, "re", { quotedMessageId: note.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(send(ticketId, "re", { quotedMessageId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
});

async function file(fields: { uploaderId?: string; mimeType?: string; status?: "PENDING" | "READY" } = {}) {
  const id = newId();
  const data = {
    id,
    fileName: "f",
    mimeType: "image/png",
    status: "READY" as const,
    size: 3,
    sha256: "0".repeat(64),
    uploaderId: world.agent.actor.id,
  };
  await world.db.models.mediaFile.create({ data: { ...data, ...fields } });
  return id;
}

test("a file is sent as what it is, by who uploaded it", async () => {
  const ticketId = await openTicket();
  expect(await send(ticketId, "", { mediaId: await file() })).toMatchObject({
    type: "IMAGE",
    body: "",
    media: { status: "READY" },
  });
  expect(await send(ticketId, "", { mediaId: await file({ mimeType: "application/pdf" }) })).toMatchObject({
    type: "DOCUMENT",
  });
  expect(await send(ticketId, "", { mediaId: await file({ mimeType: "image/svg+xml" }) })).toMatchObject({
    type: "DOCUMENT",
  });
  expect(await send(ticketId, "", { mediaId: await file(), type: "DOCUMENT" })).toMatchObject({ type: "DOCUMENT" });
  await expect(send(ticketId, "", { mediaId: await file(), type: "VIDEO" })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(send(ticketId, "x", { type: "IMAGE" })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(
    send(ticketId, "", { mediaId: await file({ uploaderId: world.outsider.actor.id }) }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(send(ticketId, "", { mediaId: await file({ status: "PENDING" }) })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(send(ticketId, "", { mediaId: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("what PostgreSQL cannot store is cleaned, and what is nothing then is refused", async () => {
  const ticketId = await openTicket();
  expect(await send(ticketId, "a\u0000b")).toMatchObject({ body: "ab" });
  await expect(send(ticketId, "\u0000")).rejects.toMatchObject({ code: "invalid_input" });
});

test("nothing is sent from a number that was removed", async () => {
  const connection = await world.factories.connection();
  const contact = await world.factories.contact();
  const ticket = await world.factories.ticket({
    contactId: contact.id,
    whatsappId: connection.id,
    userId: world.agent.actor.id,
  });
  await world.db.query(`UPDATE "WhatsAppConnection" SET "deletedAt" = now() WHERE "id" = $1::uuid`, [connection.id]);
  await expect(send(ticket.id, "oi")).rejects.toMatchObject({ code: "unsupported_by_connection" });
  expect(await send(ticket.id, "nota", { isPrivate: true })).toMatchObject({ isPrivate: true });
});

test("only what failed is sent again, once, by who may send", async () => {
  const ticketId = await openTicket();
  const { id } = await send(ticketId, "falhou");
  await expect(retryMessage(world.agent, { id })).rejects.toMatchObject({ code: "message_not_failed" });
  await world.db.query(
    `UPDATE "Message" SET "status" = 'FAILED', "failureCode" = 'window_closed', "providerId" = 'old' WHERE "id" = $1::uuid`,
    [id],
  );
  await expect(retryMessage(world.outsider, { id })).rejects.toMatchObject({ code: "not_found" });
  const results = await Promise.allSettled([retryMessage(world.agent, { id }), retryMessage(world.agent, { id })]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await world.row(ticketId)).toMatchObject({ lastMessage: { id, status: "PENDING" } });
  expect((await world.outbox(ticketId)).at(-1)).toEqual({
    type: "message-update",
    ticketId,
    messageId: id,
    isLast: true,
  });
});
