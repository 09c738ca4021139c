import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartError } from "../errors/start-error.ts";
import { isRunning, type ProcessIdentity, thisProcess } from "./process-identity.ts";

/**
 * Claims the data folder for this process, so that two servers never run on one brought database. What a killed process
 * left behind does not count. Resolves to how to give it back. Throws `StartError` naming the process that has it.
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, "server.lock");
  for (;;) {
    try {
      await writeFile(file, JSON.stringify(thisProcess()), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readHolder(file);
    if (holder !== undefined && isRunning(holder)) {
      throw new StartError(`WhatsKovi already runs from this folder (process ${holder.pid}): stop that one first.`);
    }
    await rm(file, { force: true });
  }
}

async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
