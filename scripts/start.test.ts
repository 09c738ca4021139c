import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { productFolder } from "./places.mjs";
import { buildWebIfStale } from "./prepare.mjs";

const enough = { timeout: 30_000, interval: 50 };

let folder: string;
let port: number;
let running: ChildProcess[];
beforeAll(() => buildWebIfStale(), 300_000);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "whatskovi start "));
  await chmod(folder, 0o755);
  port = await freePort();
  running = [];
});
afterEach(async () => {
  for (const child of running) child.kill("SIGTERM");
  await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), enough);
  await rm(folder, { recursive: true });
});

test("npm start says where it is, serves, and leaves nothing behind at Ctrl-C", async () => {
  const npm = start();
  await npm.ready;
  expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  expect(await (await fetch(`http://127.0.0.1:${port}/login`)).text()).toContain("<html");
  npm.child.kill("SIGINT");
  await once(npm.child, "exit");
  await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), enough);
}, 120_000);

test("when npm is killed -9, server and database stop by themselves", async () => {
  const npm = start();
  await npm.ready;
  npm.child.kill("SIGKILL");
  await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), enough);
}, 120_000);

test("when the server is killed -9, npm says so by its exit code, and the next start carries on", async () => {
  const first = start();
  await first.ready;
  const server = processesOf(folder).find((one) => one.command.includes("main.ts"));
  process.kill(server?.pid ?? 0, "SIGKILL");
  expect((await once(first.child, "exit"))[0]).toBe(1);
  await start().ready;
  expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
}, 120_000);

test("a second start in the same folder is refused, and does the first no harm", async () => {
  await start().ready;
  const second = start({ PORT: String(await freePort()) });
  expect((await once(second.child, "exit"))[0]).toBe(1);
  expect(second.printed()).toMatch(/already runs from this folder \(process \d+\): stop that one first/);
  expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
}, 120_000);

test("a taken port is answered by a sentence that names the process and the variable", async () => {
  const other = createServer().listen(port, "0.0.0.0");
  await once(other, "listening");
  const npm = start();
  expect((await once(npm.child, "exit"))[0]).toBe(1);
  expect(npm.printed()).toMatch(
    new RegExp(`Port ${port} is taken by another program \\(.+, process ${process.pid}\\).*PORT=`),
  );
  other.close();
}, 120_000);

test("a bad setting is answered by a sentence, without a stack", async () => {
  const npm = start({ LOG_LEVEL: "loud" });
  expect((await once(npm.child, "exit"))[0]).toBe(1);
  expect(npm.printed()).toContain('LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud".');
  expect(npm.printed()).not.toContain("    at ");
}, 120_000);

function start(changes: Record<string, string> = {}) {
  const { DATABASE_URL: _, NODE_ENV: __, ...inherited } = process.env;
  const env = { ...inherited, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: path.join(folder, ".data"), ...changes };
  const child = spawn("npm", ["start"], { cwd: productFolder, env, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let text = "";
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("WhatsKovi is ready: http://localhost:")) resolve();
      });
    }
    child.once("exit", () => reject(new Error(`npm start ended before it was ready:\n${text}`)));
  });
  ready.catch(() => undefined);
  return { child, ready, printed: () => text };
}

/** The processes that belong to a data folder: by what they were called with, or by their environment. */
function processesOf(dataFolder: string): { pid: number; command: string }[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return numbers.flatMap((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      const environment = readFileSync(`/proc/${name}/environ`, "utf8");
      const isOurs = command.includes(dataFolder) || environment.includes(`DATA_DIR=${dataFolder}`);
      return isOurs && command !== "" ? [{ pid: Number(name), command }] : [];
    } catch {
      return [];
    }
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return free;
}
