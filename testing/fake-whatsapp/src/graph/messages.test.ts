import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeGraph, startFakeGraph } from "./index.ts";

const PHONE_ID = "100000000000001";
const ACCOUNT_ID = "200000000000001";
let graph: FakeGraph;

beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(() => graph.close());

const call = (path: string, init: RequestInit = {}, token = "fake-access-token") =>
  fetch(`${graph.url}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } });

async function send(fields: object) {
  const response = await call(`/v26.0/${PHONE_ID}/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to: "5511987654321", ...fields }),
  });
  return (await response.json()) as { error?: { code: number }; contacts?: object[] };
}
const template = (name: string, components: object[] = []) =>
  send({ type: "template", template: { name, language: { code: "pt_BR" }, components } });
const body = (...parameters: object[]) => ({ type: "body", parameters });

describe("templates", () => {
  it("are listed in pages, by name, and to the account's own token alone", async () => {
    for (let index = 0; index < 30; index++) graph.addTemplate(ACCOUNT_ID, { name: `t${index}`, components: [] });
    const path = `/v26.0/${ACCOUNT_ID}/message_templates`;
    const first = (await (await call(`${path}?limit=20`)).json()) as {
      data: object[];
      paging: { next?: string; cursors: { after: string } };
    };
    expect(first.data).toHaveLength(20);
    expect(first.paging.next).toContain(path);
    const second = await (await call(`${path}?limit=20&after=${first.paging.cursors.after}`)).json();
    expect(second).toMatchObject({ data: { length: 10 }, paging: { cursors: {} } });
    expect(second).not.toHaveProperty("paging.next");
    expect(await (await call(`${path}?name=t7`)).json()).toMatchObject({ data: [{ name: "t7" }] });
    expect((await call(path, {}, "wrong")).status).toBe(401);
  });

  it("are refused with Meta's numbers", async () => {
    graph.addTemplate(ACCOUNT_ID, { name: "oi", components: [{ type: "BODY", text: "Oi {{1}}" }] });
    graph.addTemplate(ACCOUNT_ID, {
      name: "nomes",
      parameter_format: "NAMED",
      components: [{ type: "BODY", text: "Oi {{nome}}" }],
    });
    graph.addTemplate(ACCOUNT_ID, { name: "parado", status: "PAUSED", components: [] });
    graph.addTemplate(ACCOUNT_ID, { name: "fora", status: "DISABLED", components: [] });
    const codes = [
      await template("nada"),
      await template("parado"),
      await template("fora"),
      await template("oi"),
      await template("oi", [body({ type: "text", text: "a\nb" })]),
      await template("nomes", [body({ type: "text", text: "Ana" })]),
    ].map(({ error }) => error?.code);
    expect(codes).toEqual([132001, 132015, 132016, 132000, 132018, 132012]);
    expect(await template("oi", [body({ type: "text", text: "Ana" })])).not.toHaveProperty("error");
    expect(await template("nomes", [body({ type: "text", parameter_name: "nome", text: "Ana" })])).not.toHaveProperty(
      "error",
    );
  });
});

describe("kinds", () => {
  it.each([
    ["a place that is nowhere", { type: "location", location: { latitude: 91, longitude: 0 } }],
    ["a card with one name alone", { type: "contacts", contacts: [{ name: { formatted_name: "Ana" } }] }],
    ["a place in a group", { type: "location", location: { latitude: 1, longitude: 0 }, recipient_type: "group" }],
    ["a kind of the future", { type: "hologram" }],
  ])("refuses %s", async (_name, fields) => expect((await send(fields)).error?.code).toBe(100));

  it("refuses as a voice note what is not Opus, and as a sticker what is not WebP", async () => {
    const { id } = graph.storeMedia(PHONE_ID, { bytes: Buffer.from("ID3"), mimeType: "audio/mpeg" });
    expect((await send({ type: "audio", audio: { id, voice: true } })).error?.code).toBe(131053);
    expect((await send({ type: "audio", audio: { id } })).error).toBeUndefined();
    expect((await send({ type: "sticker", sticker: { id } })).error?.code).toBe(131053);
  });

  it("names a group as it was named", async () => {
    const answer = await send({ type: "text", text: { body: "Oi" }, recipient_type: "group", to: "Y2Fw1A" });
    expect(answer.contacts).toEqual([{ input: "Y2Fw1A", wa_id: "Y2Fw1A" }]);
  });
});

it("free text goes out for a day after the customer wrote", async () => {
  graph.behave({ hasServiceWindow: true });
  const text = { type: "text", text: { body: "Oi" } };
  expect((await send(text)).error?.code).toBe(131047);
  await graph.write(PHONE_ID, [{ from: { phone: "5511987654321" }, content: text }]);
  expect((await send({ ...text, to: "+5511987654321" })).error).toBeUndefined();
});

it("what the owner types on the phone is an echo", async () => {
  const { ids } = await graph.echo(PHONE_ID, [
    { from: { phone: "5511987654321" }, content: { type: "text", text: { body: "Já vou" } } },
  ]);
  expect(graph.state.webhooks).toMatchObject([
    {
      payload: {
        entry: [
          {
            changes: [
              {
                field: "smb_message_echoes",
                value: { message_echoes: [{ id: ids[0], from: "551140000001", to: "5511987654321" }] },
              },
            ],
          },
        ],
      },
    },
  ]);
});
