import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeGraph, startFakeGraph } from "./index.ts";

const PHONE_ID = "100000000000001";
const closing: (() => Promise<unknown>)[] = [];
let graph: FakeGraph;

beforeEach(async () => {
  graph = await startFakeGraph({ behaviour: { retryAfterMs: 5 } });
  closing.push(() => graph.close());
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that keeps the webhooks it gets and answers with the statuses given, then 200. */
async function receiveWebhooks(answers: number[] = []) {
  const received: { body: string; signature: string | undefined }[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      received.push({
        body: Buffer.concat(chunks).toString(),
        signature: req.headers["x-hub-signature-256"] as string,
      });
      res.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.unshift(() => new Promise((resolve) => server.close(resolve)));
  graph.addNumber({ webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
  return received;
}

const call = (path: string, init: RequestInit & { token?: string } = {}) =>
  fetch(`${graph.url}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${init.token ?? "fake-access-token"}`, ...init.headers },
  });
const send = (body: object, token?: string) =>
  call(`/v26.0/${PHONE_ID}/messages`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
    ...(token === undefined ? {} : { token }),
  });
const text = (body = "Olá", extra: object = {}) => ({
  messaging_product: "whatsapp",
  to: "5511987654321",
  type: "text",
  text: { body },
  ...extra,
});

describe("messages", () => {
  it("accepts a text and keeps it with what it carries", async () => {
    graph.state.canonicalIds.set("5531987654321", "553187654321");
    const response = await send(text("Olá", { to: "+55 31 98765-4321", biz_opaque_callback_data: "our-id" }));
    const answer = await response.json();
    expect(answer).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: "+55 31 98765-4321", wa_id: "553187654321" }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    expect(graph.state.sent).toMatchObject([{ waId: "553187654321", type: "text", bizOpaqueCallbackData: "our-id" }]);
  });

  it.each([
    ["a wrong token", text(), "wrong", 401, 190],
    ["a text that is too long", text("x".repeat(4097)), undefined, 400, 100],
    ["no product", { ...text(), messaging_product: undefined }, undefined, 400, 100],
    ["no recipient", { ...text(), to: undefined }, undefined, 400, 100],
    ["a file that is not there", { ...text(), type: "image", image: { id: "1" } }, undefined, 400, 100],
  ])("refuses %s as Meta does", async (_name, body, token, status, code) => {
    const response = await send(body, token);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(graph.state.sent).toEqual([]);
  });

  it("refuses a number that does not exist", async () => {
    const response = await call("/v26.0/999/messages", { method: "POST", body: "{}" });
    expect(await response.json()).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it("takes read receipts and typing signs", async () => {
    await send({ messaging_product: "whatsapp", status: "read", message_id: "wamid.A" });
    await send({
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.B",
      typing_indicator: { type: "text" },
    });
    expect(graph.state.signals).toMatchObject([
      { messageId: "wamid.A", isTyping: false },
      { messageId: "wamid.B", isTyping: true },
    ]);
  });
});

describe("media", () => {
  it("gives back what was uploaded, with the token only", async () => {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("type", "application/pdf");
    form.set("file", new Blob(["%PDF-1.7"], { type: "application/pdf" }), "nota.pdf");
    const { id } = (await (await call(`/v26.0/${PHONE_ID}/media`, { method: "POST", body: form })).json()) as {
      id: string;
    };
    const described = (await (await call(`/v26.0/${id}`)).json()) as { url: string };
    expect(described).toMatchObject({
      id,
      mime_type: "application/pdf",
      file_size: 8,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const path = described.url.replace(graph.url, "");
    expect(await (await call(path)).text()).toBe("%PDF-1.7");
    expect((await call(path, { token: "wrong" })).status).toBe(401);
  });
});

describe("webhooks", () => {
  it("are signed over the bytes, with everything beyond ASCII escaped", async () => {
    const received = await receiveWebhooks();
    await graph.write(PHONE_ID, [
      { from: { phone: "5511988887777", name: "João" }, content: { type: "text", text: { body: "á😮/" } } },
    ]);
    const [webhook] = received;
    expect(webhook?.body).toContain(String.raw`\u00e1\ud83d\ude2e\/`);
    const expected = createHmac("sha256", "fake-app-secret")
      .update(webhook?.body ?? "")
      .digest("hex");
    expect(webhook?.signature).toBe(`sha256=${expected}`);
    expect(JSON.parse(webhook?.body ?? "").entry[0].changes[0].value.messages[0].text.body).toBe("á😮/");
  });

  it("are repeated until they are answered with 200", async () => {
    const received = await receiveWebhooks([500, 401, 503]);
    const { webhook } = await graph.write(PHONE_ID, [
      { from: { phone: "5511988887777" }, content: { type: "text", text: { body: "oi" } } },
    ]);
    expect(webhook).toMatchObject({ attempts: 4, status: 200, isDone: true });
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it("tick what was sent, in order, by themselves", async () => {
    const received = await receiveWebhooks();
    graph.behave({ statuses: ["sent", "delivered", "read"] });
    await send(text("Olá", { biz_opaque_callback_data: "our-id" }));
    await vi.waitFor(() => expect(received).toHaveLength(3), 10_000);
    const statuses = received.map(({ body }) => JSON.parse(body).entry[0].changes[0].value.statuses[0]);
    expect(statuses.map((each) => each.status)).toEqual(["sent", "delivered", "read"]);
    expect(statuses[0]).toMatchObject({ biz_opaque_callback_data: "our-id", recipient_id: "5511987654321" });
  });

  it("are doubled when told to", async () => {
    const received = await receiveWebhooks();
    graph.behave({ duplicateRate: 1 });
    await graph.tick(PHONE_ID, [{ id: "wamid.A", status: "read", recipient: "5511987654321" }]);
    expect(received).toHaveLength(2);
  });
});

describe("faults", () => {
  it("answer with an error once, then not", async () => {
    graph.fail({ kind: "error", code: 130429, status: 429, message: "Rate limit hit" });
    expect((await send(text())).status).toBe(429);
    expect((await send(text())).status).toBe(200);
  });

  it("answer without a Graph error", async () => {
    graph.fail({ kind: "status", status: 502 });
    const response = await send(text());
    expect([response.status, await response.text()]).toEqual([502, expect.stringContaining("<html>")]);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("cut the line %s the message is accepted", async (when, accepted) => {
    graph.fail({ kind: "reset", when });
    await expect(send(text())).rejects.toThrow();
    expect(graph.state.sent).toHaveLength(accepted);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("never answer, %s the message is accepted", async (when, accepted) => {
    graph.fail({ kind: "hang", when });
    const request = call(`/v26.0/${PHONE_ID}/messages`, {
      method: "POST",
      body: JSON.stringify(text()),
      headers: { "Content-Type": "application/json" },
      signal: AbortSignal.timeout(100),
    });
    await expect(request).rejects.toThrow();
    expect(graph.state.sent).toHaveLength(accepted);
  });
});

it("is driven from another process over HTTP", async () => {
  const received = await receiveWebhooks();
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${graph.url}/control${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await control("PUT", "/behaviour", { statuses: ["sent"] });
  await control("POST", "/faults", { kind: "error", code: 131000, status: 500 });
  expect((await send(text())).status).toBe(500);
  expect((await send(text())).status).toBe(200);
  const written = await control("POST", `/numbers/${PHONE_ID}/messages`, {
    messages: [{ from: { phone: "5511988887777" }, id: "wamid.X", text: "oi" }],
  });
  expect(await written.json()).toMatchObject({ ids: ["wamid.X"], webhook: { isDone: true } });
  await control("POST", "/drain");
  expect(received.some(({ body }) => body.includes("wamid.X"))).toBe(true);
  expect(await (await control("GET", "/sent")).json()).toHaveLength(1);
});
