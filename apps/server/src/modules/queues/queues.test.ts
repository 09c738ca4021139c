import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";

let server: TestServer;
let admin: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());

const toldSince = async (id: number) =>
  (
    await server.database.query<{ payload: Record<string, unknown> }>(
      `SELECT "payload" FROM "OutboxEvent" WHERE "id" > $1::bigint ORDER BY "id"`,
      [id],
    )
  ).map(({ payload }) => payload["userId"] ?? payload["catalogue"] ?? payload["connectionId"]);
const lastOutboxId = async () =>
  (await server.database.query<{ id: number | null }>(`SELECT max("id") AS "id" FROM "OutboxEvent"`))[0]?.id ?? 0;
const memberNames = async (id: string) =>
  (await admin.api.listQueueMembers({ params: { id } })).items.map((member) => member.name);

describe("a queue", () => {
  test("is made with members, changed in part, and known to agents", async () => {
    const agent = await server.signedIn();
    const queue = await admin.api.createQueue({
      body: { name: "Vendas", greetingMessage: "Olá!", memberIds: [agent.id] },
    });
    expect(queue).toMatchObject({
      name: "Vendas",
      color: "#2f7d5b",
      description: "",
      greetingMessage: "Olá!",
      priority: 0,
      memberCount: 1,
    });
    const changed = await admin.api.updateQueue({
      params: { id: queue.id },
      body: { priority: 5, greetingMessage: "" },
    });
    expect(changed).toEqual({ ...queue, priority: 5, greetingMessage: "" });
    expect(await agent.api.getQueue({ params: { id: queue.id } })).toEqual(changed);
    expect((await agent.api.getMe()).queueIds).toEqual([queue.id]);
  });

  test("has a name of its own and members who exist", async () => {
    const { id } = await admin.api.createQueue({ body: { name: "Suporte" } });
    const taken = { status: 409, problem: { code: "already_exists", fields: [{ path: "body.name" }] } };
    await expect(admin.api.createQueue({ body: { name: "Suporte" } })).rejects.toMatchObject(taken);
    const other = await admin.api.createQueue({ body: { name: "Outra" } });
    await expect(admin.api.updateQueue({ params: { id: other.id }, body: { name: "Suporte" } })).rejects.toMatchObject(
      taken,
    );
    await expect(admin.api.createQueue({ body: { name: "Órfã", memberIds: [newId()] } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(admin.api.setQueueMembers({ params: { id }, body: { userIds: [newId()] } })).rejects.toMatchObject({
      status: 404,
    });
  });

  test("goes only without active tickets; closed ones and numbers stay without it", async () => {
    const member = await server.factories.user();
    const { id } = await admin.api.createQueue({ body: { name: "Efêmera", memberIds: [member.id] } });
    const connection = await server.factories.connection({ queueId: id });
    const { id: contactId } = await server.factories.contact();
    const ticket = await server.factories.ticket({ contactId, whatsappId: connection.id, queueId: id });
    await expect(admin.api.deleteQueue({ params: { id } })).rejects.toMatchObject({
      status: 409,
      problem: { code: "in_use" },
    });
    await server.database.models.ticket.update({ where: { id: ticket.id }, data: { status: "CLOSED" } });
    const since = await lastOutboxId();
    await admin.api.deleteQueue({ params: { id } });
    expect(await server.database.models.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).toMatchObject({
      queueId: null,
    });
    expect(
      await server.database.models.whatsAppConnection.findUniqueOrThrow({ where: { id: connection.id } }),
    ).toMatchObject({ queueId: null });
    expect(await toldSince(since)).toEqual([member.id, "queues", "users", connection.id]);
    await expect(admin.api.deleteQueue({ params: { id } })).rejects.toMatchObject({ status: 404 });
  });
});

describe("members", () => {
  test("are replaced, added and removed; exactly those who changed are told", async () => {
    const [a, b, c] = await Promise.all(["Alda", "Beto", "Cida"].map((name) => server.factories.user({ name })));
    const { id } = await admin.api.createQueue({ body: { name: "Membros", memberIds: [a!.id, b!.id] } });
    let since = await lastOutboxId();
    await admin.api.setQueueMembers({ params: { id }, body: { userIds: [b!.id, c!.id] } });
    expect(await memberNames(id)).toEqual(["Beto", "Cida"]);
    expect(await toldSince(since)).toEqual([a!.id, c!.id, "queues", "users"]);

    since = await lastOutboxId();
    await admin.api.addQueueMember({ params: { id }, body: { userId: b!.id } });
    expect(await toldSince(since)).toEqual([]);
    await admin.api.addQueueMember({ params: { id }, body: { userId: a!.id } });
    await admin.api.removeQueueMember({ params: { id, userId: b!.id } });
    expect(await memberNames(id)).toEqual(["Alda", "Cida"]);
    await expect(admin.api.removeQueueMember({ params: { id, userId: b!.id } })).rejects.toMatchObject({ status: 404 });
  });

  test("who were deactivated are not shown, and keep their place", async () => {
    const [stays, leaves] = await Promise.all([server.factories.user(), server.factories.user({ name: "Saiu" })]);
    const { id } = await admin.api.createQueue({ body: { name: "Com ausentes", memberIds: [stays!.id, leaves!.id] } });
    await admin.api.deactivateUser({ params: { id: leaves!.id } });
    expect((await admin.api.getQueue({ params: { id } })).memberCount).toBe(1);
    await admin.api.setQueueMembers({ params: { id }, body: { userIds: [] } });
    await admin.api.updateUser({ params: { id: leaves!.id }, body: { isActive: true } });
    expect(await memberNames(id)).toEqual(["Saiu"]);
  });

  test("of a queue that does not exist are not found", async () => {
    const params = { id: newId() };
    await expect(admin.api.listQueueMembers({ params })).rejects.toMatchObject({ status: 404 });
    await expect(admin.api.setQueueMembers({ params, body: { userIds: [] } })).rejects.toMatchObject({ status: 404 });
    await expect(admin.api.addQueueMember({ params, body: { userId: admin.id } })).rejects.toMatchObject({
      status: 404,
    });
  });
});

test("the list is by priority, then by name, page by page", async () => {
  const fresh = await startTestServer();
  try {
    const { api } = await fresh.signedIn({ role: "ADMIN" });
    for (const [name, priority] of [
      ["b", 0],
      ["A", 0],
      ["z", 9],
      ["c", 3],
      ["B2", 3],
    ] as const)
      await api.createQueue({ body: { name, priority } });
    const names: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.listQueues({ query: { limit: 2, ...(cursor && { cursor }) } });
      names.push(...page.items.map((queue) => queue.name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names).toEqual(["z", "B2", "c", "A", "b"]);
  } finally {
    await fresh.stop();
  }
});
