import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { newId } from "../ids.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
});
afterAll(() => world.drop());

test("a transaction joins models and SQL, and runs what follows only after its commit", async () => {
  const order: string[] = [];
  await world.database.transaction(async (tx) => {
    tx.afterCommit(() => order.push("after"));
    const id = newId();
    await tx.models.tag.create({ data: { id, name: "vip", color: "#000000" } });
    const rows = await tx.query<{ count: number }>(`SELECT count(*) AS count FROM "Tag" WHERE "id" = $1::uuid`, [id]);
    expect(rows).toEqual([{ count: 1 }]);
    order.push("work");
  });
  expect(order).toEqual(["work", "after"]);
});

test("a failed transaction leaves nothing and runs nothing", async () => {
  let ran = false;
  const failed = world.database.sqlTransaction(async (tx) => {
    tx.afterCommit(() => {
      ran = true;
    });
    await tx.query(`INSERT INTO "Setting" ("key", "value") VALUES ('a', '1'::jsonb)`);
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(ran).toBe(false);
  expect(await world.database.query(`SELECT 1 FROM "Setting" WHERE "key" = 'a'`)).toEqual([]);
});
