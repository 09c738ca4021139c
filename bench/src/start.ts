import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@whatskovi/server/server-process";
import { distributionOf, round } from "./statistics.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const warmStarts = Number(process.env["BENCH_STARTS"] ?? 5);

/** `npm start` until it is ready: with an empty data folder (cold), then again and again (warm); and its memory at rest. */
export async function benchStart() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-start-"));
  try {
    const cold = await startOnce(dataDir, false);
    const warm: number[] = [];
    for (let n = 0; n < warmStarts; n++) warm.push((await startOnce(dataDir, false)).ms);
    const rest = await startOnce(dataDir, true);
    return {
      coldMs: round(cold.ms),
      warmMs: distributionOf(warm),
      restMegabytes: rest.megabytes,
      restByProcess: rest.byProcess,
      targets: { warmMs: 4000, restMegabytes: 300 },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startOnce(dataDir: string, isMeasuringMemory: boolean) {
  const port = await freePort();
  const started = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, DATABASE_URL: "" },
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  while (!(await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const ms = performance.now() - started;
  let memory: { megabytes: number; byProcess: Record<string, number> } = { megabytes: 0, byProcess: {} };
  if (isMeasuringMemory) {
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    memory = await memoryOfTree(child.pid ?? 0);
  }
  child.kill("SIGTERM");
  await ended;
  return { ms, ...memory };
}

/** The proportional share (PSS) of every process below one: what would be free if they ended. */
async function memoryOfTree(rootPid: number) {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, "utf8").catch(() => null) : null;
    const parent = stat === null ? null : /\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => pid === rootPid || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  const byProcess: Record<string, number> = {};
  let total = 0;
  for (const pid of parents.keys()) {
    if (!isBelow(pid)) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    const name = (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "ended")).trim();
    byProcess[name] = round((byProcess[name] ?? 0) + kilobytes / 1024);
    total += kilobytes;
  }
  return { megabytes: round(total / 1024), byProcess };
}
