import { expect, test } from "vitest";
import { MARIA, useWorld } from "./testing/world.ts";
import type { CompanyPhone } from "./index.ts";

const world = useWorld();

test.each<[string, (phone: CompanyPhone) => void, number]>([
  ["restart", (phone) => phone.streamError("515"), 515],
  ["unavailable", (phone) => phone.streamError("503"), 503],
  ["replaced", (phone) => phone.conflict(), 440],
  ["banned", (phone) => phone.failure("403"), 403],
  ["locked", (phone) => phone.failure("402"), 402],
  ["restricted", (phone) => phone.failure("406"), 406],
  ["not multi-device", (phone) => phone.multideviceMismatch(), 411],
  ["a broken line", (phone) => phone.drop(), 428],
])("%s ends the connection; the credentials still hold", async (_name, act, code) => {
  const client = await world.link();
  act(world.phone);
  expect(await client.closed()).toBe(code);
  const again = await world.connect(client.credentials);
  await again.message((await world.phone.customerWrites({ ...MARIA, body: "oi" })).providerId);
});

test("an unlinked device is out for good", async () => {
  const client = await world.link();
  world.phone.unlink();
  expect(await client.closed()).toBe(401);
  const again = world.newDevice(undefined, client.credentials);
  expect(await again.closed()).toBe(401);
  await world.link();
});

test("a device that logs out is off the account", async () => {
  const client = await world.link();
  await client.socket.logout();
  await client.closed();
  await client.until(() => world.phone.linkedDevices.length === 0);
});

test("logins are refused so often, then taken", async () => {
  const client = await world.link();
  await client.end();
  world.phone.failLogins({ reason: "503" }, 2);
  for (let time = 0; time < 2; time++) expect(await world.newDevice(undefined, client.credentials).closed()).toBe(503);
  await world.connect(client.credentials);
});

test("a second connection of the same device replaces the first", async () => {
  const first = await world.link();
  await world.connect(first.credentials);
  expect(await first.closed()).toBe(440);
});

test("a frozen line is open and dead", async () => {
  const client = await world.link({ keepAliveIntervalMs: 400 });
  world.phone.freeze();
  await expect(
    client.socket.query({ tag: "iq", attrs: { to: "@s.whatsapp.net", type: "get", xmlns: "w:p" } }, 50),
  ).rejects.toThrow();
  const again = await world.connect(client.credentials);
  await again.message((await world.phone.customerWrites({ ...MARIA, body: "oi" })).providerId);
});

test("a restriction of the account is told and lifted", async () => {
  const client = await world.link();
  const until = Date.now() + 3_600_000;
  world.phone.restrict(until);
  const told = () => client.all("connection.update").flatMap(({ reachoutTimeLock }) => reachoutTimeLock ?? []);
  const [first] = await client.until(() => told().length > 0 && told());
  expect(first).toMatchObject({ isActive: true, timeEnforcementEnds: new Date(Math.floor(until / 1000) * 1000) });
  expect(await client.socket.fetchAccountReachoutTimelock()).toMatchObject({ isActive: true });
  world.phone.restrict(null);
  await client.until(() => told().some(({ isActive }) => !isActive));
});
