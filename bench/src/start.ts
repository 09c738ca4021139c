import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@whatskovi/server/server-process";
import { memoryOfTree } from "./process-tree.ts";
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
