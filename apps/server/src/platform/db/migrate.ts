import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { Logger, runMigrations as runJobQueueMigrations } from "graphile-worker";
import pg from "pg";
import { StartError } from "../errors/start-error.ts";
import { closePool, openPool } from "./pool.ts";

// Node's types leave WebAssembly to the browser's.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const prismaFolder = fileURLToPath(new URL("../../../prisma", import.meta.url));

/**
 * Prisma's own schema engine, as the WebAssembly it publishes: the native binary would have to be downloaded from outside
 * the npm registry. It is loaded by hand because Node cannot import `.wasm` without a flag, and once, because its glue holds
 * one instance.
 */
async function loadSchemaEngine() {
  const require = createRequire(import.meta.url);
  const glueFile = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = await import(pathToFileURL(glueFile).href);
  const bytes = await readFile(path.join(path.dirname(glueFile), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  return glue.SchemaEngine;
}

let schemaEngine: ReturnType<typeof loadSchemaEngine> | undefined;

async function withSchemaEngine<Result>(
  databaseUrl: string,
  // The engine's generated types are looser than what it takes, so it is used by its documented inputs.
  work: (engine: any, datamodel: string) => Promise<Result>,
): Promise<Result> {
  schemaEngine ??= loadSchemaEngine();
  const require = createRequire(import.meta.url);
  const adapterUtils = createRequire(require.resolve("@prisma/adapter-pg")).resolve("@prisma/driver-adapter-utils");
  const { bindMigrationAwareSqlAdapterFactory } = await import(pathToFileURL(adapterUtils).href);
  const datamodel = await readFile(path.join(prismaFolder, "schema.prisma"), "utf8");
  const SchemaEngine = await schemaEngine;
  const pool = openPool({ connectionString: databaseUrl, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", datamodel]] }, () => {}, adapter);
    return await work(engine, datamodel);
  } finally {
    await closePool(pool);
  }
}

async function loadMigrations() {
  const folder = path.join(prismaFolder, "migrations");
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const lockfile = {
    path: "migration_lock.toml",
    content: await readFile(path.join(folder, "migration_lock.toml"), "utf8"),
  };
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: await readFile(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  );
  return { baseDir: folder, lockfile, shadowDbInitScript: "", migrationDirectories };
}

const silent = new Logger(() => () => {});

const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Applies what is missing of `prisma/migrations`, as `prisma migrate deploy` would, and of the job queue's own tables (schema
 * graphile_worker), into which transactions of ours put jobs. Returns the names of ours applied now.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const pool = openPool({ connectionString: databaseUrl, max: 1 });
  try {
    await runJobQueueMigrations({ pgPool: pool, logger: silent });
  } finally {
    await closePool(pool);
  }
  return withSchemaEngine(databaseUrl, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: await loadMigrations(), filters: noFilters });
    return result.appliedMigrationNames;
  });
}

/** The SQL that makes an empty database into what `schema.prisma` says, for the test that the migrations agree with it. */
export async function schemaStatements(databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine, datamodel) => {
    const result = await engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: datamodel }] },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: noFilters,
    });
    return result.stdout;
  });
}

/**
 * Applies what is missing, as `applyMigrations`, and says so first. Nothing is loaded when nothing is missing, which one
 * query tells. Throws `StartError` when the database is of a newer version of the product, or cannot be changed.
 */
export async function bringUpToDate(databaseUrl: string, onWork: () => void): Promise<void> {
  const { migrationDirectories } = await loadMigrations();
  const wanted = migrationDirectories.map(({ path: name, migrationFile }) => ({
    name,
    checksum: createHash("sha256").update(migrationFile.content.value).digest("hex"),
  }));
  const applied = await readAppliedMigrations(databaseUrl);
  const unknown = [...applied.keys()].find((name) => !wanted.some((migration) => migration.name === name));
  if (unknown !== undefined) {
    throw new StartError(
      `The database was made by a newer version of WhatsKovi (it knows ${unknown}): install that version, or a newer one.`,
    );
  }
  if (wanted.every(({ name, checksum }) => applied.get(name) === checksum)) return;
  onWork();
  try {
    await applyMigrations(databaseUrl);
  } catch (error) {
    throw new StartError(`The database could not be brought up to date: ${(error as Error).message}`, { cause: error });
  }
}

async function readAppliedMigrations(databaseUrl: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; checksum: string }>(
      `SELECT migration_name AS name, checksum FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return new Map(rows.map((row) => [row.name, row.checksum]));
  } catch (error) {
    if ((error as { code?: string }).code === "42P01") return new Map();
    throw error;
  } finally {
    await client.end();
  }
}
