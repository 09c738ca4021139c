import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

const template = {
  name: "pedido_enviado",
  components: [{ type: "BODY", text: "Olá {{1}}, seu pedido {{2}} saiu para entrega." }],
};

let graph: FakeGraph;
let server: TestServer;
let admin: TestUser;

beforeAll(async () => {
  graph = await startFakeGraph();
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(async () => {
  await server.stop();
  await graph.close();
});

async function ticketOn(driver: "cloud-api" | "simulator") {
  const settings = {
    phoneNumberId: String(10 ** 14 + Math.floor(Math.random() * 10 ** 13)),
    businessAccountId: String(2 * 10 ** 14 + Math.floor(Math.random() * 10 ** 13)),
    accessToken: "token",
    appSecret: "secret",
    verifyToken: "verify",
    graphBaseUrl: graph.url,
  };
  graph.addNumber(settings);
  graph.addTemplate(settings.businessAccountId, template);
  const name = `n ${Math.random()}`;
  const { id } = await admin.api.createConnection({
    body: driver === "cloud-api" ? { name, driver, settings } : { name, driver },
  });
  await expect.poll(async () => (await admin.api.getConnection({ params: { id } })).status).toBe("online");
  const owner = await server.signedIn({ role: "AGENT" });
  const contact = await server.factories.contact();
  const ticket = await server.factories.ticket({
    contactId: contact.id,
    whatsappId: id,
    userId: owner.id,
    status: "OPEN",
  });
  return { owner, ticketId: ticket.id };
}

describe("the templates of a ticket", () => {
  it("are what the official API has, for who may write in it", async () => {
    const { owner, ticketId } = await ticketOn("cloud-api");
    const { items } = await owner.api.listTicketTemplates({ params: { id: ticketId } });
    expect(items).toEqual([expect.objectContaining({ name: "pedido_enviado", parameters: 2 })]);
    const page = await owner.api.listTicketTemplates({ params: { id: ticketId }, query: { limit: 1 } });
    expect(page.nextCursor).toBeNull();
    const stranger = await server.signedIn({ role: "AGENT" });
    await expect(stranger.api.listTicketTemplates({ params: { id: ticketId } })).rejects.toMatchObject({
      problem: { code: "not_found" },
    });
  });

  it("are not offered where the number has none", async () => {
    const { owner, ticketId } = await ticketOn("simulator");
    await expect(owner.api.listTicketTemplates({ params: { id: ticketId } })).rejects.toMatchObject({
      problem: { code: "unsupported_by_connection" },
    });
  });
});
