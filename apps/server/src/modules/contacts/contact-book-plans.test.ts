import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createFactories } from "../../../test/factories.ts";
import { explain } from "../../../test/query-plan.ts";
import { newId } from "../../platform/ids.ts";
import { contactListStatement } from "./contact-list.read-model.ts";
import { possibleDuplicatesStatement } from "./merge/possible-duplicates.read-model.ts";
import { recentContactsStatement } from "./recent-contacts.read-model.ts";
import { sharedMediaStatement } from "./shared-media.read-model.ts";

const contacts = 100_000;
const idOf = (n: number) => `0c000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const admin = { id: newId(), role: "ADMIN", queueIds: [] } as const;
const fieldId = newId();
let world: TestDatabase;

beforeAll(async () => {
  world = await createTestDatabase();
  const { database } = world;
  const { id: whatsappId } = await createFactories(database).connection();
  const id = `('0c000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  await database.query(
    `INSERT INTO "Contact" ("id", "name", "phoneNumber", "email")
     SELECT ${id}, CASE WHEN n % 1000 = 0 THEN '+5511' || n ELSE 'Cliente ' || n END, '+55119' || (60000000 + n), 'c' || n || '@example.com'
     FROM generate_series(1, ${contacts}) AS n`,
  );
  await database.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address")
     SELECT 'PHONE', '5511' || right("phoneNumber", 8), "id", right("phoneNumber", 13) FROM "Contact"`,
  );
  await database.query(
    `INSERT INTO "CustomField" ("id", "name", "kind", "position") VALUES ($1::uuid, 'CPF', 'NUMBER', 1)`,
    [fieldId],
  );
  await database.query(
    `INSERT INTO "ContactFieldValue" ("contactId", "fieldId", "value") SELECT ${id}, $1::uuid, n::text
     FROM generate_series(1, ${contacts}, 2) AS n`,
    [fieldId],
  );
  await database.query(
    `INSERT INTO "Ticket" ("id", "contactId", "whatsappId", "status", "lastMessageAt")
     SELECT ${id}, ${id}, $1::uuid, 'CLOSED', now() - n * interval '1 minute' FROM generate_series(1, ${contacts}) AS n`,
    [whatsappId],
  );
  await database.query(
    `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "type", "body", "status")
     SELECT gen_random_uuid(), $2::uuid, $2::uuid, $1::uuid, 'INBOUND', 'TEXT',
       CASE WHEN n % 100 = 0 THEN 'https://example.com/' || n ELSE 'Olá' END, 'RECEIVED' FROM generate_series(1, 20000) AS n`,
    [whatsappId, idOf(1)],
  );
  await database.query(`VACUUM ANALYZE`);
}, 180_000);
afterAll(() => world.drop());

test("of a hundred thousand the last contacted are read from the end of the tickets", async () => {
  const plan = await explain(world.database, recentContactsStatement(admin, { limit: 50 }, null));
  expect(plan.scannedTables).not.toContain("Ticket");
  expect(plan.rowsRead("Ticket")).toBeLessThan(1000);
  expect(plan.rowsRead("Contact")).toBeLessThan(1000);
});

test("a fragment of an e-mail address, a value of a field and those without a name are found by their indexes", async () => {
  const cases = [
    [{ q: "c4711@exam" }, "Contact_email_search_idx"],
    [{ fieldId, fieldValue: "4711" }, "ContactFieldValue_value_idx"],
    [{ fieldId, fieldFrom: "4711", fieldTo: "4799" }, "ContactFieldValue_number_idx"],
    [{ hasName: false }, "Contact_nameless_idx"],
  ] as const;
  for (const [filter, index] of cases) {
    const plan = await explain(world.database, contactListStatement(admin, { limit: 50, ...filter }));
    expect(plan.indexes).toContain(index);
    expect(plan.rowsRead("Contact")).toBeLessThan(1000);
  }
});

test("what was shared is read along its own index, not through all messages of the contact", async () => {
  const query = { contactId: idOf(1), kind: "links", before: null, limit: 13 } as const;
  const plan = await explain(world.database, sharedMediaStatement(admin, query));
  expect(plan.indexes).toContain("Message_shared_links_idx");
  expect(plan.rowsRead("Message")).toBeLessThanOrEqual(13);
});

test("a look for duplicates reads a window of the contacts and no more", async () => {
  for (const sign of ["phone_ending", "email", "name"] as const) {
    const plan = await explain(world.database, possibleDuplicatesStatement(admin, { sign, from: null }));
    expect([sign, plan.rowsRead("Contact") <= 25_000]).toEqual([sign, true]);
    expect([sign, plan.rowsRead("ContactIdentity") <= 25_000]).toEqual([sign, true]);
  }
});
