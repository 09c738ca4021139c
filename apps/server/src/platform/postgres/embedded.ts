import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../errors/start-error.ts";
import { locateBinaries } from "./binaries.ts";
import { type ClusterPlace, placeCluster } from "./cluster-place.ts";
import { createCluster, hasCluster, roleName } from "./create-cluster.ts";
import { findFreePort } from "./free-port.ts";
import { guardAgainstOrphan } from "./guardian.ts";
import { stopLeftPostmaster, stopProcess } from "./postmaster.ts";

/** A PostgreSQL that this process brought along. */
export type EmbeddedPostgres = {
  /** The address of the product's database, with its password. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when PostgreSQL ends, asked or not. */
  readonly ended: Promise<void>;
  /** Stops it, with all its data on disk. May be called twice. */
  stop(): Promise<void>;
};

type Options = {
  /** The cluster is kept in `<dataDir>/postgres`, its log in `<dataDir>/postgres.log`. */
  dataDir: string;
  password: string;
  /** False for tests: quicker, and a power cut loses everything. */
  isDurable?: boolean;
  /** Called with a sentence when something takes long. */
  onProgress?: (sentence: string) => void;
};

const databaseName = "whatskovi";
const largestLog = 10 * 1024 * 1024;
const readyWithinMilliseconds = 60_000;

/**
 * Starts PostgreSQL on a free port of 127.0.0.1, making its cluster first when there is none and stopping one that a killed
 * run left behind. Works as root too: PostgreSQL itself then runs as an unprivileged user. Throws `StartError`.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const place = await placeCluster(options.dataDir, locateBinaries());
  const isDurable = options.isDurable ?? true;
  await stopLeftPostmaster(place.folder);
  if (!(await hasCluster(place.folder))) {
    options.onProgress?.("Making the database");
    await createCluster(place, options.password, isDurable);
  }
  const port = await findFreePort();
  const logFile = path.join(options.dataDir, "postgres.log");
  const child = launch(place, port, logFile, isDurable);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const pid = child.pid;
  if (pid === undefined) throw new StartError(`PostgreSQL could not be run from ${place.binariesFolder}.`);
  const dismissGuardian = guardAgainstOrphan(pid);
  const stop = async () => {
    await stopProcess(pid, () => child.exitCode !== null || child.signalCode !== null);
    dismissGuardian();
  };
  const url = `postgresql://${roleName}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${databaseName}`;
  try {
    await waitUntilReady(url, child, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  void ended.then(dismissGuardian);
  return { url, pid, ended, stop };
}

function launch(place: ClusterPlace, port: number, logFile: string, isDurable: boolean): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "120",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    ...(isDurable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "300" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const isLogLarge = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog;
  const log = openSync(logFile, isLogLarge ? "w" : "a", 0o600);
  try {
    // In a session of its own: Ctrl-C in the terminal must reach us alone, who stop it when all work is done.
    return spawn(
      path.join(place.binariesFolder, "bin", "postgres"),
      ["-D", place.folder, "-p", String(port), ...flags],
      {
        ...place.user,
        cwd: "/",
        detached: true,
        stdio: ["ignore", log, log],
        env: { LC_ALL: "C" },
      },
    ).on("error", () => undefined);
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + readyWithinMilliseconds;
  for (;;) {
    const failure = await tryConnect(url);
    if (failure === undefined) return;
    if (failure.code === "3D000") {
      await createDatabase(url);
      return;
    }
    if (failure.code === "28P01") {
      throw new StartError("The database was made with another secrets.json: bring back the one from the same backup.");
    }
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      throw new StartError(`PostgreSQL did not start: the end of ${logFile} tells why.`, { cause: failure });
    }
    await delay(15);
  }
}

async function tryConnect(connectionString: string): Promise<(Error & { code?: string }) | undefined> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(url: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.toString() });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${databaseName}"`);
  } finally {
    await client.end();
  }
}
