import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { explain } from "../../../test/query-plan.ts";
import { newId } from "../../platform/ids.ts";
import { contactListStatement } from "./contact-list.read-model.ts";
import { duplicatesStatement } from "./merge/duplicates.read-model.ts";

let world: TestDatabase;
const admin = { id: newId(), role: "ADMIN", queueIds: [] } as const;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.database.query(
    `INSERT INTO "Contact" ("id", "name", "phoneNumber")
     SELECT ('0c000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, md5(n::text) || ' ' || md5((-n)::text), '+55119' || (60000000 + n)
     FROM generate_series(1, 5000) AS n`,
  );
  await world.database.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address")
     SELECT 'PHONE', '551' || right("phoneNumber", 9), "id", right("phoneNumber", 13) FROM "Contact"`,
  );
  await world.database.query(`VACUUM ANALYZE`);
});
afterAll(() => world.drop());

test("a page of all contacts is read in the order of the index, the last as the first", async () => {
  const first = contactListStatement(admin, { limit: 50 });
  const rows = await world.database.query<{ id: string; sortName: string }>(first.text, first.values);
  const place = rows[49];
  const cursor = Buffer.from(JSON.stringify([place?.sortName, place?.id])).toString("base64url");
  for (const query of [{ limit: 50 }, { limit: 50, cursor }]) {
    const plan = await explain(world.database, contactListStatement(admin, query));
    expect(plan.indexes).toContain("Contact_list_idx");
    expect(plan.rowsRead("Contact")).toBeLessThanOrEqual(51);
  }
});

test("a fragment of a name or phone reads what it finds", async () => {
  for (const q of ["c4ca4238a0", "60001234"]) {
    const plan = await explain(world.database, contactListStatement(admin, { limit: 50, q }));
    expect(plan.indexes).toContain("Contact_search_idx");
    expect(plan.rowsRead("Contact")).toBeLessThanOrEqual(20);
  }
});

test("duplicates are looked up by indexes, one for each sign", async () => {
  const plan = await explain(world.database, duplicatesStatement(admin, "0c000000-0000-7000-8000-000000000001", 20));
  expect(plan.indexes).toEqual(expect.arrayContaining(["Contact_list_idx", "ContactIdentity_phone_ending_idx"]));
  expect(plan.rowsRead("Contact")).toBeLessThanOrEqual(20);
  expect(plan.rowsRead("ContactIdentity")).toBeLessThanOrEqual(60);
});
