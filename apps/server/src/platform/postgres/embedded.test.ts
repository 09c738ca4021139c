import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StartError } from "../errors/start-error.ts";
import { locateBinaries } from "./binaries.ts";
import { placeCluster } from "./cluster-place.ts";
import { findUser } from "./database-user.ts";
import { startEmbeddedPostgres } from "./index.ts";
import { readPostmasterPid } from "./postmaster.ts";
import { canReach } from "./reachable.ts";

const password = "a password of forty characters, as it is";
const isRoot = process.getuid?.() === 0;
const here = fileURLToPath(new URL(".", import.meta.url));

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "whatskovi é "));
  await chmod(folder, 0o755);
  dataDir = path.join(folder, "my data");
});
afterEach(async () => {
  const elsewhere = await readlink(path.join(dataDir, "postgres")).catch(() => undefined);
  if (elsewhere !== undefined) await rm(elsewhere, { recursive: true });
  await rm(folder, { recursive: true });
});

const start = (overrides: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) =>
  startEmbeddedPostgres({ dataDir, password, isDurable: false, ...overrides });

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Whether it still runs: one that ended stays in the table until somebody asks for its exit code. */
const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`).length > 0;

test("a database is made once and kept, on a path with spaces and accents", async () => {
  await using first = await stopping(start());
  await query(first.url, `CREATE TABLE note AS SELECT 'olá' AS text`);
  expect(await query(first.url, `SELECT lower('ÁÇÃO') AS word`)).toEqual([{ word: "áção" }]);
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);

  await using second = await stopping(start());
  expect(await query(second.url, `SELECT text FROM note`)).toEqual([{ text: "olá" }]);
});

test("it listens on this machine only and wants its password", async () => {
  await using postgres = await stopping(start());
  expect(await query(postgres.url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const wrong = new URL(postgres.url);
  wrong.password = "guess";
  await expect(query(wrong.toString(), "SELECT 1")).rejects.toThrow(/password authentication failed/);
});

test("another password than the cluster's is explained", async () => {
  await (await start()).stop();
  await expect(start({ password: "other" })).rejects.toThrow(/was made with another secrets\.json/);
  await (await start()).stop();
});

test("when its owner is killed -9 it ends by itself, and the next start finds all that was committed", async () => {
  const { owner, pid, url } = await startInProcess();
  await query(url, `CREATE TABLE note AS SELECT 1 AS number`);
  owner.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });

  await using next = await stopping(start());
  expect(await query(next.url, `SELECT number FROM note`)).toEqual([{ number: 1 }]);
});

test("a start right after kill -9 stops the one left behind, even while a client holds on to it", async () => {
  const { owner, pid, url } = await startInProcess();
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  owner.kill("SIGKILL");
  await using next = await stopping(start());
  expect(isAlive(pid)).toBe(false);
  expect(await query(next.url, `SELECT 1 AS number`)).toEqual([{ number: 1 }]);
});

test("a lock file that names a stranger does not stop the start", async () => {
  await (await start()).stop();
  await writeFile(path.join(await clusterFolder(), "postmaster.pid"), `${process.pid}\n/somewhere\n`);
  await using postgres = await stopping(start());
  expect(await readPostmasterPid(await clusterFolder())).toBe(postgres.pid);
});

test("an attempt cut short is made anew, and what is no database is never thrown away", async () => {
  await mkdir(path.join(dataDir, "postgres.unfinished"), { recursive: true });
  await (await start()).stop();
  const kept = path.join(dataDir, "kept");
  await rename(await clusterFolder(), kept);
  await mkdir(path.join(dataDir, "postgres"), { recursive: true });
  await writeFile(path.join(dataDir, "postgres", "letter.txt"), "dear");
  await expect(start()).rejects.toThrow(StartError);
  expect(await readFile(path.join(dataDir, "postgres", "letter.txt"), "utf8")).toBe("dear");
});

test.runIf(isRoot)("as root, what the database's user cannot enter is moved where it can", async () => {
  const closed = path.join(folder, "home of root");
  await mkdir(closed, { mode: 0o700 });
  dataDir = path.join(closed, "clone", ".data");
  const place = await placeCluster(dataDir, await binariesBelow(closed));
  expect(place.folder).toBe(await readlink(path.join(dataDir, "postgres")));
  expect(place.user && (await canReach(place.user, place.folder))).toBe(true);
  expect(place.user && (await canReach(place.user, place.binariesFolder))).toBe(true);
  await using postgres = await stopping(start());
  expect((await stat(`/proc/${postgres.pid}`)).uid).toBe(place.user?.uid);
  await rm(place.binariesFolder, { recursive: true });
});

test.runIf(isRoot)("as a user without rights it runs as that user", async () => {
  const nobody = await findUser("nobody");
  if (nobody === undefined || !(await canReach(nobody, here))) return;
  await chown(folder, nobody.uid, nobody.gid);
  const { owner, pid } = await startInProcess(nobody);
  expect((await stat(`/proc/${pid}`)).uid).toBe(nobody.uid);
  owner.kill("SIGTERM");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
});

async function stopping(starting: ReturnType<typeof startEmbeddedPostgres>) {
  const postgres = await starting;
  return { ...postgres, [Symbol.asyncDispose]: () => postgres.stop() };
}

const clusterFolder = async () => {
  const folder = path.join(dataDir, "postgres");
  return readlink(folder).catch(() => folder);
};

async function binariesBelow(parent: string) {
  const { folder: original } = locateBinaries();
  const copy = path.join(parent, "native");
  await mkdir(copy);
  await cp(path.join(original, "bin"), path.join(copy, "bin"), { recursive: true });
  for (const part of ["lib", "share"]) await symlink(path.join(original, part), path.join(copy, part));
  return { folder: copy, version: `test-${process.pid}` };
}

/** Starts it in a process of its own, which can be killed. */
async function startInProcess(user?: {
  uid: number;
  gid: number;
}): Promise<{ owner: ChildProcess; pid: number; url: string }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(path.join(here, "index.ts"))};
    const postgres = await startEmbeddedPostgres(${JSON.stringify({ dataDir, password, isDurable: false })});
    console.log(JSON.stringify({ pid: postgres.pid, url: postgres.url }));
    setInterval(() => {}, 1_000);`;
  const owner = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
    ...user,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(owner.stdout), "line");
  return { owner, ...JSON.parse(line as string) };
}
