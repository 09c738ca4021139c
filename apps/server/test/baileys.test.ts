import { type CompanyPhone, type FakeMultiDevice, startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "./harness.ts";

const maria = { phone: "5511988887777", name: "Maria" };

let fake: FakeMultiDevice;
let phone: CompanyPhone;
let server: TestServer;
let admin: TestUser;

beforeAll(async () => {
  fake = await startFakeMultiDevice();
  phone = fake.addPhone({ phone: "5511900000001", name: "Loja" });
  server = await startTestServer({ config: { baileysWebSocketUrl: fake.url } });
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(async () => {
  await server.stop();
  await fake.close();
});

test("a number linked by Baileys: from the QR code to an answered customer, with its keys sealed in PostgreSQL", async () => {
  const { id } = await admin.api.createConnection({ body: { name: "Loja", driver: "baileys", settings: {} } });
  const connection = () => admin.api.getConnection({ params: { id } });
  await expect.poll(async () => (await connection()).qrCode, { timeout: 8000 }).toContain("#");
  phone.scanQr((await connection()).qrCode ?? "");
  await expect.poll(async () => (await connection()).status, { timeout: 10_000 }).toBe("online");
  expect((await connection()).phoneNumber).toBe(`+${phone.phone}`);

  await phone.customerWrites({ ...maria, body: "bom dia" });
  const tickets = () => admin.api.listTickets({ query: {} });
  await expect.poll(async () => (await tickets()).items.length).toBe(1);
  const [ticket] = (await tickets()).items;
  await admin.api.acceptTicket({ params: { id: ticket?.id ?? "" } });
  await admin.api.sendMessage({ body: { ticketId: ticket?.id ?? "", body: "bom dia, Maria" } });
  await expect.poll(() => phone.sent().map(({ body }) => body)).toEqual(["bom dia, Maria"]);
  const bodies = async () => {
    const { items } = await admin.api.listTicketMessages({ params: { id: ticket?.id ?? "" }, query: {} });
    return items.map(({ body, status }) => [body, status]);
  };
  await expect.poll(bodies).toEqual([
    ["bom dia, Maria", "RECEIVED"],
    ["bom dia", expect.any(String)],
  ]);
  const [kept] = await server.database.query<{ keys: number; open: number }>(
    `SELECT count(*)::int AS "keys", count(*) FILTER (WHERE position('private'::bytea in "value") > 0)::int AS "open"
     FROM "WhatsAppAuthKey" WHERE "whatsappId" = $1::uuid`,
    [id],
  );
  expect(kept?.keys).toBeGreaterThan(800);
  expect(kept?.open).toBe(0);
});
