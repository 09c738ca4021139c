import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { dataFolder, productFolder, readEnvironment, readSettings } from "../apps/server/src/platform/config/index.ts";
import { startEmbeddedPostgres } from "../apps/server/src/platform/postgres/index.ts";
import { lockDataFolder } from "../apps/server/src/platform/process/index.ts";
import { loadOrCreateSecrets } from "../apps/server/src/platform/secrets/index.ts";
import { inProduct, withPrograms } from "./places.mjs";

const webPort = "3000";
const apiPort = "3001";

const environment = readEnvironment(path.join(productFolder, ".env"));
const settings = readSettings({ ...environment, NODE_ENV: "development" });
// It stays up while the API restarts at every change.
const postgres = settings.databaseUrl === undefined ? await startPostgres() : undefined;
const unlock = postgres?.unlock;
const databaseUrl = settings.databaseUrl ?? postgres?.url ?? "";

const children = [
  run(process.execPath, ["--watch", inProduct("apps/server/src/main.ts")], productFolder, {
    PORT: apiPort,
    HOST: "127.0.0.1",
    PUBLIC_URL: `http://localhost:${webPort}`,
    DATABASE_URL: databaseUrl,
    LOG_FORMAT: "pretty",
  }),
  run("next", ["dev", "--port", webPort], inProduct("apps/web"), { NEXT_TELEMETRY_DISABLED: "1" }),
];
process.stdout.write(`Web app: http://localhost:${webPort}   API: http://localhost:${apiPort}   (Ctrl-C stops both)\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
for (const child of children) child.once("exit", end);

let isEnding = false;
function end(): void {
  if (isEnding) return;
  isEnding = true;
  for (const child of children) child.kill("SIGTERM");
  void Promise.all(children.map(hasEnded))
    .then(() => postgres?.stop())
    .then(() => unlock?.())
    .then(() => process.exit());
}

const hasEnded = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

function run(program: string, args: string[], cwd: string, changes: Record<string, string>): ChildProcess {
  const env = { ...withPrograms(), NODE_ENV: "development", ...changes };
  return spawn(program, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
}

async function startPostgres() {
  const dataDir = dataFolder(settings);
  const unlock = await lockDataFolder(dataDir);
  const { postgresPassword } = await loadOrCreateSecrets(dataDir);
  return { ...(await startEmbeddedPostgres({ dataDir, password: postgresPassword })), unlock };
}
