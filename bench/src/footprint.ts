import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startFakeGraph, startFakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import { startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import type { HostCommand, HostNews, HostOrder } from "./footprint-host.ts";
import { measureTraffic } from "./footprint-traffic.ts";
import { cpuSecondsOfTree, memoryOfTree } from "./process-tree.ts";
import { distributionOf, round } from "./statistics.ts";

const hostFile = fileURLToPath(new URL("./footprint-host.ts", import.meta.url));
const settleMs = 5000;
const idleMs = Number(process.env["BENCH_IDLE_MS"] ?? 20_000);
/** How many connections of each kind are weighed, in one process that grows. */
const steps: Record<HostOrder["driver"], readonly number[]> = {
  simulator: [1, 100],
  "cloud-api": [1, 100],
  baileys: [1, 100, 500],
  "whatsapp-web": [1, 3, 5],
};

type Idle = { megabytes: number; perConnection: number; cpuPercent: number };
type World = {
  readonly order: HostOrder["world"];
  readonly settingsOf: (index: number) => Record<string, unknown>;
  /** The phone reads the code. */
  readonly scan: (index: number, qr: string) => unknown;
  readonly close: () => Promise<unknown>;
};

const phoneOf = (index: number) => `55119${String(60_000_000 + index)}`;

/** The outside world of each kind, for as many numbers as are asked for. */
async function openWorld(driver: HostOrder["driver"], dataDir: string): Promise<World> {
  const nothing = { settingsOf: () => ({}), scan: () => {}, close: async () => {} };
  if (driver === "simulator") return { ...nothing, order: { dataDir, settings: {} } };
  if (driver === "cloud-api") {
    const graph = await startFakeGraph({ numbers: [] });
    const settings = { accessToken: "bench", appSecret: "bench", verifyToken: "bench", graphBaseUrl: graph.url };
    const settingsOf = (index: number) => {
      const phoneNumberId = String(100_000_000_000 + index);
      graph.addNumber({ phoneNumberId, ...settings });
      return { phoneNumberId };
    };
    return { ...nothing, order: { dataDir, settings }, settingsOf, close: () => graph.close() };
  }
  if (driver === "baileys") {
    const fake = await startFakeMultiDevice();
    const settingsOf = (index: number) => {
      fake.addPhone({ phone: phoneOf(index), name: `Loja ${index}` });
      return {};
    };
    const scan = (index: number, qr: string) => fake.phone(phoneOf(index)).scanQr(qr);
    return { order: { dataDir, settings: {}, webSocketUrl: fake.url }, settingsOf, scan, close: () => fake.close() };
  }
  const web = await startFakeWhatsAppWeb({ phones: [] });
  const settingsOf = (index: number) => {
    web.addPhone({ phone: phoneOf(index), name: `Loja ${index}` });
    return {};
  };
  const scan = (index: number, qr: string) => web.phone(phoneOf(index)).scanQr(qr);
  return {
    order: { dataDir, settings: {}, browserArgs: web.chromiumArgs },
    settingsOf,
    scan,
    close: () => web.close(),
  };
}

/** Grows a host step by step: its memory and processor time at rest, and how long each connection took to be ready. */
async function weigh(driver: HostOrder["driver"]) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-footprint-"));
  const world = await openWorld(driver, dataDir);
  const order: HostOrder = { driver, world: world.order };
  const child = fork(hostFile, [JSON.stringify(order)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const readyMs: number[] = [];
  const idle: Record<string, Idle> = {};
  try {
    const base = await atRest(child);
    let started = 0;
    for (const count of steps[driver]) {
      while (started < count) {
        // A few at once, as the product does: what one waits for is mostly the other side.
        const batch = Array.from(
          { length: Math.min(driver === "whatsapp-web" ? 1 : 10, count - started) },
          () => started++,
        );
        readyMs.push(...(await Promise.all(batch.map((index) => startOne(child, world, index)))));
      }
      const { megabytes, cpuPercent } = await atRest(child);
      idle[count] = { megabytes, perConnection: round((megabytes - base.megabytes) / count), cpuPercent };
      process.stderr.write(`  ${driver} ${count}: ${megabytes} MB, ${cpuPercent} % CPU\n`);
    }
    return { baseMegabytes: base.megabytes, idle, readyMs: distributionOf(readyMs) };
  } finally {
    child.kill("SIGTERM");
    await world.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function startOne(child: ChildProcess, world: World, index: number): Promise<number> {
  const command: HostCommand = { start: index, settings: world.settingsOf(index) };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const late = setTimeout(() => reject(new Error(`connection ${index} was not ready in time`)), 120_000);
    const scanned = new Set<string>();
    const onNews = (news: HostNews) => {
      if (news.index !== index) return;
      if (news.kind === "qr") {
        if (scanned.size === 0) void world.scan(index, news.qr);
        scanned.add(news.qr);
        return;
      }
      clearTimeout(late);
      child.off("message", onNews);
      resolve(performance.now() - started);
    };
    child.setMaxListeners(0);
    child.on("message", onNews);
    child.send(command);
  });
}

async function atRest(child: ChildProcess): Promise<{ megabytes: number; cpuPercent: number }> {
  const pid = child.pid ?? 0;
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const before = await cpuSecondsOfTree(pid);
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const seconds = (await cpuSecondsOfTree(pid)) - before;
  const { megabytes } = await memoryOfTree(pid);
  return { megabytes, cpuPercent: round((seconds * 100_000) / idleMs) };
}

type Footprint = Awaited<ReturnType<typeof weigh>> & Awaited<ReturnType<typeof measureTraffic>>;

/** What a connection of each kind costs: at rest, and for 1,000 messages through the whole product. `BENCH_DRIVERS` names some. */
export async function benchFootprint(adminUrl: string) {
  const chosen = (process.env["BENCH_DRIVERS"]?.split(",") ?? Object.keys(steps)) as HostOrder["driver"][];
  const results: Record<string, Footprint> = {};
  for (const driver of chosen)
    results[driver] = { ...(await weigh(driver)), ...(await measureTraffic(adminUrl, driver)) };
  return results;
}
