import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MovableClock } from "../../../test/clock.ts";
import { testPassword } from "../../../test/factories.ts";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

const clock = new MovableClock();
let server: TestServer;
let admin: TestUser;
let person: TestUser;
beforeAll(async () => {
  server = await startTestServer({ overrides: { clock } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  admin = await server.signedIn({ role: "ADMIN" });
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
const canLogIn = async (password: string) =>
  server.login(person.email, password).then(
    () => true,
    () => false,
  );
const tokenOf = (url: string) => new URL(url).hash.replace("#token=", "");

test("changing it needs the present one and ends all other sessions", async () => {
  const { accessToken } = await server.login(person.email);
  const wrong = { currentPassword: "no", newPassword: "nova-senha-1" };
  await expect(person.api.changePassword({ body: wrong })).rejects.toMatchObject({
    problem: { code: "invalid_credentials" },
  });
  expect(await isLive(accessToken)).toBe(true);
  await person.api.changePassword({ body: { currentPassword: testPassword, newPassword: "nova-senha-1" } });
  expect([await isLive(person.token), await isLive(accessToken)]).toEqual([true, false]);
  expect([await canLogIn(testPassword), await canLogIn("nova-senha-1")]).toEqual([false, true]);
});

test("wrong tries at the present one are limited", async () => {
  const body = { currentPassword: "guess", newPassword: "nova-senha-1" };
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => person.api.changePassword({ body })));
  const codes = answers.map((answer) => (answer.status === "rejected" ? answer.reason.problem.code : "done"));
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(2);
});

test("more than 72 bytes are refused, for bcrypt would cut them", async () => {
  const change = (newPassword: string) =>
    person.api.changePassword({ body: { currentPassword: testPassword, newPassword } });
  await expect(change("é".repeat(37))).rejects.toMatchObject({
    problem: { code: "invalid_input", fields: [{ path: "body.newPassword" }] },
  });
  const longest = "é".repeat(36);
  await change(longest);
  expect([await canLogIn(longest), await canLogIn(`${longest}x`)]).toEqual([true, false]);
});

test("a link works once, ends all sessions, and only its hash is stored", async () => {
  const { url, expiresAt } = await admin.api.createPasswordReset({ params: { id: person.id } });
  expect(url).toMatch(/\/reset-password#token=[\w-]{43}$/);
  expect(new Date(expiresAt).getTime() - clock.now().getTime()).toBeGreaterThan(23.9 * 3_600_000);
  const stored = JSON.stringify(await server.database.query(`SELECT * FROM "PasswordReset"`));
  expect(stored).not.toContain(tokenOf(url));
  const body = { token: tokenOf(url), password: "nova-senha-2" };
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => server.api().resetPassword({ body })));
  expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  expect([await isLive(person.token), await canLogIn("nova-senha-2")]).toEqual([false, true]);
});

test("a link is worth nothing after 24 hours, once there is a newer one, and when it was made up", async () => {
  const first = await admin.api.createPasswordReset({ params: { id: person.id } });
  const second = await admin.api.createPasswordReset({ params: { id: person.id } });
  const use = (token: string) => server.api().resetPassword({ body: { token, password: "nova-senha-3" } });
  await expect(use(tokenOf(first.url))).rejects.toMatchObject({ problem: { code: "session_expired" } });
  await expect(use("x".repeat(43))).rejects.toMatchObject({ problem: { code: "session_expired" } });
  clock.advance(24 * 3_600_000 + 1000);
  await expect(use(tokenOf(second.url))).rejects.toMatchObject({ problem: { code: "session_expired" } });
  expect(await canLogIn(testPassword)).toBe(true);
});

test("no secret is in the audit log", async () => {
  const { url } = await admin.api.createPasswordReset({ params: { id: person.id } });
  await server.api().resetPassword({ body: { token: tokenOf(url), password: "nova-senha-4" } });
  const log = await server.database.models.auditLog.findMany({
    where: { entityId: person.id },
    orderBy: { id: "asc" },
  });
  expect(log.map((entry) => entry.action)).toEqual(["user.password_reset_created", "user.password_reset"]);
  expect(JSON.stringify(log)).not.toMatch(/nova-senha|token=/);
});
