import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../test/ticket-world.ts";
import { createDeliveryQueue, receiveEvents, sendMessage } from "../modules/messages/index.ts";
import { systemClock } from "../platform/clock.ts";
import { newId } from "../platform/ids.ts";
import { createFileStorage } from "../platform/storage/index.ts";
import { DeliveryLane, type DeliveryLaneDeps } from "./delivery-lane.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import { DriverError, type Reconciliation, type SendCommand } from "./driver.ts";
import { ScriptedDriver } from "./scripted-driver.fixture.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let connectionId: string;
const lanes: DeliveryLane[] = [];

beforeAll(async () => {
  world = await createTicketWorld();
});
beforeEach(async () => {
  const storage = createFileStorage(path.join(tmpdir(), `lane-${newId()}`));
  queue = createDeliveryQueue({ ...world.agent, storage });
  connectionId = (await world.factories.connection()).id;
});
afterEach(() => Promise.all(lanes.splice(0).map((lane) => lane.stop(1000))));
afterAll(() => world.drop());

function startLane(driver: ScriptedDriver, fields: Partial<DeliveryLaneDeps> = {}): DeliveryLane {
  const log = pino({ level: "silent" });
  const common = { connectionId, driver, queue, clock: systemClock, log, isOnline: () => true, unknownAfterMs: 500 };
  const lane = new DeliveryLane({ ...common, ...fields });
  lanes.push(lane);
  lane.start();
  return lane;
}

async function conversation() {
  const contact = await world.factories.contact();
  const userId = world.agent.actor.id;
  const ticket = await world.factories.ticket({ contactId: contact.id, whatsappId: connectionId, userId });
  return async (body: string) => (await sendMessage(world.agent, { ticketId: ticket.id, body, isPrivate: false })).id;
}

const statusOf = async (id: string) =>
  (await world.agent.db.models.message.findUniqueOrThrow({ where: { id } })).status;
const becomes = (id: string, status: string) => expect.poll(() => statusOf(id), { timeout: 8000 }).toBe(status);

test("what a process with a clock ahead of ours claimed before it died is looked into", async () => {
  const id = await (await conversation())("Oi");
  const claimedAt = new Date(Date.now() + 3_600_000);
  await world.agent.db.models.message.update({ where: { id }, data: { status: "SENDING", claimedAt } });
  const driver = new ScriptedDriver();
  startLane(driver);
  await becomes(id, "FAILED");
  expect(driver.asked).toEqual([]);
});

test("nothing is given up while the number is away, for no evidence could come", async () => {
  const id = await (await conversation())("Oi");
  await world.agent.db.models.message.update({ where: { id }, data: { status: "SENDING", claimedAt: new Date(0) } });
  let isOnline = false;
  let looks = 0;
  startLane(new ScriptedDriver(), { unknownAfterMs: 0, isOnline: () => (looks++, isOnline) });
  await expect.poll(() => looks, { timeout: 5000 }).toBeGreaterThan(3);
  expect(await statusOf(id)).toBe("SENDING");
  isOnline = true;
  await becomes(id, "FAILED");
});

test("a stop amid a claim gives the message back unsent", async () => {
  const id = await (await conversation())("Oi");
  const [claimed, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const claimNext: DeliveryQueue["claimNext"] = async (...which) => {
    const message = await queue.claimNext(...which);
    claimed.resolve();
    await goOn.promise;
    return message;
  };
  const driver = new ScriptedDriver();
  const lane = startLane(driver, { queue: { ...queue, claimNext } });
  await claimed.promise;
  const stopped = lane.stop(5000);
  goOn.resolve();
  await stopped;
  expect([await statusOf(id), driver.asked]).toEqual(["PENDING", []]);
});

test("what could not be saved for a while without a database is saved, not sent again", async () => {
  const id = await (await conversation())("Oi");
  let failures = 2;
  const markSent: DeliveryQueue["markSent"] = async (...what) => {
    if (failures-- > 0) throw new Error("the database is away");
    return queue.markSent(...what);
  };
  const driver = new ScriptedDriver();
  startLane(driver, { queue: { ...queue, markSent } });
  await becomes(id, "SENT");
  expect(driver.asked.length).toBe(1);
});

/** Every third send meets with something, and the truth is what arrived. */
class TroubledDriver extends ScriptedDriver {
  readonly arrived: string[] = [];
  readonly #seen = new Map<string, number>();

  override async send(command: SendCommand) {
    const { messageId } = command;
    this.asked.push(command);
    const isFirst = !this.#seen.has(messageId);
    const fate = this.#seen.get(messageId) ?? this.#seen.size % 9;
    this.#seen.set(messageId, fate);
    await pause(fate);
    if (fate === 0 && isFirst) throw new DriverError("transient", "Not now.", { retryAfterMs: 5 });
    if (fate === 1 && isFirst) throw new DriverError("unknown_outcome", "Lost before it left.");
    this.arrived.push(messageId);
    if (fate === 2) throw new DriverError("unknown_outcome", "The answer was lost.");
    return { providerId: `p.${messageId}` };
  }

  override async reconcile(messageId?: string): Promise<Reconciliation> {
    if (messageId === undefined || !this.arrived.includes(messageId)) return { outcome: "not_sent" };
    return { outcome: "sent", providerId: `p.${messageId}` };
  }
}

test("a receipt that overtakes a lost answer lets the next message to that customer go", async () => {
  const write = await conversation();
  const [first, second] = [await write("primeira"), await write("segunda")];
  const driver = new ScriptedDriver();
  driver.steps.push(() => new Promise(() => {}));
  startLane(driver, { evidenceMs: 50 });
  await expect.poll(() => driver.asked.length).toBe(1);
  const status = {
    kind: "status",
    messageId: first,
    providerId: "p.1",
    status: "RECEIVED",
    timestamp: Date.now(),
  } as const;
  await receiveEvents(world.agent, connectionId, [status]);
  await becomes(second, "SENT");
  expect(await statusOf(first)).toBe("RECEIVED");
  expect(driver.bodies).toEqual(["primeira", "segunda"]);
});

test("a hundred messages, a third of them troubled, arrive once each and in order", async () => {
  const driver = new TroubledDriver();
  const conversations: string[][] = [];
  for (let contact = 0; contact < 10; contact++) {
    const write = await conversation();
    const ids: string[] = [];
    for (let index = 0; index < 10; index++) ids.push(await write(String(index)));
    conversations.push(ids);
  }
  const lane = startLane(driver);
  // A lane whose last messages all wait for their next attempt is idle, too: what counts is that all went out.
  const statuses = async () => new Set(await Promise.all(conversations.flat().map(statusOf)));
  await expect.poll(statuses, { timeout: 30_000 }).toEqual(new Set(["SENT"]));
  for (const ids of conversations) expect(driver.arrived.filter((id) => ids.includes(id))).toEqual(ids);
  await expect.poll(() => lane.isIdle()).toBe(true);
});
