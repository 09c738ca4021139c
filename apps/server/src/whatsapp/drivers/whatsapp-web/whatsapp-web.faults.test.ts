import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { FakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import { expect, test, vi } from "vitest";
import { childEnvironment } from "../../../platform/config/index.ts";
import { DriverError } from "../../driver.ts";
import { findBrowser } from "./browser.ts";
import { browserOf, isAlive, pageOf } from "./browser-processes.fixture.ts";
import { createWhatsAppWebFactory } from "./index.ts";
import { StartLimiter } from "./start-limiter.ts";
import { command, customer, type Line, linkedLine, openLine, startWeb } from "./whatsapp-web.fixture.ts";

const kindOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof DriverError ? error.kind : error;
};
/** Linked, and its profile written down, which Chromium takes some seconds for. */
async function settledLine(web: FakeWhatsAppWeb): Promise<Line> {
  const line = await linkedLine(web);
  await line.driver.stop(6000);
  await line.driver.start();
  await line.status("online");
  return line;
}
const profileOf = ({ dataDir, connectionId }: { dataDir: string; connectionId: string }) =>
  path.join(dataDir, "whatsapp-web", connectionId, "session");

test.each(["$1", "_serialized"] as const)(
  "a page that has synced before the library listens is ready all the same (%s)",
  async (keyProperty) => {
    const web = await startWeb({ behaviour: { syncsEarly: true, keyProperty } });
    const line = await linkedLine(web);
    await line.driver.stop(6000);
    const again = await openLine(web, line);
    await again.driver.start();
    await again.status("online");
    web.phone().customerWrites({ ...customer, body: "ouvindo" });
    await again.message("ouvindo");
  },
);

test("told again and again that the page has synced, the library is ready once it listens", async () => {
  const web = await startWeb({ behaviour: { syncsEarly: true } });
  const line = await linkedLine(web);
  await line.driver.stop(6000);
  const again = await openLine(web, line, { readyGraceMs: 1, lookEveryMs: 1 });
  await again.driver.start();
  await again.status("online");
  web.phone().customerWrites({ ...customer, body: "ouvindo" });
  await again.message("ouvindo");
});

test("a QR code is renewed when the page has gone idle, and when it is too old", async () => {
  const web = await startWeb({ behaviour: { qrMs: 400, qrCodes: 2 } });
  const line = await openLine(web);
  await line.driver.start();
  const codes = () => new Set(line.states.flatMap(({ qrCode }) => qrCode ?? []));
  await line.until(() => codes().size >= 5);
  web.behave({ qrMs: 60_000 });
  const { qrCode } = line.states.at(-1)!;
  await line.until(() => line.states.at(-1)?.qrCode !== qrCode && line.states.at(-1));
  web.phone().scanQr(line.states.at(-1)?.qrCode ?? "");
  await line.status("online");
});

test("a stale QR code is renewed although the page says nothing", async () => {
  const web = await startWeb({ behaviour: { qrMs: 600_000 } });
  const line = await openLine(web, undefined, { qrLifeMs: 300 });
  await line.driver.start();
  await line.until(() => new Set(line.states.flatMap(({ qrCode }) => qrCode ?? [])).size >= 2);
});

test("a crashed renderer ends as a state, and nothing hangs", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  for (const pid of browserOf(line).renderers) process.kill(pid, "SIGKILL");
  expect(await line.status("stopped")).toMatchObject({ providerCode: "CRASH" });
  expect(await line.driver.probe?.(500)).toBe(false);
  expect(await kindOf(line.driver.send(command("x")))).toBe("not_connected");
  expect(await line.driver.reconcile("01900000-0000-7000-8000-000000000000", new Date())).toEqual({
    outcome: "waiting",
  });
  await vi.waitFor(() => expect(browserOf(line).pids).toEqual([]), 5000);
});

test("a closed page, a browser and a client that are killed end as states", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  const page = await pageOf(line);
  await page.close();
  expect((await line.status("stopped")).reason).toMatch(/closed|ended/);
  // The browser has just been linked: ended by force it would not have written its session yet.
  await line.driver.stop(20_000);

  await line.driver.start();
  await line.status("online");
  for (const pid of browserOf(line).pids) process.kill(pid, "SIGKILL");
  expect(await line.status("stopped")).toMatchObject({ providerCode: "BROWSER" });
  await line.driver.stop(4000);

  await line.driver.start();
  await line.status("online");
  for (const pid of browserOf(line).clients) process.kill(pid, "SIGKILL");
  await line.status("stopped");
  await line.driver.stop(4000);
  expect(browserOf(line).pids).toEqual([]);
});

test("a page that hangs is noticed by the probe and by the look at it", async () => {
  const web = await startWeb();
  const line = await linkedLine(web, { probeEveryMs: 200, lookDeadlineMs: 1000 });
  web.phone().freeze(20_000);
  await vi.waitFor(async () => expect(await line.driver.probe?.(300)).toBe(false), 900);
  expect(await line.status("stopped")).toMatchObject({ providerCode: "HANGS" });
});

test("a page that loads itself anew, over and over, comes back by itself", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  const page = await pageOf(line);
  for (let round = 0; round < 3; round++) await page.reload({ waitUntil: "domcontentloaded" });
  await line.until(() => line.states.some(({ status }) => status === "reconnecting"));
  await line.status("online");
  web.phone().customerWrites({ ...customer, body: "depois" });
  await line.message("depois");
  await line.driver.send(command("ainda aqui"));
  expect(web.phone().sent()).toMatchObject([{ body: "ainda aqui" }]);
});

test("logging out unlinks the phone and deletes the profile, running or not", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  await line.driver.logout();
  expect(line.states.at(-1)).toMatchObject({ status: "logged_out" });
  expect([existsSync(profileOf(line)), browserOf(line).pids, web.phone().isOnline]).toEqual([false, [], false]);
  await line.driver.start();
  web.phone().scanQr((await line.status("pairing")).qrCode ?? "");
  await line.status("online");
  await line.driver.stop(6000);
  await line.driver.logout();
  expect([existsSync(profileOf(line)), browserOf(line).pids]).toEqual([false, []]);
  expect([...web.world.devices.values()].filter(({ phone }) => phone !== null)).toEqual([]);
});

test("an unlinking on the phone, seen at once or at the next start, is logged out for good", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  web.phone().unlink();
  expect(await line.status("logged_out")).toMatchObject({ providerCode: "LOGOUT" });
  expect([existsSync(profileOf(line)), browserOf(line).pids]).toEqual([false, []]);
  await line.driver.stop(2000);

  const other = await linkedLine(web);
  await other.driver.stop(6000);
  web.phone().unlink();
  await other.driver.start();
  expect((await other.status("pairing")).qrCode).not.toBeNull();
});

test.each([
  ["CONFLICT", "failed"],
  ["TOS_BLOCK", "restricted"],
  ["SMB_TOS_BLOCK", "restricted"],
  ["PROXYBLOCK", "failed"],
  ["DEPRECATED_VERSION", "failed"],
] as const)("%s is final: %s, and the profile is kept", async (state, status) => {
  const web = await startWeb();
  const line = await linkedLine(web);
  web.phone().setState(state);
  const told = await line.status(status);
  expect(told).toMatchObject({ providerCode: state });
  expect(told.reason).toMatch(/.{20}/);
  await line.driver.stop(4000);
  expect(existsSync(profileOf(line))).toBe(true);
});

test("a lost connection is said, and its return", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  web.phone().drop();
  await line.status("reconnecting");
  expect(await line.driver.probe?.(2000)).toBe(false);
  web.phone().reconnect();
  web.phone().setState("CONNECTED");
  await line.status("online");
});

test("a page that is no WhatsApp Web, and a browser that is none, end with a reason", async () => {
  const web = await startWeb({ behaviour: { page: "unsupported-browser" } });
  const line = await openLine(web, undefined, { stuckAfterMs: 1500 });
  await line.driver.start();
  expect((await line.status("stopped")).reason).toMatch(/did not load|any further/);

  const states: object[] = [];
  const factory = createWhatsAppWebFactory({
    dataDir: line.dataDir,
    browser: "/nowhere/chrome",
    browserArgs: [],
    environment: childEnvironment(),
  });
  expect(await factory.unavailableBecause?.()).toMatch(/WHATSAPP_WEB_BROWSER/);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const context = { ...line, settings: {}, deliver: async () => {}, customerTyping() {}, log };
  const driver = factory.create({ ...context, setState: (state) => void states.push(state) });
  await driver.start();
  await vi.waitFor(
    () => expect(states.at(-1)).toMatchObject({ status: "stopped", reason: expect.stringContaining("nowhere") }),
    10_000,
  );
  await driver.stop(1000);
});

test("a version without a module that sending needs is not called ready", async () => {
  const web = await startWeb({ behaviour: { removedModules: ["WAWebSendMsgChatAction"] } });
  const line = await openLine(web);
  await line.driver.start();
  web.phone().scanQr((await line.status("pairing")).qrCode ?? "");
  expect(await line.status("stopped")).toMatchObject({ providerCode: "UNKNOWN_VERSION" });
});

test("a send whose answer is lost with its client is found again, and is not sent twice", async () => {
  const web = await startWeb();
  const line = await settledLine(web);
  web.phone().fail({ on: "send", kind: "lose-answer" });
  const sending = command("uma vez só");
  const outcome = kindOf(line.driver.send(sending));
  await web.phone().until((phone) => phone.sent().length === 1);
  expect(await line.driver.reconcile(sending.messageId, new Date())).toEqual({ outcome: "waiting" });
  for (const pid of browserOf(line).clients) process.kill(pid, "SIGKILL");
  expect(await outcome).toBe("unknown_outcome");

  const again = await openLine(web, line);
  await again.driver.start();
  await again.status("online");
  const [arrived] = web.phone().sent();
  expect(await again.driver.reconcile(sending.messageId, new Date())).toEqual({
    outcome: "sent",
    providerId: `out:${arrived?.id}`,
  });
  await again.driver.catchUp?.(new Date(Date.now() - 60_000));
  expect(again.of("message")).toEqual([]);
  expect(new Set(again.of("status").map(({ messageId }) => messageId))).toEqual(new Set([sending.messageId]));
});

test("what was never handed to WhatsApp is certainly not sent; what hangs there is waited for", async () => {
  const web = await startWeb();
  const line = await settledLine(web);
  web.phone().fail({ on: "chat", kind: "hang" });
  web.person({ phone: "5511900003333" });
  const before = command("antes", { to: [{ kind: "PHONE", value: "5511900003333" }] });
  const first = kindOf(line.driver.send(before));
  await vi.waitFor(() => expect(web.phone().faults).toEqual([]), 5000);
  web.phone().customerWrites({ ...customer, body: "oi" });
  await line.message("oi");
  web.phone().fail({ on: "prepare-send", kind: "hang" });
  const after = command("depois");
  const second = kindOf(line.driver.send(after));
  await vi.waitFor(() => expect(web.phone().faults).toEqual([]), 5000);
  for (const pid of browserOf(line).clients) process.kill(pid, "SIGKILL");
  expect([await first, await second]).toEqual(["not_connected", "unknown_outcome"]);

  const again = await openLine(web, line);
  await again.driver.start();
  await again.status("online");
  expect(await again.driver.reconcile(before.messageId, new Date())).toEqual({ outcome: "not_sent" });
  expect(await again.driver.reconcile(after.messageId, new Date())).toEqual({ outcome: "waiting" });
  expect(web.phone().sent()).toEqual([]);
});

test("a message that WhatsApp refuses gets its failure", async () => {
  const web = await startWeb();
  const line = await linkedLine(web);
  web.phone().customerWrites({ ...customer, body: "oi" });
  await line.message("oi");
  web.phone().fail({ on: "send", kind: "refuse" });
  const sending = command("recusada");
  expect(await kindOf(line.driver.send(sending))).toBe("unknown_outcome");
  await line.until(() => line.of("status").some(({ status }) => status === "FAILED"));
  expect(line.of("status")).toMatchObject([{ messageId: sending.messageId, failureCode: "permanent" }]);
});

test("an orphan of a killed server and its lock are no obstacle", async () => {
  const web = await startWeb();
  const line = await openLine(web);
  const profile = profileOf(line);
  await mkdir(profile, { recursive: true });
  const { executablePath, args } = await findBrowser(undefined);
  const label = `--whatskovi-connection=${line.connectionId}`;
  const headless = [
    ...args,
    "--headless",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
    label,
    "about:blank",
  ];
  const orphan = spawn(executablePath, headless, { stdio: "ignore", detached: true });
  const ended = once(orphan, "exit");
  await vi.waitFor(() => expect(existsSync(path.join(profile, "DevToolsActivePort"))).toBe(true), 5000);
  await symlink("another-machine-4711", path.join(profile, "SingletonLock")).catch(() => {});
  await line.driver.start();
  await line.status("pairing");
  await ended;
  expect(browserOf(line).pids).toHaveLength(1);
});

test("the browser ends with a server that is killed", async () => {
  const web = await startWeb();
  const line = await openLine(web);
  const script = fileURLToPath(new URL("lone-server.fixture.ts", import.meta.url));
  const given = [line.dataDir, line.connectionId, JSON.stringify(web.chromiumArgs)];
  const server = spawn(process.execPath, [script, ...given], { stdio: "ignore" });
  await vi.waitFor(() => expect(browserOf(line).renderers).not.toEqual([]), 10_000);
  const { pids, clients } = browserOf(line);
  server.kill("SIGKILL");
  await vi.waitFor(() => expect([...pids, ...clients].filter(isAlive)).toEqual([]), 5000);
});

test("no more browsers begin at once than may", async () => {
  const limiter = new StartLimiter(2);
  const turns: number[] = [];
  const signal = new AbortController().signal;
  const gives = [1, 2, 3].map(async (number) => {
    const give = await limiter.turn(signal);
    turns.push(number);
    return give;
  });
  const [first] = await Promise.all(gives.slice(0, 2));
  expect(turns).toEqual([1, 2]);
  first?.();
  first?.();
  await gives[2];
  expect(turns).toEqual([1, 2, 3]);
});

test("a stop in the middle of a start leaves nothing behind, and the next start works", async () => {
  const web = await startWeb();
  const line = await openLine(web);
  await line.driver.start();
  await line.driver.stop(4000);
  expect(browserOf(line).pids).toEqual([]);
  await line.driver.start();
  await vi.waitFor(() => expect(browserOf(line).clients).toHaveLength(1), 5000);
  await line.driver.stop(4000);
  expect(browserOf(line).pids).toEqual([]);
  await line.driver.start();
  await line.status("pairing");
});
