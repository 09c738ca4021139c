import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "../../../test/api-client.ts";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";

let server: TestServer;
let admin: TestUser;
let agent: TestUser;
let counter = 0;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
  agent = await server.signedIn({ role: "AGENT" });
});
afterAll(() => server.stop());

const unique = () => `Número ${++counter}`;
const simulated = (fields: object = {}) =>
  admin.api.createConnection({ body: { driver: "simulator", name: unique(), ...fields } as never });
const official = (phoneNumberId: string) =>
  admin.api.createConnection({
    body: {
      driver: "cloud-api",
      name: unique(),
      settings: {
        phoneNumberId,
        accessToken: "token-of-meta",
        appSecret: "app-secret-of-meta",
        verifyToken: "verify-me",
        graphBaseUrl: "http://127.0.0.1:9",
      },
    },
  });
const shown = (id: string) => admin.api.getConnection({ params: { id } });
const becomes = (id: string, status: string) =>
  expect.poll(async () => (await shown(id)).status, { timeout: 8000 }).toBe(status);
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof ApiError ? error.problem.code : error;
};

describe("numbers", () => {
  it("the first is the default one; one at a time is; another takes over when it goes", async () => {
    const first = await simulated();
    expect(first.isDefault).toBe(true);
    const second = await simulated({ isDefault: true });
    expect([(await shown(first.id)).isDefault, second.isDefault]).toEqual([false, true]);
    const { items } = await admin.api.listConnections({ query: {} });
    expect(items[0]?.id).toBe(second.id);
    await admin.api.deleteConnection({ params: { id: second.id } });
    expect((await shown(first.id)).isDefault).toBe(true);
  });

  it("have names of their own, which are free again once removed", async () => {
    const { id, name } = await simulated();
    expect(await refusal(simulated({ name }))).toBe("already_exists");
    await admin.api.deleteConnection({ params: { id } });
    expect(await refusal(shown(id))).toBe("not_found");
    expect((await simulated({ name })).name).toBe(name);
  });

  it("of kinds that this server does not offer are refused, and the list of kinds says so", async () => {
    const other = await startTestServer({ config: { isSimulatorEnabled: false } });
    const { api } = await other.signedIn({ role: "ADMIN" });
    expect(await refusal(api.createConnection({ body: { driver: "simulator", name: unique() } }))).toBe(
      "driver_unavailable",
    );
    const { items } = await api.listDrivers();
    const offered = items.filter(({ isAvailable }) => isAvailable).map(({ driver }) => driver);
    expect(offered).toEqual(expect.arrayContaining(["cloud-api", "whatsapp-web"]));
    expect(offered).not.toContain("simulator");
    expect(items.find(({ driver }) => driver === "simulator")).toMatchObject({
      unavailableReason: expect.stringContaining("simulator"),
      capabilities: { reactions: true },
    });
    await other.stop();
  });

  it("are for administrators; others know their names and states", async () => {
    const { id, name } = await simulated();
    expect(await refusal(agent.api.getConnection({ params: { id } }))).toBe("forbidden");
    const { items } = await agent.api.listConnectionSummaries({ query: { limit: 100 } });
    expect(items.find((item) => item.id === id)).toEqual({ id, name, driver: "simulator", status: expect.any(String) });
  });

  it("leave a trace of who did what, without secrets", async () => {
    const { id } = await official("100000000000777");
    await admin.api.updateConnection({ params: { id }, body: { name: unique() } });
    const rows = await server.database.query<{ action: string; userId: string; details: object }>(
      `SELECT "action", "userId", "details" FROM "AuditLog" WHERE "entityId" = $1::text ORDER BY "id"`,
      [id],
    );
    expect(rows.map(({ action, userId }) => [action, userId])).toEqual([
      ["connection.created", admin.id],
      ["connection.updated", admin.id],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/token-of-meta|app-secret|verify-me/);
  });
});

describe("secrets", () => {
  it("are sealed, never shown, and kept when other settings change", async () => {
    const connection = await official("100000000000001");
    const { id } = connection;
    expect(JSON.stringify(connection)).not.toMatch(/token-of-meta|app-secret|verify-me/);
    const stored = async () => {
      const [row] = await server.database.query<{ settings: object; secrets: Uint8Array }>(
        `SELECT "settings", "secrets" FROM "WhatsAppConnection" WHERE "id" = $1::uuid`,
        [id],
      );
      return `${JSON.stringify(row?.settings)}${Buffer.from(row?.secrets ?? []).toString("latin1")}`;
    };
    expect(await stored()).not.toMatch(/token-of-meta|app-secret|verify-me/);
    const changed = await admin.api.updateConnection({ params: { id }, body: { settings: { graphVersion: "v25.0" } } });
    expect(changed.settings).toMatchObject({ graphVersion: "v25.0", phoneNumberId: "100000000000001" });
    const verified = await fetch(
      `${server.url}/webhooks/cloud-api?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=42`,
    );
    expect(await verified.text()).toBe("42");
    await admin.api.deleteConnection({ params: { id } });
    const [gone] = await server.database.query<{ secrets: unknown }>(
      `SELECT "secrets" FROM "WhatsAppConnection" WHERE "id" = $1::uuid`,
      [id],
    );
    expect(gone?.secrets).toBeNull();
  });

  it("belong to one number of the official API: the same number twice is refused", async () => {
    await official("100000000000002");
    expect(await refusal(official("100000000000002"))).toBe("already_exists");
  });

  it("bad settings are told field by field", async () => {
    const { id } = await official("100000000000003");
    const work = admin.api.updateConnection({ params: { id }, body: { settings: { phoneNumberId: "abc" } } });
    const error = (await work.catch((thrown: unknown) => thrown)) as ApiError;
    expect(error.problem).toMatchObject({ code: "invalid_input", fields: [{ path: "body.settings.phoneNumberId" }] });
  });
});

describe("connecting", () => {
  it("goes online by itself, off and on again when asked", async () => {
    const { id } = await simulated();
    await becomes(id, "online");
    expect(await shown(id)).toMatchObject({ isEnabled: true, phoneNumber: "+5511900000000" });
    await admin.api.disconnectConnection({ params: { id } });
    await becomes(id, "stopped");
    expect((await shown(id)).isEnabled).toBe(false);
    await admin.api.connectConnection({ params: { id } });
    await becomes(id, "online");
  });

  it("shows a code until it is scanned; unlinked by the phone it stays off until a person connects it", async () => {
    const { id } = await simulated({ settings: { pairing: "qr+code" } });
    await becomes(id, "pairing");
    expect((await shown(id)).qrCode).toMatch(/^2@/);
    const body = { phoneNumber: "+5511988887777" };
    expect((await admin.api.requestPairingCode({ params: { id }, body })).pairingCode).toMatch(
      /^[A-Z1-9]{4}-[A-Z1-9]{4}$/,
    );
    await admin.api.simulateScan({ params: { connectionId: id } });
    await becomes(id, "online");
    expect(await shown(id)).toMatchObject({ qrCode: null, pairingCode: null });
    await admin.api.simulateDisconnect({ params: { connectionId: id }, body: { cause: "unlink" } });
    await becomes(id, "logged_out");
    await admin.api.connectConnection({ params: { id } });
    await becomes(id, "pairing");
  });

  it("remembers the pairing over a restart, and forgets it when logged out", async () => {
    const { id } = await simulated({ settings: { pairing: "qr" } });
    await becomes(id, "pairing");
    await admin.api.simulateScan({ params: { connectionId: id } });
    await becomes(id, "online");
    await admin.api.disconnectConnection({ params: { id } });
    await becomes(id, "stopped");
    await admin.api.connectConnection({ params: { id } });
    await becomes(id, "online");
    expect(await admin.api.logoutConnection({ params: { id } })).toMatchObject({ status: "stopped", isEnabled: false });
    await admin.api.connectConnection({ params: { id } });
    await becomes(id, "pairing");
  });

  it("pairs without a code only where there is one", async () => {
    const { id } = await simulated({ settings: { pairing: "qr" } });
    await becomes(id, "pairing");
    const body = { phoneNumber: "+5511988887777" };
    expect(await refusal(admin.api.requestPairingCode({ params: { id }, body }))).toBe("unsupported_by_connection");
  });
});

describe("a number that is removed", () => {
  it("takes its credentials along, and what waited to be sent fails visibly", async () => {
    const { id } = await simulated();
    await becomes(id, "online");
    const from = { phone: "+5511955551111", name: "Gil" };
    await admin.api.simulateMessage({ params: { connectionId: id }, body: { from, body: "Oi" } });
    await server.drain();
    const { items } = await admin.api.listTickets({ query: { connectionId: id } });
    const ticketId = items[0]?.id ?? "";
    await admin.api.acceptTicket({ params: { id: ticketId } });
    await admin.api.disconnectConnection({ params: { id } });
    await becomes(id, "stopped");
    const { id: messageId } = await admin.api.sendMessage({ body: { id: newId(), ticketId, body: "Já vai" } });
    await admin.api.deleteConnection({ params: { id } });
    const { items: messages } = await admin.api.listTicketMessages({ params: { id: ticketId }, query: {} });
    expect(messages.find((message) => message.id === messageId)).toMatchObject({
      status: "FAILED",
      failureCode: "connection_removed",
    });
    const keys = await server.database.query(`SELECT 1 FROM "WhatsAppAuthKey" WHERE "whatsappId" = $1::uuid`, [id]);
    expect(keys).toEqual([]);
  });
});
