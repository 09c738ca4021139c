import { tmpdir } from "node:os";
import path from "node:path";
import { completeConfig, type Config, readSettings } from "../src/platform/config/index.ts";

const secret = "q8Zr2Lw0VnT5xKd9GhJ3bYc7MfPs1AeU";

/** A complete configuration for tests: any free port on 127.0.0.1, quiet, its files in the temporary folder. */
export function createTestConfig(overrides: Partial<Config> & Pick<Config, "databaseUrl">): Config {
  const dataDir = path.join(tmpdir(), `whatskovi-test-${process.pid}`);
  const settings = readSettings({
    NODE_ENV: "test",
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
    DATA_DIR: dataDir,
  });
  const secrets = { jwtSecret: secret, encryptionKey: secret, postgresPassword: secret };
  return { ...completeConfig(settings, { databaseUrl: overrides.databaseUrl, secrets }), ...overrides };
}
