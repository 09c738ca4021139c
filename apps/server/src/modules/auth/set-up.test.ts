import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../test/harness.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("of ten set-ups at once one makes the administrator, who is signed in", async () => {
  expect(await server.api().getSetup()).toEqual({ isNeeded: true });
  const body = { name: " Ana ", email: "Ana@Example.com ", password: "senha-forte-1" };
  const attempts = await Promise.allSettled(Array.from({ length: 10 }, () => server.api().setUp({ body })));
  const made = attempts.filter((attempt) => attempt.status === "fulfilled");
  expect(made).toHaveLength(1);
  for (const attempt of attempts) {
    if (attempt.status === "rejected")
      expect(attempt.reason).toMatchObject({ status: 409, problem: { code: "already_set_up" } });
  }
  expect(await server.database.models.user.count()).toBe(1);
  const { accessToken, user } = made[0]!.value;
  expect(user).toMatchObject({ name: "Ana", email: "ana@example.com", role: "ADMIN", isActive: true });
  expect(await server.api(accessToken).getMe()).toEqual(user);
  expect(await server.api().getSetup()).toEqual({ isNeeded: false });
});

test("afterwards it is refused for ever", async () => {
  const body = { name: "Eva", email: "eva@example.com", password: "senha-forte-2" };
  await expect(server.api().setUp({ body })).rejects.toMatchObject({
    status: 409,
    problem: { code: "already_set_up" },
  });
  expect(await server.database.models.user.count()).toBe(1);
});

test("the password is stored as bcrypt of cost 10 and given to nobody", async () => {
  const [row] = await server.database.query<{ password: string }>(`SELECT "password" FROM "User"`);
  expect(row?.password).toMatch(/^\$2b\$10\$/);
  const { user } = await server.login("ana@example.com", "senha-forte-1");
  expect(JSON.stringify(user)).not.toContain("senha");
  expect(user).not.toHaveProperty("password");
});
