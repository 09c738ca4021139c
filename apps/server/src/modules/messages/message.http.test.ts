import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let agent: TestUser;
let ticketId: string;
beforeAll(async () => {
  server = await startTestServer();
  const queue = await server.factories.queue();
  agent = await server.signedIn({ queueIds: [queue.id] });
  const [contact, connection] = [await server.factories.contact(), await server.factories.connection()];
  const ticket = { contactId: contact.id, whatsappId: connection.id, queueId: queue.id, userId: agent.id };
  ticketId = (await server.factories.ticket(ticket)).id;
});
afterAll(() => server.stop());

test("the messages of a ticket come newest first, page by page, each once", async () => {
  const at = new Date("2026-01-01T12:00:00.000Z");
  const { contactId, whatsappId } = await server.database.models.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  for (let index = 0; index < 7; index += 1) {
    const { id } = await server.factories.message({ ticketId, contactId, whatsappId, body: `${index}` });
    // Three of one millisecond: their ids decide.
    const sentAt = new Date(at.getTime() + Math.min(index, 4));
    await server.database.models.message.update({ where: { id }, data: { sentAt } });
  }
  const bodies: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await agent.api.listTicketMessages({
      params: { id: ticketId },
      query: { limit: 2, ...(cursor !== undefined && { cursor }) },
    });
    bodies.push(...page.items.map(({ body }) => body));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(bodies).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
});

test("a message is answered with 201 and stands first in the list", async () => {
  const message = await agent.api.sendMessage({ body: { ticketId, body: "Bom dia, 😀!" } });
  expect(message).toMatchObject({ status: "PENDING", body: "Bom dia, 😀!", userId: agent.id });
  const { items } = await agent.api.listTicketMessages({ params: { id: ticketId }, query: { limit: 1 } });
  expect(items).toEqual([message]);
});

test("who cannot see the ticket finds no messages, and nobody else's cursor is taken", async () => {
  const outsider = await server.signedIn();
  await expect(outsider.api.listTicketMessages({ params: { id: ticketId } })).rejects.toMatchObject({ status: 404 });
  const wrong = { params: { id: ticketId }, query: { cursor: "bm9uc2Vuc2U" } };
  await expect(agent.api.listTicketMessages(wrong)).rejects.toMatchObject({ status: 400 });
  await expect(agent.api.sendMessage({ body: { ticketId, body: "   " } })).rejects.toMatchObject({ status: 400 });
});
