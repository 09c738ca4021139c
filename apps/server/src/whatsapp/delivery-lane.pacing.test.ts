import { tmpdir } from "node:os";
import path from "node:path";
import type { Pacing } from "@whatskovi/contract";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MovableClock } from "../../test/clock.ts";
import { createTicketWorld, type TicketWorld } from "../../test/ticket-world.ts";
import { createDeliveryQueue, loadMessages, presentMessage, sendMessage } from "../modules/messages/index.ts";
import { newId } from "../platform/ids.ts";
import { createFileStorage } from "../platform/storage/index.ts";
import { DeliveryLane, type DeliveryLaneDeps } from "./delivery-lane.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import { DriverError } from "./driver.ts";
import { openingsPerDay } from "./pacer.ts";
import { ScriptedDriver, throws } from "./scripted-driver.fixture.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let clock: MovableClock;
let connectionId: string;
let driver: ScriptedDriver;
const lanes: DeliveryLane[] = [];
const minute = 60_000;
const day = 24 * 60 * minute;

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

const pace = (pacing: Partial<Pacing>) =>
  world.db.query(`UPDATE "WhatsAppConnection" SET "pacing" = $2::jsonb WHERE "id" = $1::uuid`, [
    connectionId,
    JSON.stringify({ gapMs: [0, 0], newConversationsPerDay: null, warmUp: false, ...pacing }),
  ]);

function startLane(fields: Partial<DeliveryLaneDeps> = {}): DeliveryLane {
  const log = pino({ level: "silent" });
  const lane = new DeliveryLane({
    connectionId,
    driver,
    queue,
    clock,
    log,
    isOnline: () => true,
    unknownAfterMs: 15_000,
    random: () => 0.5,
    ...fields,
  });
  lanes.push(lane);
  lane.start();
  return lane;
}

/** A conversation with somebody who has written before, or with somebody who has not. */
async function conversation(isKnown = true) {
  const contact = await world.factories.contact();
  const userId = world.agent.actor.id;
  const ticket = await world.factories.ticket({ contactId: contact.id, whatsappId: connectionId, userId });
  if (isKnown) await hearFrom(ticket.id);
  const send = async (body: string) =>
    (await sendMessage(world.agent, { ticketId: ticket.id, body, isPrivate: false })).id;
  return { ticketId: ticket.id, send };
}
const hearFrom = (ticketId: string) =>
  world.db.models.ticket.update({ where: { id: ticketId }, data: { lastInboundAt: new Date() } });

const shown = async (id: string) => {
  const [row] = await loadMessages(world.db, [id]);
  if (row === undefined) throw new Error("no such message");
  return presentMessage(row);
};
const hasAsked = (bodies: string[]) => expect.poll(() => driver.bodies, { timeout: 8000 }).toEqual(bodies);
const isHeld = (id: string, heldBecause: string) =>
  expect
    .poll(() => shown(id), { timeout: 8000 })
    .toMatchObject({ status: "PENDING", heldBecause, heldUntil: expect.any(String) });

describe("a gap", () => {
  test("lies between two sends of a number, whoever they go to, and what waits says until when", async () => {
    await pace({ gapMs: [10 * minute, 30 * minute] });
    const [one, other] = [await conversation(), await conversation()];
    await one.send("a");
    const [second, third] = [await other.send("b"), await one.send("c")];
    const lane = startLane();
    await hasAsked(["a"]);
    await isHeld(second, "pacing");
    const [until, later] = [await shown(second), await shown(third)].map(({ heldUntil }) =>
      Date.parse(heldUntil ?? ""),
    );
    expect(Math.abs((until ?? 0) - clock.now().getTime() - 20 * minute)).toBeLessThan(5000);
    expect((later ?? 0) - (until ?? 0)).toBe(20 * minute);
    clock.advance(19 * minute);
    lane.wake();
    await expect.poll(() => lane.isIdle()).toBe(true);
    expect(driver.bodies).toEqual(["a"]);
    clock.advance(minute + 1000);
    lane.wake();
    await hasAsked(["a", "b"]);
    await expect.poll(() => shown(second)).toMatchObject({ status: "SENT", heldBecause: null, heldUntil: null });
  });

  test("of a moment is kept without being woken, and says nothing", async () => {
    await pace({ gapMs: [50, 50] });
    const { send } = await conversation();
    const ids = [await send("a"), await send("b"), await send("c")];
    startLane();
    await hasAsked(["a", "b", "c"]);
    for (const id of ids) await expect.poll(() => shown(id)).toMatchObject({ status: "SENT" });
  });

  test("that somebody shortens ends with it", async () => {
    await pace({ gapMs: [10 * minute, 10 * minute] });
    const { send } = await conversation();
    await send("a");
    await send("b");
    const lane = startLane();
    await hasAsked(["a"]);
    await pace({});
    clock.advance(6000);
    lane.wake();
    await hasAsked(["a", "b"]);
  });
});

describe("new conversations", () => {
  test("are as many in a day as may be; answers go all the same", async () => {
    await pace({ newConversationsPerDay: 2 });
    const strangers = [await conversation(false), await conversation(false), await conversation(false)];
    const known = await conversation();
    const ids: string[] = [];
    for (const [index, { send }] of strangers.entries()) ids.push(await send(`novo ${index}`));
    await known.send("resposta");
    const lane = startLane();
    await hasAsked(["novo 0", "novo 1", "resposta"]);
    await isHeld(ids[2] ?? "", "daily_cap");
    const until = Date.parse((await shown(ids[2] ?? "")).heldUntil ?? "");
    expect(Math.abs(until - clock.now().getTime() - day)).toBeLessThan(30_000);
    await strangers[0]?.send("mais uma");
    lane.wake();
    await hasAsked(["novo 0", "novo 1", "resposta", "mais uma"]);
    clock.advance(day + 1000);
    lane.wake();
    await hasAsked(["novo 0", "novo 1", "resposta", "mais uma", "novo 2"]);
  });

  test("that the customer opens meanwhile are none", async () => {
    await pace({ newConversationsPerDay: 0 });
    const { send, ticketId } = await conversation(false);
    const id = await send("oi");
    const lane = startLane();
    await isHeld(id, "daily_cap");
    await hearFrom(ticketId);
    lane.wake();
    await hasAsked(["oi"]);
  });

  test("of a young number are fewer", () => {
    const pacing: Pacing = { gapMs: [0, 0], newConversationsPerDay: 120, warmUp: true };
    const weeks = [0, 6, 7, 14, 21, 28].map((days) => openingsPerDay(pacing, days * day));
    expect(weeks).toEqual([20, 20, 50, 100, 120, 120]);
    expect(openingsPerDay({ ...pacing, newConversationsPerDay: null }, 40 * day)).toBeNull();
    expect(openingsPerDay({ ...pacing, warmUp: false }, 0)).toBe(120);
  });
});

describe("a restriction", () => {
  test("that the number has told holds everything until it ends", async () => {
    const until = clock.now().getTime() + 60 * minute;
    const { send } = await conversation();
    const id = await send("a");
    const lane = startLane({ restrictedUntil: () => until });
    await isHeld(id, "restricted");
    expect(Date.parse((await shown(id)).heldUntil ?? "")).toBe(until);
    expect(driver.asked).toEqual([]);
    clock.advance(61 * minute);
    lane.wake();
    await hasAsked(["a"]);
  });

  test("that a send met with is waited for by all, when it says how long; else it fails visibly", async () => {
    const [one, other] = [await conversation(), await conversation()];
    const first = await one.send("a");
    driver.maxConcurrentSends = 1;
    driver.steps.push(throws(new DriverError("restricted", "no", { retryAfterMs: 60 * minute })));
    const lane = startLane();
    await hasAsked(["a"]);
    await isHeld(first, "restricted");
    const second = await other.send("b");
    lane.wake();
    await isHeld(second, "restricted");
    clock.advance(61 * minute);
    lane.wake();
    await hasAsked(["a", "a", "b"]);
    driver.steps.push(throws(new DriverError("restricted", "for good")));
    const third = await one.send("c");
    lane.wake();
    await expect.poll(() => shown(third)).toMatchObject({ status: "FAILED", failureCode: "restricted" });
  });

  test("is said by what is written while it lasts", async () => {
    const restrictedUntil = new Date(Date.now() + 60 * minute);
    await world.db.models.whatsAppConnection.update({ where: { id: connectionId }, data: { restrictedUntil } });
    const { send } = await conversation();
    expect(await shown(await send("a"))).toMatchObject({
      heldBecause: "restricted",
      heldUntil: restrictedUntil.toISOString(),
    });
  });
});
