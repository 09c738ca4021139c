import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadOrCreateSecrets } from "./secrets-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "whatskovi secrets "));
});
afterEach(() => rm(folder, { recursive: true }));

test("secrets are made once, for their owner's eyes only", async () => {
  const dataDir = path.join(folder, "not yet there");
  const first = await loadOrCreateSecrets(dataDir);
  expect(await loadOrCreateSecrets(dataDir)).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(3);
  expect((await stat(path.join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
});

test("a file that others could read is closed to them", async () => {
  await loadOrCreateSecrets(folder);
  const file = path.join(folder, "secrets.json");
  await chmod(file, 0o644);
  await loadOrCreateSecrets(folder);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("damaged secrets are never replaced by new ones", async () => {
  await writeFile(path.join(folder, "secrets.json"), '{"jwtSecret":');
  await expect(loadOrCreateSecrets(folder)).rejects.toThrow(/is damaged: bring it back from a backup/);
});
