import { randomUUID } from "node:crypto";
import { chmod, cp, mkdir, readlink, rename, rm, stat, symlink } from "node:fs/promises";
import path from "node:path";
import type { PostgresBinaries } from "./binaries.ts";
import { type DatabaseUser, databaseUser } from "./database-user.ts";
import { canReach } from "./reachable.ts";

/** Where a cluster is, what runs it, and as whom. */
export type ClusterPlace = {
  readonly folder: string;
  readonly binariesFolder: string;
  readonly user: DatabaseUser | undefined;
};

/** Where root keeps what the database's user could not reach, as below `/root`. */
export const reachableFolder = "/var/lib/whatskovi";

/**
 * Decides where the cluster of a data folder lives: in `<dataDir>/postgres`. When root runs us from a folder that the
 * database's user may not enter, that is a symbolic link to a folder below `reachableFolder`.
 */
export async function placeCluster(dataDir: string, binaries: PostgresBinaries): Promise<ClusterPlace> {
  const wanted = path.join(dataDir, "postgres");
  await mkdir(dataDir, { recursive: true });
  const user = await databaseUser(wanted);
  if (user === undefined) return { folder: wanted, binariesFolder: binaries.folder, user };
  await letThrough(dataDir);
  const folder = await ownedFolder(wanted, user);
  return { folder, binariesFolder: await readableBinaries(binaries, user), user };
}

async function ownedFolder(wanted: string, user: DatabaseUser): Promise<string> {
  const elsewhere = await readlink(wanted).catch(() => undefined);
  const folder = elsewhere ?? ((await canReach(user, path.dirname(wanted))) ? wanted : undefined);
  const chosen = folder ?? path.join(reachableFolder, `postgres-${randomUUID()}`);
  await mkdir(chosen, { recursive: true });
  if (folder === undefined) await symlink(chosen, wanted);
  return chosen;
}

async function readableBinaries(binaries: PostgresBinaries, user: DatabaseUser): Promise<string> {
  const needed = [path.join(binaries.folder, "bin"), path.join(binaries.folder, "share")];
  const reached = await Promise.all(needed.map((folder) => canReach(user, folder)));
  if (reached.every(Boolean)) return binaries.folder;
  const copy = path.join(reachableFolder, `postgres-${binaries.version}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}.${randomUUID()}`;
  await cp(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  await rename(unfinished, copy).catch(async (error: unknown) => {
    // Another start was quicker.
    await rm(unfinished, { recursive: true });
    if (!(await exists(copy))) throw error;
  });
  return copy;
}

/** Others may pass through the data folder, though not look into it. */
async function letThrough(dataDir: string): Promise<void> {
  const { mode } = await stat(dataDir);
  if ((mode & 0o111) !== 0o111) await chmod(dataDir, mode | 0o111);
}

const exists = (place: string) =>
  stat(place).then(
    () => true,
    () => false,
  );
