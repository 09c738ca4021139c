import type { IdentityKind } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createReceivingWorld, text } from "./receiving.fixture.ts";

let world: Awaited<ReturnType<typeof createReceivingWorld>>;
let connection: string;
beforeAll(async () => {
  world = await createReceivingWorld();
  connection = await world.connection();
});
afterAll(() => world.drop());

const party = (name: string | null, ...identities: (readonly [IdentityKind, string])[]) => ({
  identities: identities.map(([kind, value]) => ({ kind, value })),
  name,
});

const from = (chat: ReturnType<typeof party>) => world.receive(connection, text("", "hi", { chat }));

async function contactOf(kind: IdentityKind, value: string) {
  const [row] = await world.db.query<{ id: string; name: string; phoneNumber: string | null; address: string }>(
    `SELECT c."id", c."name", c."phoneNumber", i."address" FROM "ContactIdentity" i JOIN "Contact" c ON c."id" = i."contactId"
     WHERE i."kind" = $1::"IdentityKind" AND i."value" = $2::text`,
    [kind, value],
  );
  return row;
}

test("a phone with and without Brazil's ninth digit is one contact, written to as WhatsApp wrote it last", async () => {
  await from(party("Ana", ["PHONE", "5531987654321"]));
  await from(party("Ana", ["PHONE", "553187654321"]));
  expect(await contactOf("PHONE", "553187654321")).toMatchObject({
    name: "Ana",
    phoneNumber: "+5531987654321",
    address: "553187654321",
  });
  expect(await world.db.query(`SELECT 1 FROM "Contact"`)).toHaveLength(1);
});

test("who shows no phone is a contact all the same, and gets it when it is learnt", async () => {
  await from(party("Bia", ["BSUID", "BR.1001"]));
  expect(await contactOf("BSUID", "BR.1001")).toMatchObject({ name: "Bia", phoneNumber: null });
  await from(party("Bia", ["BSUID", "BR.1001"], ["PHONE", "5511933330001"]));
  const contact = await contactOf("BSUID", "BR.1001");
  expect(contact).toMatchObject({ phoneNumber: "+5511933330001" });
  expect(await contactOf("PHONE", "5511933330001")).toMatchObject({ id: contact?.id });
});

test("a username alone is enough, and names who has no name", async () => {
  await from(party(null, ["USERNAME", "caio.silva"]));
  expect(await contactOf("USERNAME", "caio.silva")).toMatchObject({ name: "@caio.silva", phoneNumber: null });
});

test("two contacts of which WhatsApp tells that they are one become the older one", async () => {
  await from(party("By phone", ["PHONE", "5511933330002"]));
  const byPhone = await contactOf("PHONE", "5511933330002");
  await from(party("By id", ["BSUID", "BR.1002"]));
  await from(party(null, ["PHONE", "5511933330002"], ["BSUID", "BR.1002"], ["USERNAME", "both"]));
  const one = { id: byPhone?.id, name: "By phone", phoneNumber: "+5511933330002" };
  for (const [kind, value] of [
    ["PHONE", "5511933330002"],
    ["BSUID", "BR.1002"],
    ["USERNAME", "both"],
  ] as const)
    expect(await contactOf(kind, value)).toMatchObject(one);
  expect(await world.db.query(`SELECT 1 FROM "Contact" WHERE "name" = 'By id'`)).toEqual([]);
});

test("a profile name is taken over until a person has chosen one", async () => {
  await from(party("Old", ["PHONE", "5511933330003"]));
  await from(party("New", ["PHONE", "5511933330003"]));
  expect(await contactOf("PHONE", "5511933330003")).toMatchObject({ name: "New" });
  await world.db.query(`UPDATE "Contact" SET "isNamed" = true, "name" = 'Chosen' WHERE "name" = 'New'`);
  await from(party("Newest", ["PHONE", "5511933330003"]));
  expect(await contactOf("PHONE", "5511933330003")).toMatchObject({ name: "Chosen" });
});

test("news of a contact joins identities, and makes no contact of somebody who never wrote", async () => {
  await from(party("Duda", ["LID", "88001"]));
  const news = (chat: ReturnType<typeof party>) =>
    world.receive(connection, { kind: "contact", party: chat, timestamp: Date.now() });
  const told = (await world.outbox()).length;
  await news(party("Duda Lima", ["LID", "88001"], ["PHONE", "5511933330004"]));
  await news(party("Stranger", ["LID", "88002"]));
  expect(await contactOf("PHONE", "5511933330004")).toMatchObject({ name: "Duda Lima", phoneNumber: "+5511933330004" });
  expect(await contactOf("LID", "88002")).toBeUndefined();
  expect((await world.outbox()).slice(told)).toMatchObject([{ type: "contact" }]);
});

test("many new contacts at once on several numbers, some the same, are as many as they are people", async () => {
  const connections = await Promise.all([world.connection(), world.connection(), world.connection()]);
  const before = (await world.db.query(`SELECT 1 FROM "Contact"`)).length;
  const people = Array.from({ length: 40 }, (_, index) => `55119444400${String(index).padStart(2, "0")}`);
  await Promise.all(people.flatMap((phone) => connections.map((id) => world.receive(id, text(phone, "hi")))));
  expect(await world.db.query(`SELECT 1 FROM "Contact"`)).toHaveLength(before + 40);
});

test("a phone that another contact has already is not given twice", async () => {
  await world.db.query(
    `INSERT INTO "Contact" ("id", "name", "phoneNumber") VALUES (gen_random_uuid(), 'By hand', '+5511933330005')`,
  );
  await from(party("Eva", ["PHONE", "5511933330005"]));
  expect(await contactOf("PHONE", "5511933330005")).toMatchObject({ name: "Eva", phoneNumber: null });
});
