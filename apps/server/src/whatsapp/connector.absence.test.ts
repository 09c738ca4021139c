import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { MovableClock } from "../../test/clock.ts";
import { receiveEvents } from "../modules/messages/index.ts";
import { createSupervisedWorld, online, type Script, type SupervisedWorld } from "./connector.fixture.ts";
import type { InboundEventInput, Origin, Party } from "./driver.ts";

let world: SupervisedWorld;
let clock: MovableClock;
let counter = 0;

beforeAll(async () => {
  world = await createSupervisedWorld();
});
afterEach(() => world.settle());
afterAll(() => world.drop());

const timings = {
  heartbeatMs: 20,
  gapAfterMs: 1000,
  quietMs: 100,
  quietWithoutCatchUpMs: 100,
  catchUpWaitsMs: [0, 10],
};
const minute = 60_000;

function newProcess(script: Script = online) {
  // Whoever receives into one database shares what he was made with: so the clock of the test that runs is looked up.
  const deps = {
    db: world.database,
    outbox: world.outbox,
    clock: { now: () => clock.now() },
    wakeLane: () => {},
  };
  return world.newProcess(script, {
    clock,
    timings,
    receive: (connectionId, events) => receiveEvents(deps, connectionId, events),
  });
}

const party = (digits: string): Party => ({ identities: [{ kind: "PHONE", value: digits }], name: "Eva" });
const written = (origin: Origin, agoMs: number): InboundEventInput => ({
  kind: "message",
  providerId: `m${++counter}`,
  chat: party("5511987650000"),
  origin,
  timestamp: clock.now().getTime() - agoMs,
  type: "TEXT",
  body: "Olá",
});
const gapsOf = (whatsappId: string) =>
  world.database.models.connectionGap.findMany({ where: { whatsappId }, orderBy: { startedAt: "asc" } });
const gapOf = async (id: string) => (await gapsOf(id)).at(-1);
const becomesDone = (id: string) => expect.poll(async () => (await gapOf(id))?.state, { timeout: 5000 }).toBe("done");
const noted = async (id: string) => (await world.numberOf(id)).lastOnlineAt;
const alertOf = (gapId: string) => world.database.models.alert.findFirst({ where: { gapId } });

describe("an interruption", () => {
  it("of the first connecting there is none; who is online is noted again and again", async () => {
    clock = new MovableClock();
    const id = await world.enabledNumber();
    await newProcess().connector.start();
    await expect.poll(() => noted(id)).not.toBeNull();
    const first = await noted(id);
    await expect.poll(() => noted(id)).not.toEqual(first);
    expect(await gapsOf(id)).toEqual([]);
  });

  it("while the server was off is told with what came of it: how long, why, how many messages, where nobody could look", async () => {
    clock = new MovableClock();
    const id = await world.enabledNumber();
    const before = newProcess();
    await before.connector.start();
    await expect.poll(() => noted(id)).not.toBeNull();
    await before.connector.stop();
    const stoppedAt = await noted(id);
    clock.advance(130 * minute);
    const asked: Date[] = [];
    const after = newProcess({
      ...online,
      catchUp: async (driver, since) => {
        asked.push(since);
        await driver.context.deliver([written("offline", 100 * minute), written("offline", 90 * minute)]);
        // A history that reaches into the interruption was missed; what was before it was not.
        await driver.context.deliver([written("history", 80 * minute), written("history", 200 * minute)]);
        await driver.context.deliver([written("live", 0)]);
        return { unverified: [party("5511987650000"), party("5511900009999")] };
      },
    });
    await after.connector.start();
    await becomesDone(id);
    const gap = await gapOf(id);
    expect(gap).toMatchObject({
      cause: "server_stopped",
      startedAt: stoppedAt,
      recoveredMessages: 3,
      coverage: "full",
      unverifiedCount: 2,
      unverified: [
        { name: "Eva", identity: { kind: "PHONE", value: "5511987650000" }, contactId: expect.any(String) },
        { identity: { value: "5511900009999" }, contactId: null },
      ],
    });
    expect((gap?.endedAt?.getTime() ?? 0) - (gap?.startedAt.getTime() ?? 0)).toBeGreaterThanOrEqual(130 * minute);
    expect(asked.length).toBe(1);
    expect((stoppedAt?.getTime() ?? 0) - (asked[0]?.getTime() ?? 0)).toBe(minute);
    expect(await alertOf(gap?.id ?? "")).toMatchObject({ kind: "connection_gap", resolvedAt: null });
  });

  it("after a sudden death begins with the last note; the one before that was not caught up goes on", async () => {
    clock = new MovableClock();
    const id = await world.enabledNumber();
    await world.database.models.whatsAppConnection.update({
      where: { id },
      data: { status: "online", lastOnlineAt: new Date(clock.now().getTime() - 10 * minute) },
    });
    const begun = await noted(id);
    const dying = newProcess({ ...online, catchUp: () => new Promise(() => {}) });
    await dying.connector.start();
    await expect.poll(async () => (await gapOf(id))?.state).toBe("catching_up");
    await dying.connector.stop();
    await world.database.models.whatsAppConnection.update({ where: { id }, data: { status: "online" } });
    clock.advance(5 * minute);
    await newProcess().connector.start();
    await becomesDone(id);
    const gaps = await gapsOf(id);
    expect(gaps.length).toBe(1);
    expect(gaps[0]).toMatchObject({ cause: "server_died", startedAt: begun });
    expect((gaps[0]?.endedAt?.getTime() ?? 0) - (begun?.getTime() ?? 0)).toBeGreaterThanOrEqual(15 * minute);
  });

  it("of the line runs while it is away, and a short one is none", async () => {
    clock = new MovableClock();
    const id = await world.enabledNumber();
    const { connector, drivers } = newProcess();
    await connector.start();
    await expect.poll(() => noted(id)).not.toBeNull();
    const line = drivers[0]?.context;
    line?.setState({ status: "reconnecting" });
    line?.setState({ status: "online" });
    line?.setState({ status: "reconnecting", code: "network" });
    await expect.poll(async () => (await gapOf(id))?.state, { timeout: 5000 }).toBe("running");
    expect(await gapOf(id)).toMatchObject({ cause: "network", endedAt: null });
    clock.advance(minute / 2);
    line?.setState({ status: "online" });
    await becomesDone(id);
    expect((await gapsOf(id)).length).toBe(1);
    // Half a minute in which nothing is missing is worth no alert.
    expect(await alertOf((await gapOf(id))?.id ?? "")).toBeNull();
  });

  it("in which nothing could be fetched, though it was tried again, says so and raises an alert", async () => {
    clock = new MovableClock();
    let attempts = 0;
    const id = await world.enabledNumber();
    const { connector, drivers } = newProcess({
      ...online,
      catchUp: async () => {
        attempts++;
        throw new Error("WhatsApp Web has no such module.");
      },
    });
    await connector.start();
    await expect.poll(() => noted(id)).not.toBeNull();
    drivers[0]?.context.setState({ status: "reconnecting" });
    clock.advance(2000);
    drivers[0]?.context.setState({ status: "online" });
    await becomesDone(id);
    const gap = await gapOf(id);
    expect([gap?.coverage, attempts]).toEqual(["failed", 2]);
    expect(await alertOf(gap?.id ?? "")).not.toBeNull();
  });

  it("that a person made is told without an alert, and counts what WhatsApp itself sends again, also late", async () => {
    clock = new MovableClock();
    const id = await world.enabledNumber();
    const { connector, drivers } = newProcess({ ...online, capabilities: { catchUp: "none" } });
    await connector.start();
    await expect.poll(() => noted(id)).not.toBeNull();
    await world.desire(id, false);
    connector.wake(id, { restart: true });
    await world.becomes(id, "stopped");
    clock.advance(10 * minute);
    await world.desire(id, true);
    connector.wake(id, { restart: true });
    await world.becomes(id, "online");
    const deliver = drivers.at(-1)?.context.deliver;
    await deliver?.([written("live", 5 * minute), written("live", 30 * minute), written("live", 0)]);
    await becomesDone(id);
    const gap = await gapOf(id);
    expect(gap).toMatchObject({ cause: "switched_off", coverage: "none", recoveredMessages: 1 });
    expect(await alertOf(gap?.id ?? "")).toBeNull();
    await deliver?.([written("echo", 4 * minute), written("history", 4 * minute), written("history", 60 * minute)]);
    expect((await gapOf(id))?.recoveredMessages).toBe(3);
  });
});
