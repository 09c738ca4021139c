import path from "node:path";
import { dataFolder, productFolder, readEnvironment, readSettings } from "../../src/platform/config/index.ts";
import { applyMigrations } from "../../src/platform/db/migrate.ts";
import { checkExternalPostgres, startEmbeddedPostgres } from "../../src/platform/postgres/index.ts";
import { lockDataFolder } from "../../src/platform/process/index.ts";
import { loadOrCreateSecrets } from "../../src/platform/secrets/index.ts";
import { largeScenarioPassword, seedLarge } from "./large.ts";

const scenarios = {
  large: {
    seed: seedLarge,
    says: `Sign in as admin@example.com, supervisor@example.com or agent1@example.com … agent20@example.com with ${largeScenarioPassword}`,
  },
} as const;

/** Writes a scenario into the product's own database, which must be empty and not in use. */
async function main(name: string | undefined): Promise<void> {
  const scenario = scenarios[name as keyof typeof scenarios];
  if (scenario === undefined) throw new Error(`Name a scenario: ${Object.keys(scenarios).join(", ")}.`);
  const settings = readSettings(readEnvironment(path.join(productFolder, ".env")));
  if (settings.databaseUrl !== undefined) {
    await checkExternalPostgres(settings.databaseUrl);
    await fill(settings.databaseUrl, scenario);
    return;
  }
  const dataDir = dataFolder(settings);
  const unlock = await lockDataFolder(dataDir);
  const secrets = await loadOrCreateSecrets(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, password: secrets.postgresPassword });
  try {
    await fill(postgres.url, scenario);
  } finally {
    await postgres.stop();
    await unlock();
  }
}

async function fill(databaseUrl: string, scenario: (typeof scenarios)[keyof typeof scenarios]): Promise<void> {
  await applyMigrations(databaseUrl);
  process.stdout.write("Writing the scenario, which takes a minute or two …\n");
  await scenario.seed(databaseUrl);
  process.stdout.write(`Done. ${scenario.says}. Start with npm start.\n`);
}

await main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
