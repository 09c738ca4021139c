import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let admin: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());

const create = (body: object) => admin.api.createCustomField({ body: body as never });
const contact = async () => (await server.factories.contact()).id;
const set = (id: string, fieldId: string, value: string | null) =>
  admin.api.updateContact({ params: { id }, body: { customFields: [{ fieldId, value }] } });

test("fields are made, ordered, renamed and told to every screen; their kind stays", async () => {
  const one = await create({ name: "CPF", kind: "TEXT" });
  const two = await create({ name: "Nascimento", kind: "DATE" });
  await expect(create({ name: "CPF", kind: "NUMBER" })).rejects.toMatchObject({ problem: { code: "already_exists" } });
  await expect(create({ name: "Plano", kind: "CHOICE" })).rejects.toMatchObject({ problem: { code: "invalid_input" } });
  await expect(create({ name: "X", kind: "TEXT", options: [{ label: "a" }] })).rejects.toMatchObject({
    problem: { fields: [{ path: "body.options" }] },
  });
  await admin.api.orderCustomFields({ body: { ids: [two.id] } });
  expect((await admin.api.listCustomFields()).items.map(({ name }) => name)).toEqual(["Nascimento", "CPF"]);
  const renamed = await admin.api.updateCustomField({ params: { id: one.id }, body: { name: "Documento" } });
  expect(renamed).toEqual({ ...one, name: "Documento" });
  const page = await admin.api.listCustomFields({ query: { limit: 1 } });
  const next = await admin.api.listCustomFields({ query: { limit: 1, cursor: page.nextCursor ?? "" } });
  expect([page.items[0]?.name, next.items[0]?.name, next.nextCursor]).toEqual(["Nascimento", "Documento", null]);
  const told = await server.database.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM "OutboxEvent" WHERE "payload" ->> 'catalogue' = 'customFields'`,
  );
  expect(told[0]?.count).toBe(4);
  const audits = await server.database.models.auditLog.findMany({ where: { entity: "custom-field" } });
  expect(audits.map(({ action }) => action).toSorted()).toEqual([
    "custom-field.created",
    "custom-field.created",
    "custom-field.updated",
  ]);
});

test("a field that is called otherwise is so in every quick reply that names it, and no other", async () => {
  const field = await create({ name: "Plano", kind: "TEXT" });
  await create({ name: "PLANO", kind: "TEXT" });
  const { api } = await server.signedIn();
  const reply = async (shortcut: string, body: string) =>
    (await api.createQuickReply({ body: { shortcut, body, scope: "personal", queueId: null, mediaId: null } })).id;
  const ids = [
    await reply("um", "{{field.Plano}} {{ field.plano | nenhum }} {{field.Planos}} {{contact.name}} Plano"),
    await reply("dois", "{{field.PLANO}} {{field.Documento}} {{field.Plano|x}}"),
    await reply("tres", "nada de field."),
  ];
  await admin.api.updateCustomField({ params: { id: field.id }, body: { name: "Plano $& de saúde" } });
  const bodies = new Map((await api.listQuickReplies()).items.map(({ id, body }) => [id, body]));
  expect(ids.map((id) => bodies.get(id))).toEqual([
    "{{field.Plano $& de saúde}} {{ field.Plano $& de saúde | nenhum }} {{field.Planos}} {{contact.name}} Plano",
    "{{field.PLANO}} {{field.Documento}} {{field.Plano $& de saúde|x}}",
    "nada de field.",
  ]);
  await admin.api.updateCustomField({ params: { id: field.id }, body: { name: "a|b" } });
  expect((await api.listQuickReplies()).items.find(({ id }) => id === ids[1])?.body).toContain("{{field.Plano $&");
});

test("values are checked by kind, shown in the order of the fields, and emptied by null", async () => {
  const number = await create({ name: "Limite", kind: "NUMBER" });
  const link = await create({ name: "Site", kind: "LINK" });
  const id = await contact();
  const saved = await admin.api.updateContact({
    params: { id },
    body: {
      customFields: [
        { fieldId: link.id, value: "example.com" },
        { fieldId: number.id, value: "1.500,50" },
      ],
    },
  });
  expect(saved.customFields).toEqual([
    { fieldId: number.id, value: "1500.5" },
    { fieldId: link.id, value: "https://example.com" },
  ]);
  await expect(set(id, number.id, "muito")).rejects.toMatchObject({
    problem: { code: "invalid_input", fields: [{ path: "body.customFields.0" }] },
  });
  await expect(set(id, id, "x")).rejects.toMatchObject({ problem: { code: "invalid_input" } });
  expect((await set(id, number.id, null)).customFields).toEqual([{ fieldId: link.id, value: "https://example.com" }]);
});

test("an option that goes is taken off its contacts, one that is renamed keeps them; deleting says what goes", async () => {
  const field = await create({ name: "Plano", kind: "CHOICE", options: [{ label: "Ouro" }, { label: "Prata" }] });
  const [gold, silver] = field.options;
  const [one, two] = [await contact(), await contact()];
  await set(one, field.id, "ouro");
  await set(two, field.id, "Prata");
  expect(await admin.api.getCustomFieldUse({ params: { id: field.id } })).toEqual({
    contacts: 2,
    options: [
      { id: gold?.id, contacts: 1 },
      { id: silver?.id, contacts: 1 },
    ],
  });
  await admin.api.updateCustomField({
    params: { id: field.id },
    body: { options: [{ id: gold?.id, label: "Ouro Plus" }] },
  });
  expect((await admin.api.getContact({ params: { id: one } })).customFields).toEqual([
    { fieldId: field.id, value: gold?.id },
  ]);
  expect((await admin.api.getContact({ params: { id: two } })).customFields).toEqual([]);
  await admin.api.deleteCustomField({ params: { id: field.id } });
  expect((await admin.api.getContact({ params: { id: one } })).customFields).toEqual([]);
});

test("of two who make the same field at once one does", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => create({ name: "Corrida", kind: "TEXT" })));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("there are no more than fifty", async () => {
  const { items } = await admin.api.listCustomFields({ query: { limit: 100 } });
  for (let count = items.length; count < 50; count++) await create({ name: `Campo ${count}`, kind: "TEXT" });
  await expect(create({ name: "um a mais", kind: "TEXT" })).rejects.toMatchObject({
    problem: { code: "invalid_input" },
  });
});
