import type { Connection } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";

let server: TestServer;
let admin: TestUser;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());

const status = async (id: string) => (await admin.api.getConnection({ params: { id } })).status;
const untilStatus = (id: string, wanted: Connection["status"]) =>
  expect.poll(() => status(id), { timeout: 8000 }).toBe(wanted);

async function simulatedNumber(settings: object = {}): Promise<string> {
  const { id } = await admin.api.createConnection({
    body: { driver: "simulator", name: `Simulador ${newId()}`, settings },
  });
  return id;
}

const bodies = async (connectionId: string) =>
  (
    await server.database.query<{ body: string }>(
      `SELECT "body" FROM "Message" WHERE "whatsappId" = $1::uuid AND "direction" = 'INBOUND' ORDER BY "sentAt", "id"`,
      [connectionId],
    )
  ).map(({ body }) => body);

describe("a first look", () => {
  it("makes one queue and one number with three customers, however often and however many ask at once", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => admin.api.trySimulator({})));
    const again = await admin.api.trySimulator({});
    expect(new Set([...answers, again].map(({ id }) => id)).size).toBe(1);
    await expect.poll(() => bodies(again.id), { timeout: 8000 }).toHaveLength(6);
    await server.drain();
    const { items } = await admin.api.listTickets({ query: {} });
    expect(items.map(({ contact }) => contact.name).toSorted()).toEqual([
      "Dona Lúcia",
      "Mariana Alves",
      "Rafael Costa",
    ]);
    expect(items.every(({ queue }) => queue?.name === "Atendimento")).toBe(true);
    const { items: queues } = await admin.api.listQueues({ query: {} });
    expect(queues.map(({ name, memberCount }) => [name, memberCount])).toEqual([["Atendimento", 1]]);
  });
});

describe("what a customer writes", () => {
  it("is stored when the answer comes, once for one provider id", async () => {
    const connectionId = await simulatedNumber();
    await untilStatus(connectionId, "online");
    const body = { from: { phone: "+55 11 97777-0001", name: "Bia" }, body: "Oi", providerId: "wamid.same" };
    expect(await admin.api.simulateMessage({ params: { connectionId }, body })).toEqual({ providerId: "wamid.same" });
    expect(await bodies(connectionId)).toEqual(["Oi"]);
    await admin.api.simulateMessage({ params: { connectionId }, body });
    expect(await bodies(connectionId)).toEqual(["Oi"]);
  });

  it("waits on the phone while the number is away and comes in order when it is back", async () => {
    const connectionId = await simulatedNumber();
    await untilStatus(connectionId, "online");
    await admin.api.simulateDisconnect({ params: { connectionId }, body: { cause: "network", forMs: 700 } });
    for (const body of ["um", "dois", "três"]) {
      await admin.api.simulateMessage({
        params: { connectionId },
        body: { from: { phone: "+5511977770002", name: "Caio" }, body },
      });
    }
    expect(await bodies(connectionId)).toEqual([]);
    await expect.poll(() => bodies(connectionId), { timeout: 8000 }).toEqual(["um", "dois", "três"]);
  });

  it("may hold a file, given or a sample", async () => {
    const connectionId = await simulatedNumber();
    await untilStatus(connectionId, "online");
    const from = { phone: "+5511977770003", name: "Duda" };
    const media = { fileName: "nota.txt", mimeType: "text/plain", base64: Buffer.from("obrigada").toString("base64") };
    await admin.api.simulateMessage({ params: { connectionId }, body: { from, type: "DOCUMENT", media } });
    await admin.api.simulateMessage({ params: { connectionId }, body: { from, type: "IMAGE", body: "veja" } });
    await server.drain();
    const files = () =>
      server.database.query<{ status: string; size: number }>(
        `SELECT f."status", f."size" FROM "MediaFile" f JOIN "Message" m ON m."mediaId" = f."id"
         WHERE m."whatsappId" = $1::uuid ORDER BY m."sentAt", m."id"`,
        [connectionId],
      );
    await expect
      .poll(async () => (await files()).map((file) => file.status), { timeout: 8000 })
      .toEqual(["READY", "READY"]);
    expect((await files())[0]?.size).toBe(8);
  });
});

describe("the customers' phones", () => {
  it("show conversations, latest first, and page through messages, newest first", async () => {
    const connectionId = await simulatedNumber();
    await untilStatus(connectionId, "online");
    const params = { connectionId };
    for (const [phone, body] of [
      ["+5511966660001", "a1"],
      ["+5511966660002", "b1"],
      ["+5511966660001", "a2"],
      ["+5511966660001", "a3"],
    ] as const) {
      await admin.api.simulateMessage({ params, body: { from: { phone, name: phone }, body } });
    }
    const first = await admin.api.listSimulatorChats({ params, query: { limit: 1 } });
    expect(first.items.map(({ phone, lastBody }) => [phone, lastBody])).toEqual([["+5511966660001", "a3"]]);
    const second = await admin.api.listSimulatorChats({ params, query: { limit: 1, cursor: first.nextCursor ?? "" } });
    expect(second).toMatchObject({ items: [{ phone: "+5511966660002" }], nextCursor: null });
    const from = { phone: "+5511966660001", name: "Ana" };
    const content = { location: { latitude: 1, longitude: 2, name: null, address: null } };
    await admin.api.simulateMessage({ params, body: { from, type: "LOCATION", content, providerId: "place" } });
    expect((await admin.api.listSimulatorChats({ params, query: { limit: 1 } })).items).toMatchObject([
      { lastType: "LOCATION", lastBody: "" },
    ]);
    const chat = { connectionId, phone: "5511966660001" };
    const newest = await admin.api.listSimulatorMessages({ params: chat, query: { limit: 2 } });
    expect(newest.items.map(({ body }) => body)).toEqual(["", "a3"]);
    const older = await admin.api.listSimulatorMessages({
      params: chat,
      query: { limit: 2, cursor: newest.nextCursor ?? "" },
    });
    expect(older).toMatchObject({ items: [{ body: "a2" }, { body: "a1" }], nextCursor: null });
  });

  it("get what we send, and reading it turns our ticks", async () => {
    const connectionId = await simulatedNumber({ behaviour: { ackDelayMs: [0, 0] } });
    await untilStatus(connectionId, "online");
    const phone = "+5511966660009";
    await admin.api.simulateMessage({ params: { connectionId }, body: { from: { phone, name: "Edu" }, body: "Oi" } });
    await server.drain();
    const { items } = await admin.api.listTickets({ query: {} });
    const ticketId = items.find(({ contact }) => contact.phoneNumber === phone)?.id ?? "";
    await admin.api.acceptTicket({ params: { id: ticketId } });
    const sent = await admin.api.sendMessage({ body: { id: newId(), ticketId, body: "Bom dia!" } });
    const sentStatus = async () =>
      (await admin.api.listTicketMessages({ params: { id: ticketId }, query: {} })).items.find(
        ({ id }) => id === sent.id,
      )?.status;
    await expect.poll(sentStatus, { timeout: 8000 }).toBe("RECEIVED");
    await admin.api.simulateRead({ params: { connectionId, phone } });
    await expect.poll(sentStatus, { timeout: 8000 }).toBe("READ");
  });
});

describe("what customers do to messages", () => {
  it("edits, reactions and deletions show on both phones; strangers' messages are not found", async () => {
    const connectionId = await simulatedNumber();
    await untilStatus(connectionId, "online");
    const phone = "+5511955550001";
    const written = { from: { phone, name: "Bia" }, body: "terca" };
    const { providerId } = await admin.api.simulateMessage({ params: { connectionId }, body: written });
    const params = { connectionId, phone, providerId };
    await admin.api.simulateEdit({ params, body: { body: "terça" } });
    await admin.api.simulateReaction({ params, body: { emoji: "🙏", by: "owner" } });
    const shown = async () =>
      (await admin.api.listSimulatorMessages({ params: { connectionId, phone }, query: {} })).items[0];
    expect(await shown()).toMatchObject({ body: "terça", reactions: [{ emoji: "🙏", by: null }], deletedAt: null });
    expect((await shown())?.editedAt).not.toBeNull();
    await admin.api.simulateRevoke({ params });
    expect(await shown()).toMatchObject({ body: "", reactions: [], deletedAt: expect.any(String) });
    const stranger = admin.api.simulateEdit({ params: { ...params, phone: "+5511955550002" }, body: { body: "x" } });
    await expect(stranger).rejects.toMatchObject({ problem: { code: "not_found" } });
  });

  it("write in groups by name, are answered from the owner's phone, and get one name of two", async () => {
    const connectionId = await simulatedNumber();
    await untilStatus(connectionId, "online");
    const group = { id: "120363020000000001", name: "Obra 12" };
    const from = { phone: "+5511955550003", name: "Caio", addressing: "lid" as const };
    await admin.api.simulateMessage({ params: { connectionId }, body: { from, group, body: "chegou o cimento" } });
    const inGroup = await admin.api.listSimulatorMessages({ params: { connectionId, phone: group.id }, query: {} });
    expect(inGroup.items).toMatchObject([{ author: { phone: from.phone, name: "Caio" } }]);
    const { items } = await admin.api.listSimulatorChats({ params: { connectionId }, query: {} });
    expect(items).toMatchObject([{ phone: group.id, isGroup: true, name: "Obra 12" }]);
    await admin.api.simulateMessage({ params: { connectionId }, body: { from, body: "oi" } });
    const params = { connectionId, phone: from.phone };
    expect(await admin.api.simulateEcho({ params, body: { body: "respondi do celular" } })).toMatchObject({
      providerId: expect.any(String),
    });
    await admin.api.simulateLink({ params });
    const chats = await admin.api.listSimulatorChats({ params: { connectionId }, query: {} });
    expect(chats.items.find((chat) => chat.phone === from.phone)).toMatchObject({ addressing: "both" });
  });
});

describe("the line", () => {
  it("pairs by a scan, and is told when the phone unlinks it", async () => {
    const connectionId = await simulatedNumber({ pairing: "qr+code" });
    await untilStatus(connectionId, "pairing");
    expect((await admin.api.getConnection({ params: { id: connectionId } })).qrCode).toMatch(/^2@/);
    const { pairingCode } = await admin.api.requestPairingCode({
      params: { id: connectionId },
      body: { phoneNumber: "+5511900000000" },
    });
    expect(pairingCode).toMatch(/^[A-Z1-9]{4}-[A-Z1-9]{4}$/);
    await admin.api.simulateScan({ params: { connectionId } });
    await untilStatus(connectionId, "online");
    await expect(admin.api.simulateScan({ params: { connectionId } })).rejects.toMatchObject({
      problem: { code: "connection_state_conflict" },
    });
    await admin.api.simulateDisconnect({ params: { connectionId }, body: { cause: "unlink" } });
    await untilStatus(connectionId, "logged_out");
    const drop = admin.api.simulateDisconnect({ params: { connectionId }, body: { cause: "network" } });
    await expect(drop).rejects.toMatchObject({ problem: { code: "connection_state_conflict" } });
  });

  it("behaves as told at once and after a restart", async () => {
    const connectionId = await simulatedNumber();
    const behaviour = await admin.api.setSimulatorBehaviour({
      params: { connectionId },
      body: { readsByItself: true },
    });
    expect(behaviour).toMatchObject({ readsByItself: true, seed: 1 });
    const { settings } = await admin.api.getConnection({ params: { id: connectionId } });
    expect(settings).toMatchObject({ behaviour: { readsByItself: true }, pairing: "none" });
  });

  it("is not found on numbers that are not simulated", async () => {
    const { id } = await server.factories.connection({ driver: "cloud-api" });
    const params = { connectionId: id };
    const calls = [
      () => admin.api.listSimulatorChats({ params, query: {} }),
      () => admin.api.simulateScan({ params }),
      () => admin.api.setSimulatorBehaviour({ params, body: {} }),
      () => admin.api.simulateMessage({ params, body: { from: { phone: "+5511900000001", name: "X" } } }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ problem: { code: "not_found" } });
  });
});
