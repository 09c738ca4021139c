import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestBrowser } from "../../../test/browser.ts";
import { MovableClock } from "../../../test/clock.ts";
import { testPassword } from "../../../test/factories.ts";
import { startTestServer, type TestServer } from "../../../test/harness.ts";

const clock = new MovableClock();
let server: TestServer;
let email: string;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  ({ email } = await server.factories.user());
  browser = new TestBrowser(server.url);
  await browser.post("/api/auth/login", { body: { email, password: testPassword } });
});

const refresh = (cookie?: string) => browser.post("/api/auth/refresh", { cookie });
const isLive = async (accessToken: string) =>
  server
    .api(accessToken)
    .getMe()
    .then(
      () => true,
      () => false,
    );

test("the cookie is kept from scripts and other sites, and lives as long as the session", () => {
  expect(browser.attributes).toMatch(/Path=\/api\/auth/);
  expect(browser.attributes).toMatch(/HttpOnly/);
  expect(browser.attributes).toMatch(/SameSite=Strict/);
  expect(browser.attributes).toMatch(/Expires=/);
  expect(browser.attributes).not.toMatch(/Secure/);
});

test("every refresh gives another token, and a working access token with present rights", async () => {
  const first = browser.cookie;
  const answer = await refresh();
  expect(answer.status).toBe(200);
  expect(browser.cookie).not.toBe(first);
  await server.database.query(`UPDATE "User" SET "role" = 'SUPERVISOR' WHERE "email" = $1::text`, [email]);
  expect((await refresh()).body.user.role).toBe("SUPERVISOR");
  expect(await isLive(answer.body.accessToken)).toBe(true);
});

test("only hashes are stored", async () => {
  await refresh();
  const stored = JSON.stringify([
    await server.database.query(`SELECT * FROM "Session"`),
    await server.database.query(`SELECT * FROM "RotatedToken"`),
  ]);
  expect(stored).not.toContain(browser.cookie);
});

describe("two tabs, or a lost answer:", () => {
  test("the same token twice within the grace gets one and the same successor, and nobody is signed out", async () => {
    const first = browser.cookie;
    const answers = await Promise.all([refresh(first), refresh(first), refresh(first)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const successors = answers.map((answer) => answer.headers.getSetCookie()[0]?.split(";")[0]);
    expect(new Set(successors).size).toBe(1);
    clock.advance(60_000);
    expect((await refresh()).status).toBe(200);
  });

  test("a token two steps back has no grace", async () => {
    const first = browser.cookie;
    await refresh();
    await refresh();
    expect((await refresh(first)).status).toBe(401);
  });
});

describe("a stolen token", () => {
  test("used later ends the session for both, tells the sockets and clears the cookie", async () => {
    const stolen = browser.cookie;
    const { body } = await refresh();
    clock.advance(10_001);
    const reused = await refresh(stolen);
    expect(reused).toMatchObject({ status: 401, body: { code: "session_expired" } });
    expect(reused.headers.getSetCookie()[0]).toMatch(/^whatskovi_refresh=;/);
    expect(await isLive(body.accessToken)).toBe(false);
    const ended = await server.database.query<{ payload: object }>(
      `SELECT "payload" FROM "OutboxEvent" WHERE "type" = 'sessions-ended' ORDER BY "id" DESC LIMIT 1`,
    );
    expect(ended[0]?.payload).toMatchObject({ userId: body.user.id, reason: "revoked" });
  });

  test("of which the thief uses the successor first: the owner's next refresh ends both", async () => {
    const stolen = browser.cookie;
    const thief = new TestBrowser(server.url);
    expect((await thief.post("/api/auth/refresh", { cookie: stolen })).status).toBe(200);
    clock.advance(15 * 60_000);
    expect((await refresh(stolen)).status).toBe(401);
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  });
});

test("after the configured days without use there is nothing to refresh", async () => {
  clock.advance(30 * 24 * 3_600_000 + 1000);
  expect(await refresh()).toMatchObject({ status: 401, body: { code: "session_expired" } });
});

test("garbage, nothing, and a deactivated person's cookie are refused alike", async () => {
  expect(await refresh("garbage")).toMatchObject({ status: 401, body: { code: "session_expired" } });
  expect(await new TestBrowser(server.url).post("/api/auth/refresh")).toMatchObject({
    status: 401,
    body: { code: "session_expired" },
  });
});

test("a deactivated person's cookie is worth nothing", async () => {
  await server.database.query(`UPDATE "User" SET "isActive" = false WHERE "email" = $1::text`, [email]);
  expect(await refresh()).toMatchObject({ status: 401, body: { code: "session_expired" } });
});

describe("pages of other sites", () => {
  test.each([
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site", Origin: "http://x.example" },
  ])("cannot use the cookie (%j)", async (headers) => {
    for (const path of ["/api/auth/refresh", "/api/auth/logout"]) {
      expect(await browser.post(path, { headers: headers as Record<string, string> })).toMatchObject({ status: 403 });
    }
    const login = { body: { email, password: testPassword }, headers: headers as Record<string, string> };
    expect(await browser.post("/api/auth/login", login)).toMatchObject({ status: 403 });
    expect((await refresh()).status).toBe(200);
  });
});

test("a page of ours behind a proxy that changes the host can use the cookie", async () => {
  const headers = { Origin: "https://help.example.com", "X-Forwarded-Host": "help.example.com" };
  expect((await browser.post("/api/auth/refresh", { headers })).status).toBe(200);
});
