import { readdir, readFile } from "node:fs/promises";
import { round } from "./statistics.ts";

const ticksPerSecond = 100;

/** The processes below one, itself included. */
async function treeOf(rootPid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, "utf8").catch(() => null) : null;
    const parent = stat === null ? null : /\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => pid === rootPid || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow);
}

/** The proportional share (PSS) of every process below one: what would be free if they ended. */
export async function memoryOfTree(rootPid: number) {
  const byProcess: Record<string, number> = {};
  let total = 0;
  for (const pid of await treeOf(rootPid)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    const name = (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "ended")).trim();
    byProcess[name] = round((byProcess[name] ?? 0) + kilobytes / 1024);
    total += kilobytes;
  }
  return { megabytes: round(total / 1024), byProcess };
}

/** Processor time of every process below one so far, seconds. What has ended is not counted. */
export async function cpuSecondsOfTree(rootPid: number): Promise<number> {
  let ticks = 0;
  for (const pid of await treeOf(rootPid)) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
    const [user, system] =
      stat === null
        ? ["0", "0"]
        : stat
            .slice(stat.lastIndexOf(")") + 2)
            .split(" ")
            .slice(11, 13);
    ticks += Number(user) + Number(system);
  }
  return ticks / ticksPerSecond;
}
