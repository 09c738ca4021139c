import type { Message } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../../test/harness.ts";
import { newId } from "../../../platform/ids.ts";

let server: TestServer;
let admin: TestUser;
let counter = 0;

beforeAll(async () => {
  server = await startTestServer({ config: { deliveryUnknownAfterSeconds: 5 } });
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());

/** A simulated number that behaves so, and an accepted conversation on it. */
async function conversation(behaviour: object = {}) {
  const phone = `+55119555${String(10_000 + ++counter)}`;
  const { id: connectionId } = await admin.api.createConnection({
    body: {
      driver: "simulator",
      name: `Simulador ${newId()}`,
      settings: { behaviour: { ackDelayMs: [0, 20], ...behaviour } },
    },
  });
  await online(connectionId);
  const write = (body: string, fields: object = {}) =>
    admin.api.simulateMessage({
      params: { connectionId },
      body: { from: { phone, name: `Cliente ${counter}` }, body, ...fields },
    });
  await write("Oi");
  const { items } = await admin.api.listTickets({ query: { connectionId } });
  const ticketId = items[0]?.id ?? "";
  await admin.api.acceptTicket({ params: { id: ticketId } });
  const messages = async () =>
    (await admin.api.listTicketMessages({ params: { id: ticketId }, query: { limit: 100 } })).items;
  return {
    connectionId,
    phone,
    write,
    messages,
    send: (body: string) => admin.api.sendMessage({ body: { id: newId(), ticketId, body } }),
    onPhone: async () =>
      (
        await admin.api.listSimulatorMessages({ params: { connectionId, phone }, query: { limit: 100 } })
      ).items.toReversed(),
    becomes: ({ id }: Message, status: string, failureCode: string | null = null) =>
      expect
        .poll(
          async () => {
            const message = (await messages()).find((each) => each.id === id);
            return [message?.status, message?.failureCode];
          },
          { timeout: 12_000 },
        )
        .toEqual([status, failureCode]),
  };
}

const online = (id: string) =>
  expect.poll(async () => (await admin.api.getConnection({ params: { id } })).status, { timeout: 8000 }).toBe("online");
const arrived = async (chat: { onPhone: () => Promise<{ direction: string; body: string }[]> }) =>
  (await chat.onPhone()).filter(({ direction }) => direction === "OUTBOUND").map(({ body }) => body);

describe("what is awkward about WhatsApp", () => {
  it.each([
    ["ticks in reverse order", { ackReversedRate: 1, readsByItself: true }, "READ"],
    ["ticks before the answer", { ackBeforeSendRate: 1 }, "RECEIVED"],
    ["lost answers", { sendLostAnswerRate: 1 }, "RECEIVED"],
    ["slow sends", { sendDelayMs: [50, 200], readsByItself: true }, "READ"],
  ])("%s: each message arrives once and its ticks end right", async (_name, behaviour, end) => {
    const chat = await conversation(behaviour);
    const sent = [await chat.send("um"), await chat.send("dois")];
    for (const message of sent) await chat.becomes(message, end);
    expect(await arrived(chat)).toEqual(["um", "dois"]);
  });

  it("refusals for now are tried again; when that goes away, the message arrives", async () => {
    const chat = await conversation({ sendTransientRate: 1 });
    const message = await chat.send("insisto");
    await chat.becomes(message, "PENDING");
    const params = { connectionId: chat.connectionId };
    await admin.api.setSimulatorBehaviour({ params, body: { ackDelayMs: [0, 0] } });
    await chat.becomes(message, "RECEIVED");
    expect(await arrived(chat)).toEqual(["insisto"]);
  });

  it("refusals for good fail visibly and reach no phone", async () => {
    const chat = await conversation({ sendFailureRate: 1 });
    await chat.becomes(await chat.send("não vai"), "FAILED", "permanent");
    expect(await arrived(chat)).toEqual([]);
  });

  it("a drop in the middle of every send: each arrives once, before or after", async () => {
    const chat = await conversation({ disconnectInSendRate: 1, seed: 3 });
    const message = await chat.send("um");
    await expect.poll(() => arrived(chat), { timeout: 15_000 }).toEqual(["um"]);
    await admin.api.setSimulatorBehaviour({
      params: { connectionId: chat.connectionId },
      body: { ackDelayMs: [0, 0] },
    });
    await chat.becomes(message, "RECEIVED");
    expect(await arrived(chat)).toEqual(["um"]);
  });

  it("messages delivered twice, or first without their content, are one message each", async () => {
    const chat = await conversation({ duplicateRate: 1, placeholderRate: 1 });
    await chat.write("primeira");
    await chat.write("segunda");
    const bodies = async () =>
      (await chat.messages())
        .toReversed()
        .filter(({ direction }) => direction === "INBOUND")
        .map(({ body }) => body);
    await expect.poll(bodies, { timeout: 8000 }).toEqual(["Oi", "primeira", "segunda"]);
  });
});

describe("over a restart", () => {
  it("the phone still shows what it got, and ticks that came meanwhile are told", async () => {
    const chat = await conversation();
    const message = await chat.send("até já");
    await chat.becomes(message, "RECEIVED");
    const before = await chat.onPhone();
    const params = { id: chat.connectionId };
    await admin.api.disconnectConnection({ params });
    await expect
      .poll(async () => (await admin.api.getConnection({ params })).status, { timeout: 8000 })
      .toBe("stopped");
    expect(await chat.onPhone()).toEqual(before);
    await admin.api.simulateRead({ params: { connectionId: chat.connectionId, phone: chat.phone } });
    await chat.write("escrevi enquanto vocês estavam fora");
    await admin.api.connectConnection({ params });
    await online(chat.connectionId);
    await chat.becomes(message, "READ");
    await expect
      .poll(async () => (await chat.messages())[0]?.body, { timeout: 8000 })
      .toBe("escrevi enquanto vocês estavam fora");
  });
});
