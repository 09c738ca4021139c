import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { newId } from "../ids.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./violations.ts";

let world: TestDatabase;
const id = newId();
beforeAll(async () => {
  world = await createTestDatabase();
  await world.database.models.tag.create({ data: { id, name: "vip", color: "#000000" } });
});
afterAll(() => world.drop());

const thrownBy = (work: () => Promise<unknown>) =>
  work().then(
    () => undefined,
    (error: unknown) => error,
  );
const again = `INSERT INTO "Tag" ("id", "name", "color") VALUES ($1::uuid, 'vip', '#000000')`;
const orphan = `INSERT INTO "TicketTag" ("ticketId", "tagId") VALUES ($1::uuid, $1::uuid)`;

describe("a broken constraint is recognised however the statement was sent:", () => {
  const ways: Record<string, (kind: "again" | "orphan") => Promise<unknown>> = {
    model: (kind) =>
      kind === "again"
        ? world.database.models.tag.create({ data: { id: newId(), name: "vip", color: "#000000" } })
        : world.database.models.ticketTag.create({ data: { ticketId: newId(), tagId: newId() } }),
    pool: (kind) => world.database.query(kind === "again" ? again : orphan, [newId()]),
    "bare transaction": (kind) =>
      world.database.sqlTransaction((tx) => tx.query(kind === "again" ? again : orphan, [newId()])),
    "model transaction": (kind) =>
      world.database.transaction((tx) => tx.query(kind === "again" ? again : orphan, [newId()])),
  };
  test.each(Object.keys(ways))("%s", async (way) => {
    const unique = await thrownBy(() => ways[way]!("again"));
    expect([isUniqueViolation(unique), isForeignKeyViolation(unique)]).toEqual([true, false]);
    const foreign = await thrownBy(() => ways[way]!("orphan"));
    expect([isUniqueViolation(foreign), isForeignKeyViolation(foreign)]).toEqual([false, true]);
  });
});

test("other errors are neither", () => {
  for (const error of [new Error("x"), null, undefined, "23505", { code: "P2025" }]) {
    expect(isUniqueViolation(error) || isForeignKeyViolation(error)).toBe(false);
  }
});
