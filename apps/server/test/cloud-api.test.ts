import { type CustomerMessage, type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import type { Message, Ticket } from "@whatskovi/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "../src/platform/ids.ts";
import { startTestServer, type TestServer, type TestUser } from "./harness.ts";

const PHONE_ID = "100000000000001";
const settings = {
  phoneNumberId: PHONE_ID,
  accessToken: "fake-access-token",
  appSecret: "fake-app-secret",
  verifyToken: "v",
};

let server: TestServer;
let graph: FakeGraph;
let ana: TestUser;
let connectionId: string;
let counter = 0;

beforeAll(async () => {
  server = await startTestServer({ config: { deliveryUnknownAfterSeconds: 2 } });
  graph = await startFakeGraph({
    numbers: [{ webhookUrl: `${server.url}/webhooks/cloud-api` }],
    behaviour: { retryAfterMs: 10 },
  });
  ana = await server.signedIn({ role: "ADMIN" });
  const connection = await ana.api.createConnection({
    body: { name: "Oficial", driver: "cloud-api", settings: { ...settings, graphBaseUrl: graph.url } },
  });
  connectionId = connection.id;
  await vi.waitFor(async () => expect((await stateOf(connectionId)).status).toBe("online"), { timeout: 10_000 });
});
beforeEach(() => {
  graph.state.clear();
  graph.behave({ statuses: ["sent", "delivered", "read"], shufflesStatuses: false });
});
afterAll(async () => {
  await graph.close();
  await server.stop();
});

const stateOf = (id: string) => ana.api.getConnection({ params: { id } });
const newCustomer = (): CustomerMessage["from"] => ({
  phone: `5511987${String(200_000 + ++counter)}`,
  name: `Cliente ${counter}`,
});
const write = async (from: CustomerMessage["from"], content: CustomerMessage["content"]): Promise<string> => {
  const { ids, webhook } = await graph.write(PHONE_ID, [{ from, content }]);
  expect(webhook.status).toBe(200);
  return ids[0] ?? "";
};
const text = (body: string) => ({ type: "text", text: { body } });
const messagesOf = async (ticket: Ticket): Promise<Message[]> =>
  (await ana.api.listTicketMessages({ params: { id: ticket.id }, query: {} })).items;

/** A customer who has written, with a ticket that Ana has accepted. */
async function conversation(from = newCustomer()) {
  const providerId = await write(from, text("Olá"));
  const { items } = await ana.api.listTickets({ query: { status: "PENDING", limit: 100 } });
  const found = items.find(({ contact }) => contact.name === from.name);
  if (found === undefined) throw new Error("the ticket is not in the list");
  const ticket = await ana.api.acceptTicket({ params: { id: found.id }, body: {} });
  return { from, ticket, providerId };
}

const reply = (ticket: Ticket, body: string, extra: { mediaId?: string; quotedMessageId?: string } = {}) =>
  ana.api.sendMessage({ body: { id: newId(), ticketId: ticket.id, body, ...extra } });
const statusOf = async (ticket: Ticket, id: string) => {
  const message = (await messagesOf(ticket)).find((each) => each.id === id);
  return [message?.status, message?.failureCode];
};
const becomes = (ticket: Ticket, { id }: Message, expected: [string, string | null]) =>
  expect.poll(() => statusOf(ticket, id), { timeout: 10_000 }).toEqual(expected);

describe("the official API", () => {
  it("brings a customer's message to the agent, and the answer back, until it is read", async () => {
    const { ticket, from } = await conversation();
    expect(ticket.contact.phoneNumber).toBe(`+${from.phone}`);
    const message = await reply(ticket, "Já vai sair 🥖");
    await becomes(ticket, message, ["READ", null]);
    expect(graph.state.sent).toMatchObject([
      { waId: from.phone, bizOpaqueCallbackData: message.id, body: { text: { body: "Já vai sair 🥖" } } },
    ]);
  });

  it("writes to who shows a username and no phone", async () => {
    const { ticket } = await conversation({ userId: "BR.1502", name: "Caio dos Doces", username: "caio.doces" });
    expect(ticket.contact).toMatchObject({ phoneNumber: null, name: "Caio dos Doces" });
    await becomes(ticket, await reply(ticket, "Oi, Caio"), ["READ", null]);
    expect(graph.state.sent).toMatchObject([{ body: { recipient: "BR.1502" } }]);
  });

  it("quotes", async () => {
    const { ticket, providerId } = await conversation();
    const [first] = await messagesOf(ticket);
    await becomes(ticket, await reply(ticket, "sobre isso", { quotedMessageId: first?.id ?? "" }), ["READ", null]);
    expect(graph.state.sent).toMatchObject([{ body: { context: { message_id: providerId } } }]);
  });

  it("keeps ticks in their order whatever order they come in", async () => {
    graph.behave({ shufflesStatuses: true });
    const { ticket } = await conversation();
    const messages = [];
    for (let index = 0; index < 10; index++) messages.push(await reply(ticket, `${index}`));
    for (const message of messages) await becomes(ticket, message, ["READ", null]);
    await graph.drain();
    expect(graph.state.sent.map(({ body }) => (body["text"] as { body: string }).body)).toEqual(
      messages.map(({ body }) => body),
    );
  });

  it("takes in a document, and sends one", async () => {
    const { ticket, from } = await conversation();
    const bytes = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    const { id } = graph.storeMedia(PHONE_ID, { bytes, mimeType: "application/pdf", fileName: "nota.pdf" });
    await write(from, {
      type: "document",
      document: { id, filename: "nota.pdf", mime_type: "application/pdf", caption: "a nota" },
    });
    const received = async () => (await messagesOf(ticket)).find(({ body }) => body === "a nota");
    await expect.poll(async () => (await received())?.media?.status, { timeout: 10_000 }).toBe("READY");
    const mediaId = (await received())?.mediaId ?? "";
    const answer = await fetch(`${server.url}/api/media/${mediaId}`, {
      headers: { Authorization: `Bearer ${ana.token}` },
    });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);

    const form = new FormData();
    form.set("file", new File([bytes], "orçamento.pdf", { type: "application/pdf" }));
    const uploaded = await fetch(`${server.url}/api/media`, {
      method: "POST",
      body: form,
      headers: { Authorization: `Bearer ${ana.token}` },
    });
    const file = (await uploaded.json()) as { id: string };
    await becomes(ticket, await reply(ticket, "segue", { mediaId: file.id }), ["READ", null]);
    expect(graph.state.sent).toMatchObject([
      { type: "document", body: { document: { caption: "segue", filename: "orçamento.pdf" } } },
    ]);
  });
});

describe("a send that goes wrong", () => {
  it.each([
    [131047, "window_closed"],
    [131026, "invalid_recipient"],
    [131053, "media_rejected"],
    [100, "permanent"],
  ])("with %i says why: %s", async (code, failure) => {
    const { ticket } = await conversation();
    graph.fail({ kind: "error", code });
    await becomes(ticket, await reply(ticket, "?"), ["FAILED", failure]);
  });

  it("for now is tried again", async () => {
    const { ticket } = await conversation();
    graph.fail({ kind: "error", code: 131056, status: 429 });
    graph.fail({ kind: "error", code: 131000, status: 500 });
    await becomes(ticket, await reply(ticket, "outra vez"), ["READ", null]);
    expect(graph.state.sent).toHaveLength(1);
  });

  it("with its answer lost is known by its tick, and never sent again", async () => {
    const { ticket } = await conversation();
    graph.fail({ kind: "reset", when: "after" });
    await becomes(ticket, await reply(ticket, "uma vez só"), ["READ", null]);
    expect(graph.state.sent).toHaveLength(1);
  });

  it("with its answer lost and no tick is shown as unknown, and never sent again", async () => {
    graph.behave({ statuses: [] });
    const { ticket } = await conversation();
    graph.fail({ kind: "reset", when: "after" });
    const message = await reply(ticket, "quem sabe");
    await becomes(ticket, message, ["FAILED", "delivery_unknown"]);
    expect(graph.state.sent).toHaveLength(1);
  });

  it("later, by a tick, says why", async () => {
    graph.behave({ statuses: ["sent"] });
    const { ticket } = await conversation();
    graph.fail({ kind: "hang", when: "before" });
    const message = await reply(ticket, "?");
    await expect.poll(() => graph.state.requests.filter(({ method }) => method === "POST").length).toBe(1);
    const errors = [{ code: 131026, title: "Message undeliverable" }];
    await graph.tick(PHONE_ID, [
      { id: `wamid.${newId()}`, status: "failed", recipient: "5511", bizOpaqueCallbackData: message.id, errors },
    ]);
    await becomes(ticket, message, ["FAILED", "invalid_recipient"]);
  });
});

describe("a number", () => {
  it("whose token is refused says so, and comes back with the right one", async () => {
    const number = graph.addNumber({ phoneNumberId: "100000000000002", accessToken: "right" });
    const wrong = { ...settings, phoneNumberId: number.phoneNumberId, accessToken: "wrong", graphBaseUrl: graph.url };
    const { id } = await ana.api.createConnection({ body: { name: "Segundo", driver: "cloud-api", settings: wrong } });
    await expect.poll(async () => (await stateOf(id)).status, { timeout: 10_000 }).toBe("failed");
    expect((await stateOf(id)).statusReason).toContain("access token");
    const updated = await ana.api.updateConnection({ params: { id }, body: { settings: { accessToken: "right" } } });
    expect(JSON.stringify(updated)).not.toContain("right");
    await expect.poll(async () => (await stateOf(id)).status, { timeout: 10_000 }).toBe("online");
    expect((await stateOf(id)).phoneNumber).toBe("+551140000001");
  });

  it("never shows its secrets", async () => {
    const shown = JSON.stringify(await stateOf(connectionId));
    for (const secret of ["fake-access-token", "fake-app-secret"]) expect(shown).not.toContain(secret);
  });
});
