import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import pg from "pg";
import { runAsAdmin } from "../../../test/database-template.ts";
import { applyMigrations, schemaStatements } from "./migrate.ts";

const names = ["schema", "migrations"] as const;
const suffix = randomUUID();
const urlOf = (name: string) => {
  const url = new URL(inject("postgres").adminUrl);
  url.pathname = `/whatskovi_${name}_${suffix}`;
  return url.toString();
};
const nameOf = (name: string) => new URL(urlOf(name)).pathname.slice(1);
const { adminUrl } = inject("postgres");

beforeAll(async () => {
  for (const name of names) await runAsAdmin(adminUrl, `CREATE DATABASE "${nameOf(name)}"`);
  await applyMigrations(urlOf("migrations"));
  await query("schema", await schemaStatements(urlOf("schema")));
});
afterAll(async () => {
  for (const name of names) await runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS "${nameOf(name)}" WITH (FORCE)`);
});

async function query(name: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: urlOf(name) });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const catalogues = {
  columns: `SELECT table_name, column_name, udt_name, is_nullable, datetime_precision
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`,
  defaults: `SELECT table_name, column_name, column_default FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND column_default IS NOT NULL ORDER BY 1, 2`,
  enums: `SELECT typname, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
    FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname ORDER BY typname`,
  "keys and references": `SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
      AND conrelid <> coalesce(to_regclass('public._prisma_migrations'), 0::regclass) ORDER BY 1, 2`,
};

test.each(Object.entries(catalogues))("schema.prisma and the migrations make the same %s", async (_, text) => {
  const fromSchema = await query("schema", text);
  expect(fromSchema.length).toBeGreaterThan(3);
  expect(await query("migrations", text)).toEqual(fromSchema);
});

test("the migrations make every index of schema.prisma, and more only where Prisma cannot say it", async () => {
  const text = `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  const definitions = async (name: string) =>
    (await query(name, text)).map((row) => (row as { definition: string }).definition).sort();
  const fromSchema = await definitions("schema");
  const fromMigrations = await definitions("migrations");
  expect(fromSchema.filter((definition) => !fromMigrations.includes(definition))).toEqual([]);
  const sayable = fromMigrations.filter(
    (definition) =>
      !fromSchema.includes(definition) &&
      !/ WHERE | USING (?!btree)|INCLUDE|NULLS|DESC|\(\(|\w\(|_ops/.test(definition),
  );
  expect(sayable).toEqual([]);
});
