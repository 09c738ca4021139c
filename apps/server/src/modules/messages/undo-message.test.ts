import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MovableClock } from "../../../test/clock.ts";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { createFileStorage } from "../../platform/storage/index.ts";
import type { DeliveryQueue } from "../../whatsapp/delivery-queue.ts";
import { closeTicket } from "../tickets/index.ts";
import { deleteMessage } from "./actions/delete-message.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import { sendMessage } from "./send-message.ts";
import { undoMessage } from "./undo-message.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let clock: MovableClock;
let agent: UserContext;
let connection: string;

beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  clock = new MovableClock();
  agent = { ...world.agent, clock };
  const storage = createFileStorage(path.join(tmpdir(), `undo-${newId()}`));
  queue = createDeliveryQueue({ ...agent, storage });
  connection = (await world.factories.connection()).id;
  await choose(5);
});

const choose = (undoSeconds: number) =>
  world.db.query(
    `INSERT INTO "UserPreferences" ("userId", "chosen") VALUES ($1::uuid, $2::jsonb)
     ON CONFLICT ("userId") DO UPDATE SET "chosen" = EXCLUDED."chosen"`,
    [agent.actor.id, JSON.stringify({ undoSeconds })],
  );

async function conversation() {
  const contact = await world.factories.contact();
  const ticket = await world.factories.ticket({
    contactId: contact.id,
    whatsappId: connection,
    queueId: world.queue.id,
    userId: agent.actor.id,
  });
  const send = (body: string, fields: object = {}) =>
    sendMessage(agent, { ticketId: ticket.id, body, isPrivate: false, canUndo: true, ...fields });
  return { ticketId: ticket.id, send };
}

const bodyOf = (claimed: Awaited<ReturnType<DeliveryQueue["claimNext"]>>) => claimed?.command.content.body;
const exists = async (id: string) =>
  (await world.db.query(`SELECT 1 FROM "Message" WHERE "id" = $1::uuid`, [id])).length > 0;

test("a text waits as long as its author has chosen, and nothing to the same customer overtakes it", async () => {
  const { send } = await conversation();
  const first = await send("primeira");
  expect(first).toMatchObject({ status: "PENDING", heldBecause: "undo" });
  expect(Date.parse(first.heldUntil ?? "") - Date.parse(first.sentAt)).toBe(5000);
  await send("segunda", { canUndo: false });
  expect(await queue.claimNext(connection, [])).toBeNull();
  expect(await queue.nextDueAt(connection)).toEqual(new Date(first.heldUntil ?? ""));
  clock.advance(5000);
  expect(bodyOf(await queue.claimNext(connection, []))).toBe("primeira");
});

test("nothing waits without the wish, without the preference, or when it is no text to the customer", async () => {
  const { send } = await conversation();
  expect(await send("já", { canUndo: false })).toMatchObject({ heldBecause: null });
  expect(await send("nota", { isPrivate: true })).toMatchObject({ status: "SENT", heldBecause: null });
  expect(await send("", { location: { latitude: 1, longitude: 2, name: null, address: null } })).toMatchObject({
    heldBecause: null,
  });
  await choose(0);
  expect(await send("agora")).toMatchObject({ heldBecause: null });
});

test("what is taken back is gone for everybody, returns to the draft, and the customer waits again", async () => {
  const { send, ticketId } = await conversation();
  const asked = new Date(clock.now().getTime() - 60_000);
  await world.db.query(
    `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "status", "body", "sentAt")
     SELECT gen_random_uuid(), t."id", t."contactId", t."whatsappId", 'INBOUND', 'SENT', 'Alô?', $2::timestamptz
     FROM "Ticket" t WHERE t."id" = $1::uuid`,
    [ticketId, asked],
  );
  await world.db.query(
    `UPDATE "Ticket" SET "waitingSince" = $2::timestamptz, "lastInboundAt" = $2::timestamptz, "lastMessageAt" = $2::timestamptz
     WHERE "id" = $1::uuid`,
    [ticketId, asked],
  );
  const message = await send("Bom dai");
  expect(await world.row(ticketId)).toMatchObject({ waitingSince: null });
  const draft = await undoMessage(agent, { id: message.id });
  expect(draft).toMatchObject({ ticketId, body: "Bom dai", isPrivate: false });
  expect(await exists(message.id)).toBe(false);
  expect(await world.row(ticketId)).toMatchObject({
    waitingSince: asked,
    firstResponseAt: null,
    lastMessageAt: asked,
    lastMessage: { body: "Alô?", direction: "INBOUND" },
  });
  expect((await world.outbox(ticketId)).at(-1)).toEqual({ type: "message-removed", ticketId, messageId: message.id });
  clock.advance(60_000);
  expect(await queue.claimNext(connection, [])).toBeNull();
});

test("its text stands before what was begun meanwhile; once more changes nothing", async () => {
  const { send, ticketId } = await conversation();
  const message = await send("Primeira linha");
  await world.db.query(
    `INSERT INTO "TicketDraft" ("userId", "ticketId", "version", "body", "updatedAt")
     VALUES ($1::uuid, $2::uuid, 7, 'segunda', now())`,
    [agent.actor.id, ticketId],
  );
  const draft = await undoMessage(agent, { id: message.id });
  expect(draft).toMatchObject({ body: "Primeira linha\nsegunda", version: 8 });
  expect(await undoMessage(agent, { id: message.id })).toEqual(draft);
});

test("a late repetition of its sending does not bring it back", async () => {
  const { send } = await conversation();
  const id = newId();
  await send("uma vez", { id });
  await undoMessage(agent, { id });
  await expect(send("uma vez", { id })).rejects.toMatchObject({ code: "message_id_taken" });
  expect(await exists(id)).toBe(false);
});

test("taking back and the lane's claim race: exactly one has it, every time", async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 30; round++) {
    const { send } = await conversation();
    const { id } = await send(`corrida ${round}`, { canUndo: false });
    const undo = () =>
      undoMessage(agent, { id }).then(
        () => true,
        () => false,
      );
    const claim = () => queue.claimNext(connection, []).then((claimed) => claimed !== null);
    const [isUndone, isClaimed] = await Promise.all(
      round % 2 === 0 ? [undo(), claim()] : [claim().then(() => undo()), claim()],
    );
    const left = await world.db.query<{ status: string }>(`SELECT "status" FROM "Message" WHERE "id" = $1::uuid`, [id]);
    expect(left.map(({ status }) => status)).toEqual(isUndone ? [] : ["SENDING"]);
    if (isUndone) expect(isClaimed).toBe(false);
    outcomes.add(isUndone ? "undone" : "claimed");
    if (!isUndone) await queue.markSent(id, { providerId: newId() });
  }
  expect([...outcomes]).toContain("claimed");
});

test("ten presses at once take it back once", async () => {
  const { send, ticketId } = await conversation();
  const { id } = await send("uma só");
  const drafts = await Promise.all(Array.from({ length: 10 }, () => undoMessage(agent, { id })));
  expect(new Set(drafts.map(({ body }) => body))).toEqual(new Set(["uma só"]));
  expect((await world.outbox(ticketId)).filter(({ type }) => type === "message-removed")).toHaveLength(1);
});

test("only its author may, as long as they see the ticket, also when it has closed meanwhile", async () => {
  const { send, ticketId } = await conversation();
  const { id } = await send("minha");
  await expect(undoMessage(world.supervisor, { id })).rejects.toMatchObject({ code: "message_state_conflict" });
  await expect(undoMessage(world.outsider, { id })).rejects.toMatchObject({ code: "not_found" });
  await closeTicket(agent, { id: ticketId });
  expect(await undoMessage(agent, { id })).toMatchObject({ body: "minha" });
  await expect(undoMessage(agent, { id: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("what was deleted, sent, or is a note cannot be taken back", async () => {
  const { send } = await conversation();
  const note = await send("nota", { isPrivate: true });
  const deleted = await send("apagada");
  await deleteMessage(agent, { id: deleted.id });
  const sent = await send("foi", { canUndo: false });
  await queue.claimNext(connection, []);
  await queue.markSent(sent.id, { providerId: newId() });
  for (const { id } of [note, deleted, sent])
    await expect(undoMessage(agent, { id })).rejects.toMatchObject({ code: "message_state_conflict" });
});

test("the pacing of a number does not hide for how long it can be taken back", async () => {
  const { send } = await conversation();
  const { id, heldUntil } = await send("devagar");
  const until = new Date(clock.now().getTime() + 60_000);
  await queue.hold(connection, { until, because: "pacing", betweenMs: 0 });
  const read = () => world.db.query(`SELECT "heldBecause", "heldUntil" FROM "Message" WHERE "id" = $1::uuid`, [id]);
  expect(await read()).toEqual([{ heldBecause: "undo", heldUntil: new Date(heldUntil ?? "") }]);
  clock.advance(6000);
  await queue.hold(connection, { until, because: "pacing", betweenMs: 0 });
  expect(await read()).toEqual([{ heldBecause: "pacing", heldUntil: until }]);
});
