import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const goneWithinMs = 3000;

/** Stands on a browser's command line, so that it is found again whoever started it. */
export const labelOf = (connectionId: string): string => `--whatskovi-connection=${connectionId}`;

/**
 * Ends what is left of a connection's browsers, with all their processes: a server that was killed leaves them behind, and they
 * hold the profile. Where the system has no /proc there is nothing to find them by.
 */
export async function endOrphans(connectionId: string): Promise<number> {
  const label = labelOf(connectionId);
  const processes = await listProcesses();
  const browsers = processes.filter(({ args }) => args.includes(label)).map(({ pid }) => pid);
  const doomed = [...browsers, ...descendantsOf(browsers, processes)];
  for (const pid of doomed) kill(pid);
  for (const until = Date.now() + goneWithinMs; Date.now() < until; await pause(25)) {
    if ((await listProcesses()).every(({ pid }) => !doomed.includes(pid))) break;
  }
  return browsers.length;
}

type Running = { readonly pid: number; readonly parent: number; readonly args: readonly string[] };

async function listProcesses(): Promise<Running[]> {
  const names = await readdir("/proc").catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => read(Number(name))));
  return found.filter((each) => each !== null);
}

async function read(pid: number): Promise<Running | null> {
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
    ]);
    // The name, in brackets, may hold anything.
    const [state, parent] = stat.replace(/^.*\) /s, "").split(" ");
    return state === "Z" ? null : { pid, parent: Number(parent), args: commandLine.split("\0") };
  } catch {
    return null;
  }
}

function descendantsOf(pids: readonly number[], processes: readonly Running[]): number[] {
  const children = processes.filter(({ parent }) => pids.includes(parent)).map(({ pid }) => pid);
  return children.length === 0 ? [] : [...children, ...descendantsOf(children, processes)];
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
