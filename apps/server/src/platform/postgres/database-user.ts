import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who PostgreSQL runs as, when this process is root: it refuses to be root itself. */
export type DatabaseUser = { readonly uid: number; readonly gid: number };

/**
 * The unprivileged user for a cluster in that folder; nothing when this process is not root. A folder that belongs to
 * somebody keeps its owner; otherwise the user `whatskovi`, made when missing, or `nobody` where users cannot be made.
 */
export async function databaseUser(clusterFolder: string): Promise<DatabaseUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const existing = await findUser("whatskovi");
  if (existing !== undefined) return existing;
  await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "whatskovi"])
    // BusyBox systems have no useradd.
    .catch(() => run("adduser", ["-S", "-D", "-H", "whatskovi"]))
    .catch(() => undefined);
  return (await findUser("whatskovi")) ?? (await findUser("nobody"));
}

/** The user of that name on this machine. */
export async function findUser(name: string): Promise<DatabaseUser | undefined> {
  const accounts = await readFile("/etc/passwd", "utf8");
  const fields = accounts
    .split("\n")
    .map((line) => line.split(":"))
    .find((account) => account[0] === name);
  return fields === undefined ? undefined : { uid: Number(fields[2]), gid: Number(fields[3]) };
}
