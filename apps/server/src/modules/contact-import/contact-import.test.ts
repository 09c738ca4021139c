import type { ImportSettings } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let admin: TestUser;
let supervisor: TestUser;
let queueId: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
  queueId = (await server.factories.queue()).id;
  supervisor = await server.signedIn({ role: "SUPERVISOR", queueIds: [queueId] });
});
afterAll(() => server.stop());

function upload(text: string | Buffer, user = admin, fileName = "contatos.csv") {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(Buffer.from(text))]), fileName);
  return user.api.createContactImport({ body: form as never });
}

async function run(text: string, changes: Partial<ImportSettings> = {}, user = admin) {
  const draft = await upload(text, user);
  await user.api.startContactImport({ params: { id: draft.id }, body: { ...draft.settings, ...changes } });
  await server.drain();
  return user.api.getContactImport({ params: { id: draft.id } });
}

const contactsOf = async (...phones: string[]) =>
  server.database.models.contact.findMany({
    where: { phoneNumber: { in: phones } },
    include: { tags: { include: { tag: true } }, identities: true },
    orderBy: { phoneNumber: "asc" },
  });

async function rejectedOf(id: string, language: string, user = admin) {
  const answer = await fetch(`${server.url}/api/contact-imports/${id}/rejections?language=${language}`, {
    headers: { authorization: `Bearer ${user.token}` },
  });
  return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString("utf8") };
}

test("a file of Excel is read as it is, previewed as it would be stored, and stored so", async () => {
  const existing = await server.factories.contact({ name: "Velho", phoneNumber: "+5511987650001" });
  const bytes = Buffer.from(
    "Nome;Telefone;Etiquetas\r\nJo\xe3o;11 98765-0001;vip\r\nRui;(21) 99876-0002;\r\nSem;;\r\n",
    "latin1",
  );
  const draft = await upload(bytes);
  expect(draft).toMatchObject({
    status: "DRAFT",
    totalRows: 3,
    settings: { encoding: "windows-1252", delimiter: ";", hasHeader: true, mapping: ["name", "phone", "tags"] },
  });
  const params = { id: draft.id };
  const preview = await admin.api.previewContactImport({ params, body: draft.settings });
  expect(preview.columns.map(({ header, guess }) => [header, guess])).toEqual([
    ["Nome", "name"],
    ["Telefone", "phone"],
    ["Etiquetas", "tags"],
  ]);
  expect(preview.rows).toMatchObject([
    { row: 2, outcome: "update", name: "João", phoneNumber: "+5511987650001", tags: ["vip"] },
    { row: 3, outcome: "create", name: "Rui", phoneNumber: "+5521998760002" },
    { row: 4, outcome: "reject", reason: "phone_missing" },
  ]);
  expect(await contactsOf("+5521998760002")).toEqual([]);

  await admin.api.startContactImport({ params, body: draft.settings });
  await server.drain();
  expect(await admin.api.getContactImport({ params })).toMatchObject({
    status: "DONE",
    totalRows: 3,
    doneRows: 3,
    created: 1,
    updated: 1,
    skipped: 0,
    rejected: 1,
  });
  const [updated, created] = await contactsOf("+5511987650001", "+5521998760002");
  expect(updated).toMatchObject({ id: existing.id, name: "João", isNamed: true, tags: [{ tag: { name: "vip" } }] });
  expect(created).toMatchObject({ name: "Rui", identities: [{ kind: "PHONE", value: "552198760002" }] });
  const { text } = await rejectedOf(draft.id, "pt-BR");
  expect(text).toBe("\ufeffNome;Telefone;Etiquetas;Motivo\r\nSem;;;Falta o telefone\r\n");
  const audits = await server.database.models.auditLog.findMany({ where: { entityId: draft.id } });
  expect(audits.map(({ action }) => action).toSorted()).toEqual(["contact-import.ended", "contact-import.started"]);
});

test("duplicates are skipped where it is told so, in the file and of contacts", async () => {
  await server.factories.contact({ name: "Fica", phoneNumber: "+5511987651001" });
  const text = "nome,telefone\nMuda,11 8765-1001\nNovo,11987651002\nNovo de novo,1187651002\n";
  expect(await run(text, { onDuplicate: "skip" })).toMatchObject({ created: 1, skipped: 2, updated: 0, rejected: 0 });
  const names = (await contactsOf("+5511987651001", "+5511987651002")).map(({ name }) => name);
  expect(names).toEqual(["Fica", "Novo"]);
});

test("who imports changes nobody whom they may not see, and is told which", async () => {
  const other = await server.factories.queue();
  const hidden = await server.factories.contact({ name: "Escondida", phoneNumber: "+5511987652001" });
  const { id: whatsappId } = await server.factories.connection();
  await server.factories.ticket({ contactId: hidden.id, whatsappId, queueId: other.id });
  const outcome = await run("nome,telefone\nX,11987652001\nY,11987652002\n", {}, supervisor);
  expect(outcome).toMatchObject({ status: "DONE", created: 1, rejected: 1 });
  expect((await contactsOf("+5511987652001"))[0]?.name).toBe("Escondida");
  const { text } = await rejectedOf(outcome.id, "en", supervisor);
  expect(text).toContain("X,11987652001,The phone is of a contact that you may not see");
  const stranger = await server.signedIn({ role: "SUPERVISOR" });
  await expect(stranger.api.getContactImport({ params: { id: outcome.id } })).rejects.toMatchObject({
    problem: { code: "not_found" },
  });
  expect((await rejectedOf(outcome.id, "en", stranger)).status).toBe(404);
  expect((await stranger.api.listContactImports()).items).toEqual([]);
  expect((await admin.api.listContactImports()).items.map(({ id }) => id)).toContain(outcome.id);
});

test("a draft is begun by one of two, and a cancelled or unknown one by nobody", async () => {
  const { id, settings } = await upload("nome,telefone\nUm,11987653001\n");
  const begin = () => admin.api.startContactImport({ params: { id }, body: settings });
  const outcomes = await Promise.allSettled([begin(), begin(), begin()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await server.drain();
  expect(await admin.api.getContactImport({ params: { id } })).toMatchObject({ created: 1, doneRows: 1 });
  const draft = await upload("nome,telefone\nDois,11987653002\n");
  await admin.api.cancelContactImport({ params: { id: draft.id } });
  await expect(admin.api.startContactImport({ params: { id: draft.id }, body: draft.settings })).rejects.toMatchObject({
    problem: { code: "contact_import_state_conflict" },
  });
  expect(await contactsOf("+5511987653002")).toEqual([]);
});

test("who may not import any more stores nothing further", async () => {
  const leaving = await server.signedIn({ role: "SUPERVISOR" });
  const draft = await upload("nome,telefone\nUm,11987654001\n", leaving);
  await server.database.models.user.update({ where: { id: leaving.id }, data: { role: "AGENT" } });
  await server.database.query(`UPDATE "ContactImport" SET "status" = 'QUEUED' WHERE "id" = $1::uuid`, [draft.id]);
  await server.database.query(
    `SELECT graphile_worker.add_job('import-contacts', json_build_object('importId', $1::text))::text`,
    [draft.id],
  );
  await server.drain();
  expect(await admin.api.getContactImport({ params: { id: draft.id } })).toMatchObject({
    status: "FAILED",
    failure: "not_allowed",
    doneRows: 0,
  });
  expect(await contactsOf("+5511987654001")).toEqual([]);
});

test("what is no table is refused in words", async () => {
  await expect(upload(Buffer.from("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "latin1"))).rejects.toMatchObject({
    problem: { code: "unsupported_media_type" },
  });
  await expect(upload("")).rejects.toMatchObject({ problem: { code: "invalid_input" } });
  await expect(upload(Buffer.alloc(21 * 1024 * 1024, "a"))).rejects.toMatchObject({
    problem: { code: "payload_too_large" },
  });
  const { id, settings } = await upload('nome;telefone\n"Ana;11987655001\n');
  await expect(admin.api.previewContactImport({ params: { id }, body: settings })).rejects.toMatchObject({
    problem: { code: "invalid_input", fields: [{ path: "body.delimiter" }] },
  });
  const draft = await upload("nome,telefone\nUm,11987655002\n");
  const params = { id: draft.id };
  const wrong = (changes: Partial<ImportSettings>) =>
    admin.api.startContactImport({ params, body: { ...draft.settings, ...changes } });
  await expect(wrong({ mapping: ["name", "ignore"] })).rejects.toMatchObject({
    problem: { fields: [{ path: "body.mapping" }] },
  });
  await expect(wrong({ country: "XX" })).rejects.toMatchObject({ problem: { fields: [{ path: "body.country" }] } });
  await expect(wrong({ mapping: ["phone", `field:${draft.id}`] })).rejects.toMatchObject({
    problem: { fields: [{ path: "body.mapping.1" }] },
  });
});

test("what is exported comes back as it was, in each language", async () => {
  const field = await admin.api.createCustomField({
    body: { name: "Plano", kind: "CHOICE", options: [{ label: "Ouro" }] },
  });
  const { id } = await server.factories.contact({ name: "=SOMA(A1)", phoneNumber: "+5511987656001" });
  const tag = await admin.api.createTag({ body: { name: "exportada" } });
  await admin.api.updateContact({
    params: { id },
    body: {
      email: "eva@example.com",
      notes: "- linha\n'=x",
      tagIds: [tag.id],
      customFields: [{ fieldId: field.id, value: "Ouro" }],
    },
  });
  for (const language of ["pt-BR", "en", "es"] as const) {
    const answer = await fetch(`${server.url}/api/contacts/export`, {
      method: "POST",
      headers: { authorization: `Bearer ${admin.token}`, "content-type": "application/json" },
      body: JSON.stringify({ ids: [id], language, delimiter: ";" }),
    });
    const text = Buffer.from(await answer.arrayBuffer());
    expect(text.toString("utf8")).toContain(";+5511987656001;");
    const before = await admin.api.getContact({ params: { id } });
    await admin.api.updateContact({ params: { id }, body: { name: "outro", notes: "outro", email: null } });
    const draft = await upload(text);
    expect(draft.settings.mapping.slice(0, 6)).toEqual([
      "name",
      "phone",
      "email",
      "notes",
      "tags",
      `field:${field.id}`,
    ]);
    await admin.api.startContactImport({ params: { id: draft.id }, body: draft.settings });
    await server.drain();
    const after = await admin.api.getContact({ params: { id } });
    expect({ ...after, updatedAt: "" }).toEqual({ ...before, updatedAt: "" });
  }
});

test("a batch of a process that was killed, committed after the next one began, is neither lost nor done again", async () => {
  const draft = await upload(
    `nome,telefone\n${Array.from({ length: 600 }, (_, n) => `Z ${n},119${86_000_000 + n}`).join("\n")}\n`,
  );
  await server.database.query(`UPDATE "ContactImport" SET "status" = 'RUNNING' WHERE "id" = $1::uuid`, [draft.id]);
  await server.database.sqlTransaction(async (late) => {
    await late.query(`SELECT 1 FROM "ContactImport" WHERE "id" = $1::uuid FOR UPDATE`, [draft.id]);
    await server.database.query(
      `SELECT graphile_worker.add_job('import-contacts', json_build_object('importId', $1::text))::text`,
      [draft.id],
    );
    await expect
      .poll(async () => (await server.database.query(`SELECT 1 FROM pg_locks WHERE NOT "granted"`)).length, {
        timeout: 5000,
      })
      .toBeGreaterThan(0);
    await late.query(`UPDATE "ContactImport" SET "doneRows" = 500, "created" = 500 WHERE "id" = $1::uuid`, [draft.id]);
  });
  await server.drain();
  expect(await admin.api.getContactImport({ params: { id: draft.id } })).toMatchObject({
    status: "DONE",
    doneRows: 600,
    created: 600,
  });
});
