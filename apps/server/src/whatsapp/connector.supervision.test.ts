import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { MovableClock } from "../../test/clock.ts";
import { createSupervisedWorld, online, type Script, type SupervisedWorld } from "./connector.fixture.ts";
import { DriverError } from "./driver.ts";

let world: SupervisedWorld;

beforeAll(async () => {
  world = await createSupervisedWorld();
});
afterEach(() => world.settle());
afterAll(() => world.drop());

const alertsOf = (whatsappId: string) =>
  world.database.models.alert.findMany({ where: { whatsappId }, orderBy: { createdAt: "asc" } });
const openKinds = async (id: string) =>
  (await alertsOf(id)).filter(({ resolvedAt }) => resolvedAt === null).map(({ kind }) => kind);

describe("a number that falls", () => {
  it("tells why, how often it was tried and when it is tried next", async () => {
    const id = await world.enabledNumber();
    const { connector, drivers } = world.newProcess({
      onStart: (driver, times) => {
        if (times > 1) throw new DriverError("transient", "No network.", { providerCode: "ENETUNREACH" });
        return online.onStart(driver, times);
      },
    });
    await connector.start();
    await world.becomes(id, "online");
    expect(await world.numberOf(id)).toMatchObject({ statusCode: null, attempt: 0, nextRetryAt: null });
    drivers[0]?.context.setState({ status: "stopped", reason: "The line dropped.", code: "network" });
    await world.becomes(id, "reconnecting");
    expect(await world.numberOf(id)).toMatchObject({
      statusReason: "The line dropped.",
      statusCode: "network",
      attempt: 1,
    });
    const waitMs = ((await world.numberOf(id)).nextRetryAt?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeLessThanOrEqual(1200);
    await expect.poll(async () => (await world.numberOf(id)).attempt, { timeout: 5000 }).toBe(2);
    expect(await world.numberOf(id)).toMatchObject({ statusCode: "start_failed", providerCode: "ENETUNREACH" });
  });

  it("comes back at once when WhatsApp asked for it, three times in a minute and no more", async () => {
    const id = await world.enabledNumber();
    const { connector, drivers } = world.newProcess({
      onStart: (driver) => driver.context.setState({ status: "stopped", providerCode: "515", restartsAtOnce: true }),
    });
    const begun = Date.now();
    await connector.start();
    await expect.poll(() => drivers.length).toBe(4);
    expect(Date.now() - begun).toBeLessThan(1000);
    await world.becomes(id, "reconnecting");
    await expect.poll(async () => (await world.numberOf(id)).attempt).toBe(1);
    expect(await world.numberOf(id)).toMatchObject({ statusCode: "restarting", providerCode: "515" });
    expect(drivers.length).toBe(4);
  });

  it("whose start is refused for good is not tried again", async () => {
    const id = await world.enabledNumber();
    const { connector, drivers } = world.newProcess({
      onStart: () => {
        throw new DriverError("auth", "The token is not accepted.", { providerCode: "190" });
      },
    });
    await connector.start();
    await world.becomes(id, "failed");
    connector.wake(id);
    await expect.poll(() => connector.isIdle()).toBe(true);
    expect(drivers.map(({ ends }) => ends)).toEqual([1]);
    expect(await world.numberOf(id)).toMatchObject({ statusCode: "credentials_rejected", providerCode: "190" });
    expect(await openKinds(id)).toEqual(["connection_refused"]);
  });

  it("of a kind that cannot be used here says what to do, and is tried when somebody asks again", async () => {
    const id = await world.enabledNumber();
    let because: string | null = "Install a browser.";
    const { connector, drivers } = world.newProcess({ ...online, unavailableBecause: async () => because });
    await connector.start();
    await world.becomes(id, "failed");
    expect(await world.numberOf(id)).toMatchObject({ statusCode: "driver_unavailable", statusReason: because });
    expect(drivers).toEqual([]);
    because = null;
    connector.wake(id, { restart: true });
    await world.becomes(id, "online");
    await expect.poll(() => openKinds(id)).toEqual([]);
  });
});

describe("a restriction", () => {
  it("that ends by itself leaves the session open for what comes in, and connects anew when it is over", async () => {
    const id = await world.enabledNumber();
    const clock = new MovableClock();
    const { connector, drivers } = world.newProcess(
      {
        onStart: (driver, times) => {
          const restrictedUntil = Date.now() + 60_000;
          driver.context.setState(times === 1 ? { status: "restricted", restrictedUntil } : { status: "online" });
        },
      },
      { clock },
    );
    await connector.start();
    await world.becomes(id, "restricted");
    connector.wake(id);
    await expect.poll(() => connector.isIdle()).toBe(true);
    expect(drivers.map(({ ends }) => ends)).toEqual([0]);
    expect((await world.numberOf(id)).restrictedUntil).not.toBeNull();
    clock.advance(61_000);
    connector.wake(id);
    await world.becomes(id, "online");
    expect(drivers.map(({ ends }) => ends)).toEqual([1, 0]);
    expect((await world.numberOf(id)).restrictedUntil).toBeNull();
  });
});

describe("a session that says online and is not", () => {
  const timings = { probeEveryMs: 40, probeAgainMs: 10, probeTimeoutMs: 20 };
  const silent = (probe: Script["probe"]): Script => ({ ...online, ...(probe && { probe }) });

  it("is ended after two looks without an answer and started again, though the library hangs", async () => {
    const id = await world.enabledNumber();
    const { connector, drivers } = world.newProcess(
      silent((driver) => (driver === drivers[0] ? new Promise(() => {}) : Promise.resolve(true))),
      { timings },
    );
    await connector.start();
    await expect.poll(() => drivers[0]?.ends, { timeout: 5000 }).toBe(1);
    await world.becomes(id, "reconnecting");
    expect(await world.numberOf(id)).toMatchObject({ statusCode: "probe_failed" });
    await world.becomes(id, "online");
    expect(drivers.length).toBe(2);
  });

  it("is left alone after a single failure", async () => {
    await world.enabledNumber();
    let looks = 0;
    const { connector, drivers } = world.newProcess(
      silent(async () => ++looks % 2 === 0),
      { timings },
    );
    await connector.start();
    await expect.poll(() => looks, { timeout: 5000 }).toBeGreaterThan(6);
    expect(drivers.map(({ ends }) => ends)).toEqual([0]);
  });
});

describe("many numbers", () => {
  it("start ten at a time; one whose start hangs keeps the others waiting no longer than it is wanted", async () => {
    const ids = await Promise.all(Array.from({ length: 14 }, () => world.enabledNumber()));
    const { connector, drivers } = world.newProcess({ onStart: () => {} });
    await connector.start();
    await expect.poll(() => drivers.length).toBe(14);
    await expect.poll(async () => (await world.numberOf(ids[0] ?? "")).status).toBe("starting");
    const begun = () => drivers.filter(({ isBegun }) => isBegun);
    await expect.poll(() => begun().length).toBe(10);
    for (const driver of begun().slice(0, 3)) driver.context.setState({ status: "online" });
    await expect.poll(() => begun().length).toBe(13);
    const last = drivers.find(({ isBegun }) => !isBegun)?.context.connectionId ?? "";
    await world.desire(last, false);
    connector.wake(last, { restart: true });
    await world.becomes(last, "stopped");
    begun()[5]?.context.setState({ status: "pairing", qrCode: "2@x" });
    await expect.poll(() => connector.isIdle(), { timeout: 5000 }).toBe(true);
    expect(begun().length).toBe(13);
  });
});

describe("administrators", () => {
  it("are told of a number that is away for long, until it is back", async () => {
    const id = await world.enabledNumber();
    const { connector, drivers } = world.newProcess(online, { timings: { lostAfterMs: 100 } });
    await connector.start();
    await world.becomes(id, "online");
    drivers[0]?.context.setState({ status: "reconnecting", reason: "The line dropped." });
    await expect.poll(() => openKinds(id)).toEqual(["connection_down"]);
    expect((await alertsOf(id))[0]).toMatchObject({ statusCode: "network", reason: "The line dropped." });
    drivers[0]?.context.setState({ status: "online" });
    await expect.poll(() => openKinds(id)).toEqual([]);
  });

  it("are not told of one that waits for its first pairing", async () => {
    const id = await world.enabledNumber();
    const { connector } = world.newProcess(
      { onStart: (driver) => driver.context.setState({ status: "pairing", qrCode: "2@x" }) },
      { timings: { lostAfterMs: 20 } },
    );
    await connector.start();
    await world.becomes(id, "pairing");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await alertsOf(id)).toEqual([]);
  });

  it("are told of a final refusal, and that it holds no more when the number is switched off", async () => {
    const id = await world.enabledNumber();
    const { connector } = world.newProcess({
      onStart: (driver) => driver.context.setState({ status: "failed", providerCode: "TOS_BLOCK" }),
    });
    await connector.start();
    await expect.poll(() => openKinds(id)).toEqual(["connection_refused"]);
    expect((await alertsOf(id))[0]).toMatchObject({ statusCode: "banned" });
    await world.desire(id, false);
    connector.wake(id);
    await expect.poll(() => openKinds(id)).toEqual([]);
  });
});
