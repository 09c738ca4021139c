import { execFile } from "node:child_process";
import { chown, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { StartError } from "../errors/start-error.ts";
import type { ClusterPlace } from "./cluster-place.ts";

const run = promisify(execFile);

/** The role that owns everything in a cluster of ours. */
export const roleName = "whatskovi";

/** Whether the folder holds a cluster. Throws `StartError` when it holds something else: that is never thrown away. */
export async function hasCluster(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch((): string[] => []);
  if (entries.length === 0) return false;
  if (entries.includes("PG_VERSION")) return true;
  throw new StartError(
    `${folder} is not empty and no database: move it away, or bring the database back from a backup.`,
  );
}

/** Makes a cluster with UTF-8 text, whole or not at all. Throws `StartError`. */
export async function createCluster(place: ClusterPlace, password: string, isDurable: boolean): Promise<void> {
  const unfinished = `${place.folder}.unfinished`;
  const passwordFile = `${place.folder}.password`;
  await Promise.all([unfinished, passwordFile].map((left) => rm(left, { recursive: true, force: true })));
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { user } = place;
  if (user !== undefined) await Promise.all([unfinished, passwordFile].map((ours) => chown(ours, user.uid, user.gid)));
  try {
    await run(path.join(place.binariesFolder, "bin", "initdb"), initdbArguments(unfinished, passwordFile, isDurable), {
      ...user,
      cwd: "/",
      env: { LC_ALL: "C", TZ: "UTC" },
    });
    if (await isFolder(place.folder)) await rmdir(place.folder);
    await rename(unfinished, place.folder);
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new StartError(`The database could not be made in ${place.folder}: ${reason}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function initdbArguments(folder: string, passwordFile: string, isDurable: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${roleName}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The same order and the same upper and lower case on every machine, whatever its own language settings are.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(isDurable ? [] : ["--no-sync"]),
  ];
}

const isFolder = (place: string) =>
  stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
