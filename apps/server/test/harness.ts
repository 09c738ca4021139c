import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Role, SignedIn } from "@whatskovi/contract";
import { createContainer, type Container, type Overrides } from "../src/container.ts";
import type { Config } from "../src/platform/config/index.ts";
import type { Database } from "../src/platform/db/db.ts";
import { type ApiClient, createApiClient } from "./api-client.ts";
import { createTestConfig } from "./config.ts";
import { createTestDatabase } from "./database.ts";
import { createFactories, type Factories, type NewUser, testPassword } from "./factories.ts";

/** A person who is signed in to a test server. */
export type TestUser = { id: string; name: string; email: string; role: Role; token: string; api: ApiClient };

/** The real server on a port and a database of its own. */
export type TestServer = {
  readonly url: string;
  readonly config: Config;
  readonly container: Container;
  readonly database: Database;
  readonly factories: Factories;
  /** Every endpoint as a typed function, for an access token or nobody. */
  api(accessToken?: string): ApiClient;
  /** Makes a person straight in the database and signs them in by the API. */
  signedIn(user?: NewUser): Promise<TestUser>;
  login(email: string, password?: string): Promise<SignedIn>;
  /** Resolves when nothing is left to do: outbox relayed, lanes idle, jobs done. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts it; stop it in `afterAll`. Every answer is checked against the contract. */
export async function startTestServer(
  options: { config?: Partial<Config>; overrides?: Overrides } = {},
): Promise<TestServer> {
  const testDatabase = await createTestDatabase({ maxConnections: 4 });
  const dataDir = path.join(tmpdir(), `whatskovi-test-${randomUUID()}`);
  const config = createTestConfig({
    databaseUrl: testDatabase.url,
    dataDir,
    mediaDir: path.join(dataDir, "media"),
    ...options.config,
  });
  const container = createContainer(config, { checksResponses: true, ...options.overrides });
  const url = `http://127.0.0.1:${await container.start()}`;
  const factories = createFactories(testDatabase.database);
  const api = (accessToken?: string) => createApiClient(url, accessToken);
  const login = (email: string, password = testPassword) => api().login({ body: { email, password } });

  return {
    url,
    config,
    container,
    database: testDatabase.database,
    factories,
    api,
    login,
    signedIn: async (fields) => {
      const user = await factories.user(fields);
      const { accessToken: token } = await login(user.email);
      return { ...user, token, api: api(token) };
    },
    drain: () => container.drain(),
    stop: async () => {
      await container.stop();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
