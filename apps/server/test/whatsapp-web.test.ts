import { type FakeWhatsAppWeb, startFakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "./harness.ts";

let server: TestServer;
let web: FakeWhatsAppWeb;
let ana: TestUser;

beforeAll(async () => {
  web = await startFakeWhatsAppWeb();
  server = await startTestServer({ config: { whatsappWebArgs: [...web.chromiumArgs] } });
  ana = await server.signedIn({ role: "ADMIN" });
});
afterAll(async () => {
  await server.stop();
  await web.close();
});

const patience = { timeout: 15_000 };

it("a phone is linked by its code; a customer is answered, across a switching off and on", async () => {
  const { id } = await ana.api.createConnection({ body: { name: "Loja", driver: "whatsapp-web" } });
  const shown = () => ana.api.getConnection({ params: { id } });
  const becomes = (status: string) => vi.waitFor(async () => expect((await shown()).status).toBe(status), patience);
  await becomes("pairing");
  web.phone().scanQr((await shown()).qrCode ?? "");
  await becomes("online");
  expect((await shown()).phoneNumber).toBe(`+${web.phone().number}`);

  const customer = { phone: "5511988887777", lid: "200000000000007", name: "Maria" };
  web.phone().customerWrites({ ...customer, body: "Bom dia!" });
  const ticket = await vi.waitFor(async () => {
    const { items } = await ana.api.listTickets({ query: { status: "PENDING" } });
    expect(items).toMatchObject([{ contact: { name: "Maria" }, unreadMessages: 1 }]);
    return items[0]!;
  }, patience);
  await ana.api.acceptTicket({ params: { id: ticket.id } });
  const answer = await ana.api.sendMessage({ body: { ticketId: ticket.id, body: "Bom dia, Maria!" } });
  await web.phone().until((phone) => phone.sent().some(({ body }) => body === "Bom dia, Maria!"));
  const messages = async () => (await ana.api.listTicketMessages({ params: { id: ticket.id }, query: {} })).items;
  await vi.waitFor(async () => {
    const [latest] = await messages();
    expect(latest).toMatchObject({ id: answer.id, status: "RECEIVED" });
  }, patience);

  await ana.api.disconnectConnection({ params: { id } });
  await becomes("stopped");
  web.phone().customerWrites({ ...customer, body: "ainda aí?" });
  await ana.api.connectConnection({ params: { id } });
  await becomes("online");
  await vi.waitFor(async () => expect((await messages()).map(({ body }) => body)).toContain("ainda aí?"), patience);
  expect(await messages()).toHaveLength(3);
}, 60_000);
