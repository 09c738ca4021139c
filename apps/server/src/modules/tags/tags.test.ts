import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let supervisor: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  supervisor = await server.signedIn({ role: "SUPERVISOR" });
});
afterAll(() => server.stop());

const outboxTypes = async () =>
  (
    await server.database.query<{ payload: { catalogue?: string } }>(
      `SELECT "payload" FROM "OutboxEvent" ORDER BY "id"`,
    )
  ).map(({ payload }) => payload.catalogue);

test("a tag is made, changed, found by part of its name and deleted; every change is told and audited", async () => {
  const tag = await supervisor.api.createTag({ body: { name: "Urgente", color: "#FF0000" } });
  expect(tag).toMatchObject({ name: "Urgente", color: "#ff0000" });
  const changed = await supervisor.api.updateTag({ params: { id: tag.id }, body: { name: "Muito urgente" } });
  expect(changed).toEqual({ ...tag, name: "Muito urgente" });
  expect((await supervisor.api.listTags({ query: { q: "MUITO" } })).items).toEqual([changed]);
  await supervisor.api.deleteTag({ params: { id: tag.id } });
  expect((await supervisor.api.listTags()).items).toEqual([]);
  expect(await outboxTypes()).toEqual(["tags", "tags", "tags"]);
  const audit = await server.database.models.auditLog.findMany({ orderBy: { id: "asc" } });
  expect(audit.map(({ action, userId, entityId }) => ({ action, userId, entityId }))).toEqual(
    ["tag.created", "tag.updated", "tag.deleted"].map((action) => ({
      action,
      userId: supervisor.id,
      entityId: tag.id,
    })),
  );
});

test("names are unique", async () => {
  await supervisor.api.createTag({ body: { name: "VIP" } });
  const other = await supervisor.api.createTag({ body: { name: "Novo" } });
  await expect(supervisor.api.createTag({ body: { name: "VIP" } })).rejects.toMatchObject({
    problem: { code: "already_exists" },
  });
  await expect(supervisor.api.updateTag({ params: { id: other.id }, body: { name: "VIP" } })).rejects.toMatchObject({
    problem: { code: "already_exists", fields: [{ path: "body.name" }] },
  });
});

test("what does not exist is not found, and is not audited", async () => {
  const params = { id: "0190a5a0-0000-7000-8000-000000000001" };
  const before = await server.database.models.auditLog.count();
  await expect(supervisor.api.updateTag({ params, body: { name: "x" } })).rejects.toMatchObject({
    problem: { code: "not_found" },
  });
  await expect(supervisor.api.deleteTag({ params })).rejects.toMatchObject({ problem: { code: "not_found" } });
  expect(await server.database.models.auditLog.count()).toBe(before);
});

test("pages hold every tag once, in order, whatever the case", async () => {
  for (const name of ["b", "C", "a", "É", "d"]) await supervisor.api.createTag({ body: { name } });
  const all = (await supervisor.api.listTags()).items.map((tag) => tag.name);
  const paged: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await supervisor.api.listTags({ query: { limit: 2, ...(cursor && { cursor }) } });
    paged.push(...page.items.map((tag) => tag.name));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(paged).toEqual(all);
  expect(all.slice(0, 4)).toEqual(["a", "b", "C", "d"]);
});
