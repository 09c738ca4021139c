import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MovableClock } from "../../test/clock.ts";
import { createTicketWorld, type TicketWorld } from "../../test/ticket-world.ts";
import { createDeliveryQueue, sendMessage } from "../modules/messages/index.ts";
import { newId } from "../platform/ids.ts";
import { createFileStorage } from "../platform/storage/index.ts";
import { DeliveryLane, type DeliveryLaneDeps } from "./delivery-lane.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";
import { DriverError, type SendReceipt } from "./driver.ts";
import { answers, ScriptedDriver, throws } from "./scripted-driver.fixture.ts";

let world: TicketWorld;
let queue: DeliveryQueue;
let clock: MovableClock;
let connectionId: string;
let driver: ScriptedDriver;
let isOnline: boolean;
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
  isOnline = true;
});
afterEach(async () => {
  await Promise.all(lanes.splice(0).map((lane) => lane.stop(1000)));
});
afterAll(() => world.drop());

function startLane(fields: Partial<DeliveryLaneDeps> = {}): DeliveryLane {
  const log = pino({ level: "silent" });
  const lane = new DeliveryLane({
    connectionId,
    driver,
    queue,
    clock,
    log,
    isOnline: () => isOnline,
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
  return async (body: string) => (await sendMessage(world.agent, { ticketId: ticket.id, body, isPrivate: false })).id;
}

const stateOf = async (id: string) => {
  const [row] = await world.db.query<{ status: string; failureCode: string | null }>(
    `SELECT "status", "failureCode" FROM "Message" WHERE "id" = $1::uuid`,
    [id],
  );
  return [row?.status, row?.failureCode];
};
const becomes = (id: string, status: string, failureCode: string | null = null) =>
  expect.poll(() => stateOf(id), { timeout: 8000 }).toEqual([status, failureCode]);
const hasAsked = (bodies: string[]) => expect.poll(() => driver.bodies, { timeout: 8000 }).toEqual(bodies);

/** A send that hangs until it is let go. */
function hanging() {
  const { promise, resolve, reject } = Promise.withResolvers<SendReceipt>();
  return { step: () => promise, answer: (providerId: string) => resolve({ providerId }), reject };
}

describe("on the way out", () => {
  test("messages of a conversation go one after the other, in order", async () => {
    const send = await conversation();
    const ids = [await send("um"), await send("dois"), await send("três")];
    const first = hanging();
    driver.steps.push(first.step);
    const lane = startLane();
    await hasAsked(["um"]);
    lane.wake();
    expect(await lane.isIdle()).toBe(false);
    expect(driver.bodies).toEqual(["um"]);
    first.answer("p1");
    for (const id of ids) await becomes(id, "SENT");
    expect(driver.bodies).toEqual(["um", "dois", "três"]);
  });

  test("conversations go side by side, as many as the driver bears", async () => {
    driver.maxConcurrentSends = 2;
    const sends = [await conversation(), await conversation(), await conversation()];
    const ids = [await sends[0]?.("a"), await sends[1]?.("b"), await sends[2]?.("c")];
    const [one, two] = [hanging(), hanging()];
    driver.steps.push(one.step, two.step);
    startLane();
    await hasAsked(["a", "b"]);
    two.answer("p2");
    await hasAsked(["a", "b", "c"]);
    await becomes(ids[2] ?? "", "SENT");
    expect(await stateOf(ids[0] ?? "")).toEqual(["SENDING", null]);
    one.answer("p1");
    await becomes(ids[0] ?? "", "SENT");
  });

  test("nothing goes while the number is away; it goes when it is back", async () => {
    isOnline = false;
    const id = await (await conversation())("espera");
    const lane = startLane();
    await expect.poll(() => lane.isIdle()).toBe(true);
    expect(await stateOf(id)).toEqual(["PENDING", null]);
    isOnline = true;
    lane.wake();
    await becomes(id, "SENT");
  });
});

describe("a send that fails", () => {
  test("for now is tried again, and nothing overtakes it", async () => {
    const send = await conversation();
    const ids = [await send("um"), await send("dois")];
    driver.steps.push(throws(new DriverError("transient", "busy", { retryAfterMs: 50 })));
    startLane();
    for (const id of ids) await becomes(id, "SENT");
    expect(driver.bodies).toEqual(["um", "um", "dois"]);
  });

  test("for now too often fails visibly", async () => {
    const id = await (await conversation())("um");
    const refusal = throws(new DriverError("rate_limited", "slower", { retryAfterMs: 1 }));
    driver.steps.push(...Array.from({ length: 8 }, () => refusal));
    startLane();
    await becomes(id, "FAILED", "rate_limited");
    expect(driver.asked).toHaveLength(8);
  });

  test.each(["window_closed", "invalid_recipient", "restricted", "permanent"] as const)(
    "for good (%s) says why, and the next one goes",
    async (kind) => {
      const send = await conversation();
      const [bad, good] = [await send("um"), await send("dois")];
      driver.steps.push(throws(new DriverError(kind, "no")));
      startLane();
      await becomes(bad, "FAILED", kind);
      await becomes(good, "SENT");
      expect(driver.bodies).toEqual(["um", "dois"]);
    },
  );
});

describe("a send whose answer is lost", () => {
  const lost = throws(new DriverError("unknown_outcome", "nobody answers"));

  test("is never sent again by guess, and fails visibly when nothing tells in time", async () => {
    const id = await (await conversation())("um");
    driver.steps.push(lost);
    startLane({ unknownAfterMs: 800 });
    await hasAsked(["um"]);
    expect(await stateOf(id)).toEqual(["SENDING", null]);
    await becomes(id, "FAILED", "delivery_unknown");
    expect(driver.bodies).toEqual(["um"]);
  });

  test("counts as sent when there is evidence that it arrived", async () => {
    const id = await (await conversation())("um");
    driver.steps.push(lost);
    driver.reconciliation = { outcome: "sent", providerId: "p.found" };
    startLane();
    await becomes(id, "SENT");
    expect(driver.bodies).toEqual(["um"]);
  });

  test("goes again when it surely did not arrive", async () => {
    const id = await (await conversation())("um");
    driver.steps.push(lost);
    driver.reconciliation = { outcome: "not_sent" };
    startLane();
    await becomes(id, "SENT");
    expect(driver.bodies).toEqual(["um", "um"]);
  });

  test("whatever a library throws that is no DriverError is a doubt", async () => {
    const id = await (await conversation())("um");
    driver.steps.push(() => Promise.reject(new TypeError("undefined is not a function")));
    driver.reconciliation = { outcome: "sent", providerId: "p.typed" };
    startLane();
    await becomes(id, "SENT");
    expect(driver.asked).toHaveLength(1);
  });

  test("an answer after the deadline is still evidence", async () => {
    const id = await (await conversation())("um");
    const late = hanging();
    driver.steps.push(late.step);
    startLane({ sendDeadlineMs: 50 });
    await hasAsked(["um"]);
    await expect.poll(() => lanes[0]?.isIdle()).toBe(false);
    late.answer("p.late");
    await becomes(id, "SENT");
    expect(driver.bodies).toEqual(["um"]);
  });
});

describe("an end in the middle of a send", () => {
  /** Claimed and perhaps sent by a process that is gone. */
  async function claimedBefore(): Promise<string> {
    const id = await (await conversation())("um");
    const claimed = await queue.claimNext(connectionId, []);
    expect(claimed?.command.messageId).toBe(id);
    return id;
  }

  test("between send and save: what arrived is saved at the next start, not sent again", async () => {
    const id = await claimedBefore();
    driver.reconciliation = { outcome: "sent", providerId: "p.crash" };
    startLane();
    await becomes(id, "SENT");
    expect(driver.asked).toHaveLength(0);
  });

  test("before the send: it goes at the next start, once", async () => {
    const id = await claimedBefore();
    driver.reconciliation = { outcome: "not_sent" };
    startLane();
    await becomes(id, "SENT");
    expect(driver.bodies).toEqual(["um"]);
  });

  test("without evidence it waits as long as it was told, from the start on, then fails visibly", async () => {
    const id = await claimedBefore();
    clock.advance(3_600_000);
    startLane({ unknownAfterMs: 1000 });
    await becomes(id, "FAILED", "delivery_unknown");
    expect(driver.asked).toHaveLength(0);
  });

  test("a stop waits for what is under way and claims nothing more", async () => {
    const send = await conversation();
    const [first, second] = [await send("um"), await send("dois")];
    const under = hanging();
    driver.steps.push(under.step, answers);
    const lane = startLane();
    await hasAsked(["um"]);
    const stopped = lane.stop(5000);
    under.answer("p1");
    await stopped;
    expect(await stateOf(first)).toEqual(["SENT", null]);
    expect(await stateOf(second)).toEqual(["PENDING", null]);
    expect(driver.bodies).toEqual(["um"]);
  });

  test("a stop does not wait beyond its deadline; the message stays in doubt for the next start", async () => {
    const id = await (await conversation())("um");
    driver.steps.push(hanging().step);
    const lane = startLane();
    await hasAsked(["um"]);
    await lane.stop(100);
    expect(await stateOf(id)).toEqual(["SENDING", null]);
    driver.reconciliation = { outcome: "sent", providerId: "p.next" };
    startLane();
    await becomes(id, "SENT");
    expect(driver.asked).toHaveLength(1);
  });
});
