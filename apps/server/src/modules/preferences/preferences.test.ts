import { defaultPreferences } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let agent: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.signedIn();
});
afterAll(() => server.stop());

const entries = async () =>
  server.database.query<{ payload: unknown }>(`SELECT "payload" FROM "OutboxEvent" WHERE "type" = 'preferences'`);

test("who has chosen nothing has the defaults", async () => {
  expect(await agent.api.getOwnPreferences()).toEqual(defaultPreferences);
  expect((await server.login(agent.email)).preferences).toEqual(defaultPreferences);
});

test("what is changed is kept beside what was changed before, told once, and part of the next sign-in", async () => {
  const person = await server.signedIn();
  await person.api.changeOwnPreferences({ body: { theme: "dark", undoSeconds: 5 } });
  const changed = await person.api.changeOwnPreferences({ body: { theme: "light", disabledShortcuts: ["accept"] } });
  const expected = {
    ...defaultPreferences,
    theme: "light",
    undoSeconds: 5,
    disabledShortcuts: ["accept"],
    version: 2,
  };
  expect(changed).toEqual(expected);
  expect((await server.login(person.email)).preferences).toEqual(expected);
  const told = (await entries()).filter(({ payload }) => (payload as { userId: string }).userId === person.id);
  expect(told).toHaveLength(2);
});

test("of changes of different things at once none is lost", async () => {
  const person = await server.signedIn();
  await Promise.all([
    person.api.changeOwnPreferences({ body: { theme: "dark" } }),
    person.api.changeOwnPreferences({ body: { sound: "bell" } }),
    person.api.changeOwnPreferences({ body: { locale: "es" } }),
    person.api.changeOwnPreferences({ body: { sendsOnEnter: false } }),
  ]);
  expect(await person.api.getOwnPreferences()).toEqual({
    ...defaultPreferences,
    theme: "dark",
    sound: "bell",
    locale: "es",
    sendsOnEnter: false,
    version: 4,
  });
});

test("they are everybody's own", async () => {
  const [one, other] = [await server.signedIn(), await server.signedIn()];
  await one.api.changeOwnPreferences({ body: { theme: "dark" } });
  expect(await other.api.getOwnPreferences()).toEqual(defaultPreferences);
});

test.each([
  { undoSeconds: 4 },
  { theme: "sepia" },
  { locale: "fr" },
  { soundVolume: 101 },
  { soundVolume: 1.5 },
  { disabledShortcuts: Array.from({ length: 101 }, () => "x") },
  { disabledShortcuts: ["x".repeat(61)] },
  { version: 9 },
  { password: "x" },
])("%j is refused, and nothing of it kept", async (body) => {
  await expect(agent.api.changeOwnPreferences({ body: body as object })).rejects.toMatchObject({
    problem: { code: "invalid_input" },
  });
  expect(await agent.api.getOwnPreferences()).toEqual(defaultPreferences);
});

test("what another release has stored is left out where it is not known, and the default where it does not fit", async () => {
  const person = await server.signedIn();
  await server.database.models.userPreferences.create({
    data: { userId: person.id, chosen: { theme: "dark", undoSeconds: 60, density: "compact" }, version: 7 },
  });
  expect(await person.api.getOwnPreferences()).toEqual({ ...defaultPreferences, theme: "dark", version: 7 });
});
