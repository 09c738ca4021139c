import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createFactories } from "../../test/factories.ts";
import { createSupervisedWorld, online, type SupervisedWorld } from "./connector.fixture.ts";
import { DriverError } from "./driver.ts";

let world: SupervisedWorld;

beforeAll(async () => {
  world = await createSupervisedWorld();
});
afterEach(() => world.settle());
afterAll(() => world.drop());

const newProcess = (...given: Parameters<SupervisedWorld["newProcess"]>) => world.newProcess(...given);
const enabledNumber = () => world.enabledNumber();
const desire = (id: string, isEnabled: boolean) => world.desire(id, isEnabled);
const status = (id: string) => world.status(id);
const becomes = (id: string, wanted: string, timeout?: number) => world.becomes(id, wanted, timeout);

const endLockSessions = () =>
  world.database.query(
    `SELECT pg_terminate_backend("pid") FROM pg_stat_activity
     WHERE "application_name" = 'whatskovi locks' AND "datname" = current_database()`,
  );

describe("two processes on one database", () => {
  it("serve a number once; the other takes over when the first ends", async () => {
    const id = await enabledNumber();
    const [one, two] = [newProcess(), newProcess()];
    await Promise.all([one.connector.start(), two.connector.start()]);
    await becomes(id, "online");
    expect(one.drivers.length + two.drivers.length).toBe(1);
    const [first, second] = one.drivers.length === 1 ? [one, two] : [two, one];
    await first.connector.stop();
    expect(first.drivers[0]?.ends).toBe(1);
    await expect.poll(() => second.drivers.length, { timeout: 10_000 }).toBe(1);
    await becomes(id, "online");
  });

  it("what one is told to switch off, the other who serves it lets go; logging out waits for that", async () => {
    const id = await enabledNumber();
    const [one, two] = [newProcess(), newProcess()];
    await one.connector.start();
    await becomes(id, "online");
    await two.connector.start();
    await desire(id, false);
    await two.connector.logout(id);
    expect(one.drivers[0]?.ends).toBe(1);
    expect(two.drivers.map(({ logouts }) => logouts)).toEqual([1]);
    expect(await status(id)).toBe("stopped");
  });

  it("who loses its locks stops at once and connects again", async () => {
    const id = await enabledNumber();
    const { connector, drivers } = newProcess();
    await connector.start();
    await becomes(id, "online");
    await endLockSessions();
    await expect.poll(() => drivers.length, { timeout: 8000 }).toBe(2);
    expect(drivers[0]?.ends).toBe(1);
    await becomes(id, "online");
  });

  it("a start that hangs when the locks are lost holds nobody up", async () => {
    await enabledNumber();
    const { connector, drivers } = newProcess({
      onStart: (driver, times) => (times === 1 ? new Promise(() => {}) : online.onStart(driver, times)),
    });
    await connector.start();
    await expect.poll(() => drivers.length).toBe(1);
    await endLockSessions();
    await expect.poll(() => drivers.length, { timeout: 8000 }).toBe(2);
  });
});

describe("a number that falls", () => {
  it("is connected again after a while, by a new driver", async () => {
    const id = await enabledNumber();
    const { connector, drivers } = newProcess();
    await connector.start();
    await becomes(id, "online");
    drivers[0]?.context.setState({ status: "stopped", reason: "The line dropped." });
    await becomes(id, "reconnecting");
    await expect.poll(() => drivers.length, { timeout: 5000 }).toBe(2);
    await becomes(id, "online");
    expect(drivers[0]?.ends).toBe(1);
    // What the driver before still says counts no more.
    drivers[0]?.context.setState({ status: "failed" });
    expect(await status(id)).toBe("online");
  });

  it("is tried again when its start fails", async () => {
    const id = await enabledNumber();
    const { connector, drivers } = newProcess({
      onStart: (driver, times) => {
        if (times < 2) throw new DriverError("transient", "No network.");
        return online.onStart(driver, times);
      },
    });
    await connector.start();
    await becomes(id, "online");
    expect(drivers.length).toBe(2);
  });

  it("refused for good, stays off until somebody asks again", async () => {
    const id = await enabledNumber();
    const { connector, drivers } = newProcess({
      onStart: (driver, times) => {
        driver.context.setState({ status: times === 1 ? "logged_out" : "online" });
      },
    });
    await connector.start();
    await becomes(id, "logged_out");
    connector.wake(id);
    connector.wake(id);
    await expect.poll(() => connector.isIdle()).toBe(true);
    expect(drivers.length).toBe(1);
    connector.wake(id, { restart: true });
    await becomes(id, "online");
    expect(drivers.length).toBe(2);
  });
});

describe("a number that is asked", () => {
  it("off is off, on is on", async () => {
    const id = await enabledNumber();
    const { connector, drivers } = newProcess();
    await connector.start();
    await becomes(id, "online");
    await desire(id, false);
    connector.wake(id, { restart: true });
    await becomes(id, "stopped");
    expect([drivers.length, drivers[0]?.ends]).toEqual([1, 1]);
    await desire(id, true);
    connector.wake(id, { restart: true });
    await becomes(id, "online");
    expect(drivers.length).toBe(2);
  });

  it("to go off while its start hangs does so at once", async () => {
    const id = await enabledNumber();
    const { connector } = newProcess({ onStart: () => new Promise(() => {}) });
    await connector.start();
    await becomes(id, "starting");
    await desire(id, false);
    connector.wake(id, { restart: true });
    await becomes(id, "stopped", 2000);
  });

  it("for new settings starts with them", async () => {
    const id = await enabledNumber();
    const { connector, drivers } = newProcess();
    await connector.start();
    await becomes(id, "online");
    const settings = { pairing: "qr" };
    await world.database.models.whatsAppConnection.update({ where: { id }, data: { settings } });
    connector.wake(id, { restart: true });
    await expect.poll(() => drivers.length).toBe(2);
    expect(drivers[1]?.context.settings).toEqual(settings);
  });

  it("that a process before left as online, though switched off, is shown as stopped", async () => {
    const { id } = await createFactories(world.database).connection();
    await world.database.models.whatsAppConnection.update({ where: { id }, data: { status: "online" } });
    const { connector, drivers } = newProcess();
    await connector.start();
    await becomes(id, "stopped");
    expect(drivers.length).toBe(0);
  });

  it("removed ends, and a stop of all leaves no number online", async () => {
    const [kept, removed] = [await enabledNumber(), await enabledNumber()];
    const { connector, drivers } = newProcess();
    await connector.start();
    await becomes(kept, "online");
    await becomes(removed, "online");
    await world.database.models.whatsAppConnection.update({ where: { id: removed }, data: { deletedAt: new Date() } });
    await connector.release(removed);
    expect(drivers.map(({ ends }) => ends).toSorted()).toEqual([0, 1]);
    await connector.stop();
    expect(drivers.map(({ ends }) => ends)).toEqual([1, 1]);
    expect(await status(kept)).toBe("stopped");
  });
});
