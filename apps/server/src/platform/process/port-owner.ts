import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

/** The process that listens on a TCP port, as far as this user may see it: such as "nginx, process 812". */
export async function findPortOwner(port: number): Promise<string | undefined> {
  try {
    return process.platform === "linux" ? await searchProc(port) : await askLsof(port);
  } catch {
    // Only a hint in a sentence: without it the sentence is still true.
    return undefined;
  }
}

const listening = "0A";

async function searchProc(port: number): Promise<string | undefined> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((table) => readFile(`/proc/net/${table}`, "utf8").catch(() => "")),
  );
  const sockets = tables
    .flatMap((table) => table.split("\n").map((line) => line.trim().split(/\s+/)))
    .filter((fields) => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === listening)
    .map((fields) => `socket:[${fields[9]}]`);
  if (sockets.length === 0) return undefined;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if (await hasOpen(pid, sockets)) return `${await nameOf(pid)}, process ${pid}`;
  }
  return undefined;
}

async function hasOpen(pid: string, sockets: readonly string[]): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => "")));
  return targets.some((target) => sockets.includes(target));
}

const nameOf = async (pid: string) => (await readFile(`/proc/${pid}/comm`, "utf8")).trim();

async function askLsof(port: number): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]);
  const field = (letter: string) => new RegExp(`^${letter}(.+)$`, "m").exec(stdout)?.[1];
  return field("p") === undefined ? undefined : `${field("c")}, process ${field("p")}`;
}
