import path from "node:path";
import {
  completeConfig,
  dataFolder,
  productFolder,
  readEnvironment,
  readSettings,
  type Settings,
} from "./platform/config/index.ts";
import { bringUpToDate } from "./platform/db/migrate.ts";
import { StartError } from "./platform/errors/start-error.ts";
import { checkExternalPostgres, startEmbeddedPostgres } from "./platform/postgres/index.ts";
import { checkPortIsFree, explainListenError, lockDataFolder, nextStopRequest } from "./platform/process/index.ts";
import { type GeneratedSecrets, loadOrCreateSecrets } from "./platform/secrets/index.ts";

const stopWithinMilliseconds = 20_000;
const cleanUps: (() => Promise<void>)[] = [];
const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

const stopRequest = nextStopRequest();
try {
  const settings = readSettings(readEnvironment(path.join(productFolder, ".env")));
  await checkPortIsFree(settings);
  if (!process.argv.includes("--check")) {
    await start(settings);
    await stopRequest;
    say("Stopping …");
  }
} catch (error) {
  process.exitCode = 1;
  const shown = error instanceof StartError ? error.message : (error as Error).stack;
  process.stderr.write(`WhatsKovi cannot run. ${shown}\n`);
}
setTimeout(() => process.exit(1), stopWithinMilliseconds).unref();
for (const cleanUp of cleanUps.reverse()) await cleanUp();
process.exit();

async function start(settings: Settings): Promise<void> {
  // Loading the product's own code takes as long as starting the database: both at once.
  const loading = import("./container.ts");
  loading.catch(() => undefined);
  const secrets = await loadOrCreateSecrets(dataFolder(settings));
  const databaseUrl = await openPostgres(settings, secrets);
  await bringUpToDate(databaseUrl, () => say("Bringing the database up to date …"));
  const config = completeConfig(settings, { databaseUrl, secrets });
  const container = (await loading).createContainer(config);
  cleanUps.push(() => container.stop());
  const port = await container.start().catch(async (error: unknown) => {
    throw await explainListenError(error, settings);
  });
  say(`WhatsKovi is ready: ${settings.publicUrl ?? `http://localhost:${port}`}   (Ctrl-C stops it)`);
}

async function openPostgres(settings: Settings, secrets: GeneratedSecrets): Promise<string> {
  if (settings.databaseUrl !== undefined) {
    await checkExternalPostgres(settings.databaseUrl);
    return settings.databaseUrl;
  }
  const dataDir = dataFolder(settings);
  cleanUps.push(await lockDataFolder(dataDir));
  const onProgress = (sentence: string) => say(`${sentence} …`);
  const postgres = await startEmbeddedPostgres({ dataDir, password: secrets.postgresPassword, onProgress });
  let isStopping = false;
  cleanUps.push(async () => {
    isStopping = true;
    await postgres.stop();
  });
  void postgres.ended.then(() => {
    if (isStopping) return;
    process.stderr.write(`PostgreSQL has ended by itself: ${path.join(dataDir, "postgres.log")} tells why.\n`);
    process.exit(1);
  });
  return postgres.url;
}
