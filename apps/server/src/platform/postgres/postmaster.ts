import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../errors/start-error.ts";

const fastShutdown = "SIGINT";
const immediateShutdown = "SIGQUIT";

/**
 * Stops the PostgreSQL that a killed run left behind on this cluster, if one is still there, so that the next can start.
 * Throws `StartError` when it does not stop.
 */
export async function stopLeftPostmaster(clusterFolder: string): Promise<void> {
  const pid = await readPostmasterPid(clusterFolder);
  if (pid === undefined) return;
  if (!(await isPostmasterOf(pid, clusterFolder))) {
    // PostgreSQL itself takes any living process with this number for the old one, and would not start.
    await rm(path.join(clusterFolder, "postmaster.pid"), { force: true });
    return;
  }
  const hasEnded = async () => !(await isPostmasterOf(pid, clusterFolder));
  if (!(await stopProcess(pid, hasEnded))) {
    throw new StartError(`PostgreSQL (process ${pid}) of an earlier run does not stop: end it, then start again.`);
  }
}

/** Ends PostgreSQL by ever less gentle signals. True when it has ended. */
export async function stopProcess(pid: number, hasEnded: () => boolean | Promise<boolean>): Promise<boolean> {
  const steps = [
    { signal: fastShutdown, milliseconds: 20_000 },
    { signal: immediateShutdown, milliseconds: 5_000 },
    { signal: "SIGKILL", milliseconds: 2_000 },
  ] as const;
  for (const { signal, milliseconds } of steps) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
      throw error;
    }
    const deadline = Date.now() + milliseconds;
    while (Date.now() < deadline) {
      if (await hasEnded()) return true;
      await delay(10);
    }
  }
  return false;
}

/** The process that PostgreSQL's lock file names. */
export async function readPostmasterPid(clusterFolder: string): Promise<number | undefined> {
  const text = await readFile(path.join(clusterFolder, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

/** Whether the process lives and is PostgreSQL on this cluster: its number may have passed to a stranger. */
async function isPostmasterOf(pid: number, clusterFolder: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  if (process.platform !== "linux") return true;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.split("\0").includes(clusterFolder);
}
