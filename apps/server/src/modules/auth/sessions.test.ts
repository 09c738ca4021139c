import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestBrowser } from "../../../test/browser.ts";
import { testPassword } from "../../../test/factories.ts";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let person: TestUser;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  person = await server.signedIn();
});

const isLive = async (accessToken: string) =>
  server
    .api(accessToken)
    .getMe()
    .then(
      () => true,
      () => false,
    );

test("the list holds one's own live sessions, tells which is this one, and pages", async () => {
  const { accessToken } = await server.login(person.email);
  await server.signedIn();
  const { items } = await person.api.listSessions();
  expect(items.map((session) => session.isCurrent)).toEqual([false, true]);
  expect(items[0]).toMatchObject({ ipAddress: expect.stringContaining("127.0.0.1"), userAgent: expect.any(String) });
  const first = await server.api(accessToken).listSessions({ query: { limit: 1 } });
  expect(first.items[0]?.isCurrent).toBe(true);
  const second = await server.api(accessToken).listSessions({ query: { limit: 1, cursor: first.nextCursor ?? "" } });
  expect([...first.items, ...second.items].map((session) => session.id)).toEqual(items.map((session) => session.id));
  expect(second.nextCursor).toBeNull();
});

test("ending one ends that one alone; others' cannot be ended", async () => {
  const { accessToken } = await server.login(person.email);
  const [other] = (await person.api.listSessions()).items.filter((session) => !session.isCurrent);
  const stranger = await server.signedIn();
  await expect(stranger.api.endSession({ params: { id: other!.id } })).rejects.toMatchObject({ status: 404 });
  await person.api.endSession({ params: { id: other!.id } });
  expect([await isLive(accessToken), await isLive(person.token)]).toEqual([false, true]);
  await expect(person.api.endSession({ params: { id: other!.id } })).rejects.toMatchObject({ status: 404 });
});

test("signing out everywhere ends all, here included, and nobody else's", async () => {
  const { accessToken } = await server.login(person.email);
  const stranger = await server.signedIn();
  await person.api.endAllSessions();
  expect([await isLive(accessToken), await isLive(person.token), await isLive(stranger.token)]).toEqual([
    false,
    false,
    true,
  ]);
});

test("logout works with only the cookie, with only the token, and with neither", async () => {
  const browser = new TestBrowser(server.url);
  const { body } = await browser.post("/api/auth/login", { body: { email: person.email, password: testPassword } });
  expect((await browser.post("/api/auth/logout")).status).toBe(204);
  expect(browser.cookie).toBeUndefined();
  expect([await isLive(body.accessToken), await isLive(person.token)]).toEqual([false, true]);
  await person.api.logout();
  expect(await isLive(person.token)).toBe(false);
  expect((await browser.post("/api/auth/logout")).status).toBe(204);
});

test("the sockets of an ended session are told", async () => {
  await person.api.logout();
  const [row] = await server.database.query<{ payload: object }>(
    `SELECT "payload" FROM "OutboxEvent" ORDER BY "id" DESC LIMIT 1`,
  );
  expect(row?.payload).toMatchObject({ type: "sessions-ended", userId: person.id, reason: "signed_out" });
});
