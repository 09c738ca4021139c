import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { completeConfig, productFolder, readEnvironment, readSettings } from "./index.ts";
import { envExample, settingsTable } from "./documentation.ts";

const strong = "q8Zr2Lw0VnT5xKd9GhJ3bYc7MfPs1AeU";

describe("the settings", () => {
  test("have good values when nothing is set", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ environment: "production", port: 3000, trustProxy: 0, isSimulatorEnabled: true });
    expect(settings.roles).toEqual(["api", "whatsapp", "jobs"]);
    expect(settings.databaseUrl).toBeUndefined();
  });

  test("take what is given, trimmed, and an empty text as not given", () => {
    const settings = readSettings({ PORT: " 8080 ", LOG_LEVEL: "", ROLES: "api, jobs", SIMULATOR_ENABLED: "off" });
    expect(settings).toMatchObject({ port: 8080, logLevel: "info", roles: ["api", "jobs"], isSimulatorEnabled: false });
  });

  test("may carry the product's prefix, which wins", () => {
    expect(readSettings({ PORT: "1", WHATSKOVI_PORT: "2" }).port).toBe(2);
  });

  test.each([
    [{ PORT: "http" }, 'PORT must be a whole number from 0 to 65535, not "http".'],
    [{ PORT: "65536" }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ PORT: "-1" }, 'PORT must be a whole number from 0 to 65535, not "-1".'],
    [{ WHATSKOVI_LOG_LEVEL: "loud" }, /^WHATSKOVI_LOG_LEVEL must be fatal, .*, not "loud"\.$/],
    [{ ROLES: "api,cook" }, /^ROLES must be one or more of api, whatsapp, jobs/],
    [{ ROLES: "," }, /^ROLES must be/],
    [{ CORS_ORIGINS: "https://a.example/path" }, /^CORS_ORIGINS must be web origins/],
    [{ PUBLIC_URL: "help.example.com" }, /^PUBLIC_URL must be a web address/],
    [{ WHATSKOVI_PROT: "3000" }, "WHATSKOVI_PROT in the environment is not a setting of WhatsKovi: did you mean PORT?"],
    [
      { WHATSKOVI_UNHEARD_OF: "1" },
      /UNHEARD_OF in the environment is not a setting .*: \.env\.example lists all settings\.$/,
    ],
  ])("refuse %o with a sentence", (variables, sentence) => {
    expect(() => readSettings(variables)).toThrow(sentence);
  });

  test("never show a secret in the sentence", () => {
    const attempt = () => readSettings({ DATABASE_URL: "mysql://root:hunter2@db/x" });
    expect(attempt).toThrow(/^DATABASE_URL must be a PostgreSQL address/);
    expect(attempt).not.toThrow(/hunter2/);
  });
});

describe("a weak secret", () => {
  test.each(["short", "a".repeat(64), "change-me-please-0123456789-abcdefgh", "your_secret_key_0123456789_abcdefgh"])(
    "such as %s stops a start in production",
    (secret) => {
      expect(() => readSettings({ JWT_SECRET: secret })).toThrow(/^JWT_SECRET is too weak/);
      expect(() => readSettings({ ENCRYPTION_KEY: secret })).toThrow(/^ENCRYPTION_KEY is too weak/);
      expect(readSettings({ JWT_SECRET: secret, NODE_ENV: "development" }).jwtSecret).toBe(secret);
    },
  );

  test("is not what openssl makes", () => {
    expect(readSettings({ JWT_SECRET: strong, ENCRYPTION_KEY: "0f1e2d3c4b5a69788796a5b4c3d2e1f0" })).toMatchObject({
      jwtSecret: strong,
    });
  });
});

describe("the .env file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "whatskovi-env-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is read below the environment, and may be absent", async () => {
    const file = path.join(folder, ".env");
    expect(readEnvironment(file, { PORT: "1" })).toEqual({ PORT: "1" });
    await writeFile(file, 'PORT=2\nLOG_LEVEL="debug" # loud\n');
    expect(readEnvironment(file, { PORT: "1", HOST: "" })).toMatchObject({ PORT: "1", LOG_LEVEL: "debug" });
  });

  test("may hold nothing that is not a setting", async () => {
    const file = path.join(folder, ".env");
    await writeFile(file, "JWT_SECRT=x\n");
    expect(() => readEnvironment(file, {})).toThrow(/^JWT_SECRT in .* is not a setting .*: did you mean JWT_SECRET\?$/);
  });

  // When this fails after a change of the list: vitest run src/platform/config -u
  test("has an example that shows every setting", async () => {
    await expect(envExample()).toMatchFileSnapshot("../../../../../.env.example");
  });

  test("works when the example is copied and nothing or everything is uncommented", async () => {
    const example = await readFile(path.join(productFolder, ".env.example"), "utf8");
    const file = path.join(folder, ".env");
    await writeFile(file, example);
    expect(readSettings(readEnvironment(file, {}))).toEqual(readSettings({}));
    await writeFile(file, example.replaceAll(/^#(?=[A-Z_]+=)/gm, ""));
    expect(readSettings(readEnvironment(file, {}))).toEqual(readSettings({}));
  });
});

test("docs/OPERATIONS.md has the table of all settings", async () => {
  const words = (text: string) => text.replaceAll(/[ |-]+/g, " ");
  const page = await readFile(path.join(productFolder, "docs/OPERATIONS.md"), "utf8");
  expect(words(page)).toContain(words(settingsTable()));
});

test("what was not given is completed", () => {
  const secrets = { jwtSecret: strong, encryptionKey: strong, postgresPassword: strong };
  const config = completeConfig(readSettings({ PORT: "4000", DATA_DIR: "/var/lib/whatskovi" }), {
    databaseUrl: "postgresql://127.0.0.1/x",
    secrets,
  });
  expect(config).toMatchObject({
    publicUrl: "http://localhost:4000",
    dataDir: "/var/lib/whatskovi",
    mediaDir: "/var/lib/whatskovi/media",
    maxUploadBytes: 104_857_600,
    jwtSecret: strong,
  });
  expect(config.encryptionKey.bytes).toHaveLength(32);
});
