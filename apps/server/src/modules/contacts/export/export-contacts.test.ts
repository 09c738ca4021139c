import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../../test/harness.ts";

let server: TestServer;
let admin: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());

const exported = async (user: TestUser, body: object) => {
  const answer = await fetch(`${server.url}/api/contacts/export`, {
    method: "POST",
    headers: { authorization: `Bearer ${user.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString("utf8") };
};

test("a filter is exported by right, with or without the mark, and is in the audit log", async () => {
  const queue = await server.factories.queue();
  const other = await server.factories.queue();
  const supervisor = await server.signedIn({ role: "SUPERVISOR", queueIds: [queue.id] });
  const { id: whatsappId } = await server.factories.connection();
  for (const [name, queueId] of [
    ["Visível", queue.id],
    ["Oculta", other.id],
  ] as const) {
    const { id: contactId } = await server.factories.contact({ name: `${name} do filtro` });
    await server.factories.ticket({ contactId, whatsappId, queueId });
  }
  const filter = { q: "do filtro" };
  const all = await exported(admin, { filter });
  expect(all.text).toMatch(/^\ufeffNome,Telefone,/);
  expect(all.text.split("\r\n")).toHaveLength(4);
  const own = await exported(supervisor, { filter, withBom: false, language: "en", delimiter: ";" });
  expect(own.text).toMatch(/^Name;Phone;/);
  expect(own.text).toContain("Visível");
  expect(own.text).not.toContain("Oculta");
  const audits = await server.database.models.auditLog.findMany({ where: { action: "contacts.exported" } });
  expect(audits.map(({ userId, details }) => [userId, details])).toEqual([
    [admin.id, { filter, ids: null }],
    [supervisor.id, { filter, ids: null }],
  ]);
  const agent = await server.signedIn({ queueIds: [queue.id] });
  expect((await exported(agent, { filter })).status).toBe(403);
  expect((await exported(admin, { filter, ids: [admin.id] })).status).toBe(400);
  expect((await exported(admin, {})).status).toBe(400);
});

test("a hundred thousand contacts go out with the memory of a page, each once", { timeout: 120_000 }, async () => {
  await server.database.query(
    `INSERT INTO "Contact" ("id", "name", "notes") SELECT ('0e000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       'Muitos ' || n, repeat('anotação ', 20) FROM generate_series(1, 100000) AS n`,
  );
  const answer = await fetch(`${server.url}/api/contacts/export`, {
    method: "POST",
    headers: { authorization: `Bearer ${admin.token}`, "content-type": "application/json" },
    body: JSON.stringify({ filter: { q: "Muitos" } }),
  });
  let lines = 0;
  let highest = 0;
  const before = process.memoryUsage().heapUsed;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    for (const byte of chunk) if (byte === 10) lines += 1;
    highest = Math.max(highest, process.memoryUsage().heapUsed - before);
  }
  expect(lines).toBe(100_001);
  expect(highest).toBeLessThan(150 * 1024 * 1024);
});
