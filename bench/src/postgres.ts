import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@whatskovi/server/postgres";

/** A PostgreSQL to measure on, as the product brings it: durable, with its defaults. `BENCH_POSTGRES_URL` names another. */
export async function openBenchPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env["BENCH_POSTGRES_URL"];
  if (given !== undefined) return { adminUrl: given, stop: async () => {} };
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-bench-postgres-"));
  const postgres = await startEmbeddedPostgres({ dataDir, password: "bench" });
  return {
    adminUrl: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
