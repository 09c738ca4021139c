import { type CustomerMessage, envelope, messagesPayload, metaJson, signPayload } from "@whatskovi/fake-whatsapp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "../src/platform/ids.ts";
import { createWebhookWorld } from "./webhook-world.ts";

let world: Awaited<ReturnType<typeof createWebhookWorld>>;
let connection: Awaited<ReturnType<(typeof world)["connection"]>>;
let counter = 0;

beforeAll(async () => {
  world = await createWebhookWorld();
});
beforeEach(async () => {
  connection = await world.connection();
});
afterAll(() => world.close());

const newPhone = () => `5511987${String(100_000 + ++counter)}`;
const text = (body: string, from: CustomerMessage["from"] = { phone: newPhone() }): CustomerMessage => ({
  from,
  id: `wamid.${newId()}`,
  content: { type: "text", text: { body } },
});
const numberOf = (phoneNumberId = connection.phoneNumberId) => {
  const number = world.graph.state.numbers.get(phoneNumberId);
  if (number === undefined) throw new Error("no such number");
  return number;
};
const post = (body: string | Uint8Array<ArrayBuffer>, signature?: string) =>
  fetch(world.url, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      ...(signature === undefined ? {} : { "X-Hub-Signature-256": signature }),
    },
  });
const problemOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

describe("a signed webhook", () => {
  it("is in PostgreSQL when it is answered with 200, accents, emoji and all", async () => {
    const phone = newPhone();
    const { webhook, ids } = await world.graph.write(connection.phoneNumberId, [
      text("Olá, não recebi o pão 🥖😮 e/ou á", { phone, name: "João Conceição 🌻" }),
    ]);
    expect(webhook).toMatchObject({ status: 200, attempts: 1 });
    expect(await world.messages(connection.connectionId)).toMatchObject([
      {
        providerId: ids[0],
        body: "Olá, não recebi o pão 🥖😮 e/ou á",
        contactName: "João Conceição 🌻",
        phoneNumber: `+${phone}`,
        direction: "INBOUND",
        status: "RECEIVED",
        ticketId: expect.any(String),
      },
    ]);
  });

  it("is read as sent, whether its characters are escaped or not", async () => {
    const { payload } = messagesPayload(numberOf(), [text("á 🥖 \u2028")]);
    const plain = JSON.stringify(payload, null, 2);
    expect((await post(plain, signPayload(plain, connection.appSecret))).status).toBe(200);
    const escaped = metaJson(payload);
    expect((await post(plain, signPayload(escaped, connection.appSecret))).status).toBe(401);
    expect(await world.messages(connection.connectionId)).toMatchObject([{ body: "á 🥖 \u2028" }]);
  });

  it("may hold many messages of several people and statuses beside them", async () => {
    const ana = { phone: newPhone(), name: "Ana" };
    const { payload, ids } = messagesPayload(numberOf(), [
      text("1", ana),
      text("2", { userId: "BR.900", name: "Caio", username: "caio" }),
      text("3", ana),
    ]);
    const statuses = [{ id: "wamid.unknown", status: "delivered", timestamp: "1790000000", recipient_id: "5511" }];
    const both = structuredClone(payload) as { entry: { changes: { value: object }[] }[] };
    Object.assign(both.entry[0]?.changes[0]?.value ?? {}, { statuses });
    await world.graph.deliver(connection.phoneNumberId, both);
    const stored = await world.messages(connection.connectionId);
    expect(stored.map(({ providerId }) => providerId).toSorted()).toEqual(ids.toSorted());
    expect(new Set(stored.map(({ ticketId }) => ticketId)).size).toBe(2);
    expect(stored.find(({ body }) => body === "2")).toMatchObject({ contactName: "Caio", phoneNumber: null });
    const parked = await world.database.query(`SELECT 1 FROM "ParkedUpdate" WHERE "providerId" = 'wamid.unknown'`);
    expect(parked).toHaveLength(1);
  });

  it("changes nothing when it comes again, ten times at once", async () => {
    const { payload } = messagesPayload(numberOf(), [text("uma vez só")]);
    await Promise.all(Array.from({ length: 10 }, () => world.graph.deliver(connection.phoneNumberId, payload)));
    expect(await world.messages(connection.connectionId)).toHaveLength(1);
    const before = await world.counts();
    expect(await world.graph.postOnce(connection.phoneNumberId, payload)).toBe(200);
    expect(await world.counts()).toEqual(before);
  });

  it("makes one contact and one ticket of 50 first messages at once", async () => {
    const phone = newPhone();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        world.graph.write(connection.phoneNumberId, [text(`${index}`, { phone })]),
      ),
    );
    const stored = await world.messages(connection.connectionId);
    expect(stored).toHaveLength(50);
    expect(new Set(stored.map(({ ticketId }) => ticketId)).size).toBe(1);
  });

  it("is kept whatever it holds: NUL, halves of characters, unknown kinds, nobody", async () => {
    const payload = envelope(numberOf(), {
      messages: [
        { id: "wamid.odd1", from: newPhone(), timestamp: "1790000000", type: "text", text: { body: "a\0b\ud83d" } },
        { id: "wamid.odd2", from: newPhone(), timestamp: "x", type: "hologram\0", hologram: { "k\0": "\udc00" } },
        { id: "wamid.odd3", type: "text", text: { body: "ninguém" } },
        { type: "text", text: { body: "sem id" } },
      ],
    });
    expect(await world.graph.postOnce(connection.phoneNumberId, payload)).toBe(200);
    const stored = new Map((await world.messages(connection.connectionId)).map((message) => [message.body, message]));
    expect(stored.size).toBe(4);
    expect(stored.get("ab\ufffd")).toMatchObject({ type: "TEXT" });
    expect(stored.get("")).toMatchObject({ type: "UNSUPPORTED", content: { kind: "hologram" } });
    expect(stored.get("ninguém")).toMatchObject({ contactName: "Unidentified sender" });
    expect(stored.get("sem id")).toMatchObject({ type: "TEXT" });
  });

  it("is stored for a number that is switched off", async () => {
    const off = await world.connection({ isEnabled: false });
    const { webhook } = await world.graph.write(off.phoneNumberId, [text("alguém aí?")]);
    expect(webhook.status).toBe(200);
    expect(await world.messages(off.connectionId)).toHaveLength(1);
  });

  it("is answered with 200 when it tells nothing of a conversation", async () => {
    const account = {
      object: "whatsapp_business_account",
      entry: [{ id: "1", changes: [{ field: "account_update", value: { event: "ACCOUNT_RESTRICTION" } }] }],
    };
    expect(await world.graph.postOnce(connection.phoneNumberId, account)).toBe(200);
    expect(await world.graph.postOnce(connection.phoneNumberId, [])).toBe(200);
    expect(
      await world.graph.postOnce(connection.phoneNumberId, envelope(numberOf(), {}, "message_template_status_update")),
    ).toBe(200);
  });

  it("is answered with 200 and stored nowhere when no connection has its number", async () => {
    const gone = await world.connection();
    world.forget(gone);
    const before = await world.counts();
    const { webhook } = await world.graph.write(gone.phoneNumberId, [text("?")]);
    expect(webhook.status).toBe(200);
    expect(await world.counts()).toEqual(before);
  });

  it("is not answered with 200 while it cannot be stored, so it comes again", async () => {
    await world.database.query(`ALTER TABLE "Message" RENAME TO "MessageAway"`);
    const { payload } = messagesPayload(numberOf(), [text("espera")]);
    expect(await world.graph.postOnce(connection.phoneNumberId, payload)).toBe(500);
    const delivery = world.graph.deliver(connection.phoneNumberId, payload);
    await world.database.query(`ALTER TABLE "MessageAway" RENAME TO "Message"`);
    expect(await delivery).toMatchObject({ status: 200 });
    expect(await world.messages(connection.connectionId)).toHaveLength(1);
  });
});

describe("a webhook that is not proven", () => {
  const payload = () => JSON.stringify(messagesPayload(numberOf(), [text("intruso")]).payload);
  const right = (body: string) => signPayload(body, connection.appSecret);

  it.each<[string, (body: string) => string | undefined]>([
    ["no signature", () => undefined],
    ["an empty one", () => ""],
    ["one of another secret", (body) => signPayload(body, "another-secret")],
    ["one of other bytes", (body) => right(`${body} `)],
    ["half of one", (body) => right(body).slice(0, 40)],
    ["one by SHA-1", (body) => right(body).replace("sha256=", "sha1=")],
    ["one that is no hexadecimal", () => `sha256=${"z".repeat(64)}`],
    ["two", (body) => `${right(body)}, ${right(body)}`],
  ])("is refused with %s, and leaves nothing", async (_name, signature) => {
    const before = await world.counts();
    const body = payload();
    expect(await problemOf(await post(body, signature(body)))).toEqual([401, "invalid_signature"]);
    expect(await world.counts()).toEqual(before);
  });

  it("is refused when its JSON is read in another way than it was signed", async () => {
    const body = payload();
    expect((await post(JSON.stringify(JSON.parse(body), null, 1), right(body))).status).toBe(401);
  });

  it("does not get in by the secret of another connection", async () => {
    const other = await world.connection({ appSecret: "secret-of-the-other" });
    const body = payload();
    expect(await problemOf(await post(body, signPayload(body, other.appSecret)))).toEqual([401, "invalid_signature"]);
    expect(await world.messages(connection.connectionId)).toEqual([]);
  });

  it("is taken in part where a part is proven, and refused, so that Meta keeps the rest", async () => {
    const other = await world.connection({ appSecret: "secret-of-the-other" });
    const first = messagesPayload(numberOf(), [text("meu")]).payload as { entry: object[] };
    const second = messagesPayload(numberOf(other.phoneNumberId), [text("alheio")]).payload as { entry: object[] };
    const body = JSON.stringify({ ...first, entry: [...first.entry, ...second.entry] });
    expect(await problemOf(await post(body, right(body)))).toEqual([401, "invalid_signature"]);
    expect(await world.messages(connection.connectionId)).toHaveLength(1);
    expect(await world.messages(other.connectionId)).toEqual([]);
  });

  it("is malformed only when it is signed", async () => {
    expect(await problemOf(await post("{", right("{")))).toEqual([400, "malformed_body"]);
    expect(await problemOf(await post("{", signPayload("{", "x")))).toEqual([401, "invalid_signature"]);
    expect(await problemOf(await post("", right("")))).toEqual([400, "malformed_body"]);
    const deep = "[".repeat(1_000_000);
    expect((await post(deep, right(deep))).status).toBe(400);
  });

  it("is refused when it is too large", async () => {
    expect(await problemOf(await post(new Uint8Array(5 * 1024 * 1024)))).toEqual([413, "payload_too_large"]);
  });
});

describe("Meta's question whether the address is ours", () => {
  const ask = (query: Record<string, string>) => fetch(`${world.url}?${new URLSearchParams(query)}`);
  const question = (token: string) => ({
    "hub.mode": "subscribe",
    "hub.challenge": "1158201444",
    "hub.verify_token": token,
  });

  it("is answered with the challenge as text, for the token of any connection", async () => {
    const response = await ask(question(connection.verifyToken));
    expect([response.status, await response.text()]).toEqual([200, "1158201444"]);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  it.each([
    ["another token", () => question("guess")],
    ["no token", () => ({ "hub.mode": "subscribe", "hub.challenge": "1" })],
    ["another mode", () => ({ ...question(connection.verifyToken), "hub.mode": "unsubscribe" })],
    ["no challenge", () => ({ "hub.mode": "subscribe", "hub.verify_token": connection.verifyToken })],
    ["nothing", () => ({})],
  ])("is refused with %s", async (_name, query) => {
    expect(await problemOf(await ask(query()))).toEqual([403, "forbidden"]);
  });

  it("is refused when something is asked twice", async () => {
    const twice = `hub.mode=subscribe&hub.challenge=1&hub.verify_token=${connection.verifyToken}&hub.verify_token=x`;
    expect((await fetch(`${world.url}?${twice}`)).status).toBe(403);
  });
});
