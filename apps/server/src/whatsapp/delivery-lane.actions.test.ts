import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { MovableClock } from "../../test/clock.ts";
import { createTicketWorld, type TicketWorld } from "../../test/ticket-world.ts";
import {
  createDeliveryQueue,
  deleteMessage,
  editMessage,
  sendMessage,
  setReaction,
} from "../modules/messages/index.ts";
import { newId } from "../platform/ids.ts";
import { createFileStorage } from "../platform/storage/index.ts";
import { DeliveryLane, type DeliveryLaneDeps } from "./delivery-lane.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import { DriverError, type SendReceipt } from "./driver.ts";
import { ScriptedDriver, throws } from "./scripted-driver.fixture.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let clock: MovableClock;
let connectionId: string;
let driver: ScriptedDriver;
const lanes: DeliveryLane[] = [];

beforeAll(async () => {
  world = await createTicketWorld();
});
beforeEach(async () => {
  clock = new MovableClock();
  const storage = createFileStorage(path.join(tmpdir(), `lane-${newId()}`));
  queue = createDeliveryQueue({ ...world.agent, clock, storage });
  connectionId = (await world.factories.connection()).id;
  driver = new ScriptedDriver();
});
afterEach(async () => {
  await Promise.all(lanes.splice(0).map((lane) => lane.stop(1000)));
});
afterAll(() => world.drop());

function startLane(fields: Partial<DeliveryLaneDeps> = {}): DeliveryLane {
  const log = pino({ level: "silent" });
  const isOnline = () => true;
  const lane = new DeliveryLane({
    connectionId,
    driver,
    queue,
    clock,
    log,
    isOnline,
    unknownAfterMs: 15_000,
    ...fields,
  });
  lanes.push(lane);
  lane.start();
  return lane;
}

async function conversation() {
  const contact = await world.factories.contact();
  const userId = world.agent.actor.id;
  const ticket = await world.factories.ticket({ contactId: contact.id, whatsappId: connectionId, userId });
  const send = async (body: string) =>
    (await sendMessage(world.agent, { ticketId: ticket.id, body, isPrivate: false })).id;
  const receive = () =>
    world.factories.message({ ticketId: ticket.id, contactId: contact.id, whatsappId: connectionId });
  return { ticketId: ticket.id, send, receive };
}

const actionsOn = async (messageId: string) =>
  (
    await world.db.query<{ is: string }>(
      `SELECT concat_ws(' ', "kind", "status", "failureCode") AS "is" FROM "MessageAction"
       WHERE "messageId" = $1::uuid ORDER BY "createdAt", "id"`,
      [messageId],
    )
  ).map((row) => row.is);
const become = (messageId: string, ...actions: string[]) =>
  expect.poll(() => actionsOn(messageId), { timeout: 8000 }).toEqual(actions);
const messageOf = (id: string) =>
  world.db.models.message.findUniqueOrThrow({ where: { id }, include: { reactions: true } });

test("each is carried out once, and the message shows it", async () => {
  const { receive, send, ticketId } = await conversation();
  const [question, edited, revoked] = [(await receive()).id, await send("ola"), await send("engano")];
  const lane = startLane();
  await expect.poll(() => driver.bodies).toEqual(["ola", "engano"]);
  await expect.poll(() => lane.isIdle()).toBe(true);
  await setReaction(world.agent, { id: question, emoji: "👍" });
  await editMessage(world.agent, { id: edited, body: "olá" });
  await deleteMessage(world.agent, { id: revoked });
  lane.wake();
  await become(question, "REACTION DONE");
  await become(edited, "EDIT DONE");
  await become(revoked, "REVOKE DONE");
  expect(driver.acted).toEqual([
    { providerId: `test-${question}`, wish: { kind: "REACTION", emoji: "👍" } },
    { providerId: `p.${edited}`, wish: { kind: "EDIT", body: "olá" } },
    { providerId: `p.${revoked}`, wish: { kind: "REVOKE" } },
  ]);
  expect((await messageOf(question)).reactions).toMatchObject([
    { emoji: "👍", direction: "OUTBOUND", reactorId: connectionId },
  ]);
  expect(await messageOf(edited)).toMatchObject({ body: "olá", originalBody: "ola", editedAt: expect.any(Date) });
  expect(await messageOf(revoked)).toMatchObject({ body: "engano", deletedAt: expect.any(Date) });
  expect((await world.row(ticketId)).lastMessage).toMatchObject({ body: "" });

  await setReaction(world.agent, { id: question, emoji: null });
  lane.wake();
  await become(question, "REACTION DONE", "REACTION DONE");
  expect((await messageOf(question)).reactions).toEqual([]);
});

test("none overtakes the sending of its own message", async () => {
  const { send } = await conversation();
  const id = await send("ola");
  const { promise, resolve } = Promise.withResolvers<SendReceipt>();
  driver.steps.push(() => promise);
  const lane = startLane();
  await expect.poll(() => driver.bodies).toEqual(["ola"]);
  await editMessage(world.agent, { id, body: "olá" });
  lane.wake();
  await expect.poll(() => queue.claimAction(connectionId, [])).toBeNull();
  expect(driver.acted).toEqual([]);
  resolve({ providerId: "p1" });
  await become(id, "EDIT DONE");
  expect(driver.acted).toEqual([{ providerId: "p1", wish: { kind: "EDIT", body: "olá" } }]);
});

test("of a message that failed on its way is done here alone, and the next attempt sends the new text", async () => {
  const { send } = await conversation();
  const id = await send("ola");
  const { promise, reject } = Promise.withResolvers<SendReceipt>();
  driver.steps.push(() => promise);
  startLane();
  await expect.poll(() => driver.bodies).toEqual(["ola"]);
  await editMessage(world.agent, { id, body: "olá" });
  reject(new DriverError("permanent", "no"));
  await become(id, "EDIT DONE");
  expect(driver.acted).toEqual([]);
  expect(await messageOf(id)).toMatchObject({ body: "olá", originalBody: null, editedAt: null, status: "FAILED" });
});

test("refusals say why; what is unknown, or for now, is tried again", async () => {
  const { receive } = await conversation();
  const [refused, unknown] = [(await receive()).id, (await receive()).id];
  driver.actionSteps.push(throws(new DriverError("permanent", "no")) as never);
  await setReaction(world.agent, { id: refused, emoji: "👍" });
  const lane = startLane();
  await become(refused, "REACTION FAILED permanent");
  driver.actionSteps.push(
    throws(new DriverError("unknown_outcome", "?")) as never,
    throws(new DriverError("transient", "busy", { retryAfterMs: 20 })) as never,
  );
  await setReaction(world.agent, { id: unknown, emoji: "👍" });
  lane.wake();
  await become(unknown, "REACTION DONE");
  expect(driver.acted).toHaveLength(4);
});

test("what a process left under way when it died is carried out again", async () => {
  const { receive } = await conversation();
  const { id } = await receive();
  await setReaction(world.agent, { id, emoji: "👍" });
  expect(await queue.claimAction(connectionId, [])).toMatchObject({
    attempts: 1,
    wish: { kind: "REACTION", emoji: "👍" },
  });
  await become(id, "REACTION SENDING");
  startLane();
  await become(id, "REACTION DONE");
  expect(driver.acted).toHaveLength(1);
});

test("what was left under way gives way to a newer wish", async () => {
  const { receive } = await conversation();
  const { id } = await receive();
  await setReaction(world.agent, { id, emoji: "👍" });
  await queue.claimAction(connectionId, []);
  await setReaction(world.agent, { id, emoji: "❤️" });
  startLane();
  await become(id, "REACTION DONE");
  expect(driver.acted).toMatchObject([{ wish: { emoji: "❤️" } }]);
});

test("an answer that never comes is asked for again", async () => {
  const { receive } = await conversation();
  const { id } = await receive();
  driver.actionSteps.push(() => new Promise<void>(() => {}));
  await setReaction(world.agent, { id, emoji: "👍" });
  startLane({ sendDeadlineMs: 50 });
  await become(id, "REACTION DONE");
  expect(driver.acted).toHaveLength(2);
});

test("settling that fails leaves nothing under way for ever", async () => {
  const { receive } = await conversation();
  const { id } = await receive();
  let failures = 1;
  const flaky: DeliveryQueue = {
    ...queue,
    completeAction: async (...settled) => {
      if (failures-- > 0) throw new Error("the database is away");
      return queue.completeAction(...settled);
    },
  };
  await setReaction(world.agent, { id, emoji: "👍" });
  startLane({ queue: flaky });
  await become(id, "REACTION DONE");
});

test("of two lanes each action is taken by one, and a removed number fails what waits", async () => {
  const conversations = await Promise.all([1, 2, 3, 4].map(() => conversation()));
  const ids = await Promise.all(conversations.map(async ({ receive }) => (await receive()).id));
  for (const id of ids) await setReaction(world.agent, { id, emoji: "👍" });
  const claims = await Promise.all(Array.from({ length: 8 }, () => queue.claimAction(connectionId, [])));
  const taken = claims.filter((claim) => claim !== null).map(({ actionId }) => actionId);
  expect(new Set(taken).size).toBe(taken.length);
  await queue.failPending(connectionId, "connection_removed");
  for (const id of ids) expect(await actionsOn(id)).toEqual(["REACTION FAILED connection_removed"]);
});
