import type { InboxView } from "@whatskovi/contract";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const namesOf = async ({ api }: TestUser) => (await api.listInboxViews()).items.map((view) => view.name);
const problem = (code: string) => ({ problem: { code } });

test("a view is kept, changed, made the default and deleted; the default is one", async () => {
  const { api } = await server.signedIn();
  const filters = {
    queueIds: ["none", newId()],
    tagIds: [newId()],
    userId: "me" as const,
    connectionId: newId(),
    priorities: ["HIGH" as const, "URGENT" as const],
    unread: true,
    lastMessage: { from: "2026-01-01", to: "2026-01-31" },
  };
  const first = await api.createInboxView({
    body: { name: " Urgentes ", tab: "all", filters, sort: "priority", isDefault: true },
  });
  expect(first).toMatchObject({ name: "Urgentes", tab: "all", filters, sort: "priority", isDefault: true });
  const second = await api.createInboxView({ body: { name: "Hoje", tab: "mine", filters: { lastMessage: "today" } } });
  expect(second).toMatchObject({ sort: null, isDefault: false });
  const changed = await api.updateInboxView({ params: { id: second.id }, body: { name: "De hoje", isDefault: true } });
  expect(changed).toMatchObject({ name: "De hoje", filters: { lastMessage: "today" }, isDefault: true });
  await api.updateInboxView({ params: { id: first.id }, body: { sort: null, filters: {} } });
  const now: Partial<InboxView>[] = (await api.listInboxViews()).items;
  expect(now).toMatchObject([
    { id: first.id, isDefault: false, sort: null, filters: {} },
    { id: second.id, isDefault: true },
  ]);
  await api.deleteInboxView({ params: { id: first.id } });
  await expect(api.deleteInboxView({ params: { id: first.id } })).rejects.toMatchObject(problem("not_found"));
});

test("they stand in the order given; who was not named follows", async () => {
  const person = await server.signedIn();
  const ids: string[] = [];
  for (const name of ["a", "b", "c", "d"])
    ids.push((await person.api.createInboxView({ body: { name, tab: "mine" } })).id);
  const [a = "", , c = "", d = ""] = ids;
  await person.api.orderInboxViews({ body: { ids: [d, c] } });
  expect(await namesOf(person)).toEqual(["d", "c", "a", "b"]);
  await person.api.createInboxView({ body: { name: "e", tab: "mine" } });
  expect(await namesOf(person)).toEqual(["d", "c", "a", "b", "e"]);
  await expect(person.api.orderInboxViews({ body: { ids: [a, newId()] } })).rejects.toMatchObject(problem("not_found"));
  const paged: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: InboxView[]; nextCursor: string | null } = await person.api.listInboxViews({
      query: { limit: 2, ...(cursor !== null && { cursor }) },
    });
    paged.push(...page.items.map((view) => view.name));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(paged).toEqual(["d", "c", "a", "b", "e"]);
});

test("nobody sees, changes, moves or deletes another's; a name is taken only by one's own", async () => {
  const [one, other] = [await server.signedIn(), await server.signedIn({ role: "ADMIN" })];
  const view = await one.api.createInboxView({ body: { name: "Minha", tab: "mine" } });
  await other.api.createInboxView({ body: { name: "MINHA", tab: "mine" } });
  expect(await namesOf(other)).toEqual(["MINHA"]);
  const params = { id: view.id };
  for (const attempt of [
    () => other.api.updateInboxView({ params, body: { name: "x" } }),
    () => other.api.deleteInboxView({ params }),
    () => other.api.orderInboxViews({ body: { ids: [view.id] } }),
  ])
    await expect(attempt()).rejects.toMatchObject(problem("not_found"));
  await expect(one.api.createInboxView({ body: { name: "minha", tab: "all" } })).rejects.toMatchObject(
    problem("already_exists"),
  );
});

test("thirty at most, also of many at once", async () => {
  const person = await server.signedIn();
  const attempts = Array.from({ length: 34 }, (_, index) =>
    person.api.createInboxView({ body: { name: `v${index}`, tab: "mine" } }),
  );
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(30);
  expect(await namesOf(person)).toHaveLength(30);
  await expect(person.api.createInboxView({ body: { name: "one more", tab: "mine" } })).rejects.toMatchObject(
    problem("limit_reached"),
  );
});

test.each([
  { filters: { queueIds: [] } },
  { filters: { queueIds: Array.from({ length: 21 }, () => newId()) } },
  { filters: { userId: "anybody" } },
  { filters: { lastMessage: { from: "2026-02-01", to: "2026-01-01" } } },
  { filters: { lastMessage: {} } },
  { filters: { lastMessage: "2026-13-01" } },
  { filters: { colour: "red" } },
  { name: "x".repeat(41) },
  { name: "  " },
  { tab: "other" },
])("%j is refused", async (fields) => {
  const { api } = await server.signedIn();
  const body = { name: "x", tab: "mine", ...fields } as Parameters<typeof api.createInboxView>[0]["body"];
  await expect(api.createInboxView({ body })).rejects.toMatchObject(problem("invalid_input"));
});

test("every change is told to one's own browsers with all views, also to one that was away, and to nobody else", async () => {
  const [person, other] = [await server.signedIn(), await server.signedIn({ role: "ADMIN" })];
  const heard = new Map<TestUser, string[][]>();
  const sockets = [person, other].map((who) => {
    const told: string[][] = [];
    heard.set(who, told);
    const socket = io(server.url, { auth: { token: who.token }, transports: ["websocket"], forceNew: true });
    socket.on("views:changed", ({ views }: { views: InboxView[] }) => told.push(views.map(({ name }) => name)));
    return socket;
  });
  const seqs = await Promise.all(
    sockets.map((socket) => new Promise<number>((resolve) => socket.once("session:ready", ({ seq }) => resolve(seq)))),
  );
  const first = await person.api.createInboxView({ body: { name: "a", tab: "mine" } });
  await server.drain();
  const second = await person.api.createInboxView({ body: { name: "b", tab: "mine" } });
  await server.drain();
  await person.api.orderInboxViews({ body: { ids: [second.id, first.id] } });
  await server.drain();
  await person.api.updateInboxView({ params: { id: first.id }, body: { name: "c" } });
  await server.drain();
  await person.api.deleteInboxView({ params: { id: second.id } });
  await server.drain();
  await vi.waitFor(() => expect(heard.get(person)).toEqual([["a"], ["a", "b"], ["b", "a"], ["b", "c"], ["c"]]), 10_000);
  const since = seqs[0] ?? 0;
  const missed = (await person.api.sync({ query: { since } })).events.filter(({ name }) => name === "views:changed");
  expect(missed.at(-1)?.payload).toMatchObject({ views: [{ id: first.id, name: "c" }] });
  expect((await other.api.sync({ query: { since } })).events.filter(({ name }) => name === "views:changed")).toEqual(
    [],
  );
  expect(heard.get(other)).toEqual([]);
  for (const socket of sockets) socket.disconnect();
});
