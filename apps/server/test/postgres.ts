import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../src/platform/postgres/index.ts";

/** A PostgreSQL for a run of tests: quick, and gone with all its data at the end. */
export async function startTestPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "whatskovi-test-"));
  // Temporary folders are closed to others, as whom PostgreSQL runs when we are root.
  await chmod(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, password: "only for tests", isDurable: false });
  const adminUrl = new URL(postgres.url);
  adminUrl.pathname = "/postgres";
  return {
    adminUrl: adminUrl.toString(),
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
