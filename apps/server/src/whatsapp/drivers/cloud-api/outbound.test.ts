import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  DriverContext,
  DriverError,
  MessageRef,
  OutboundContent,
  OutboundFile,
  WhatsAppDriver,
} from "../../driver.ts";
import { createCloudApiFactory } from "./index.ts";

const PHONE_ID = "100000000000001";
const ACCOUNT_ID = "200000000000001";
const phone = [{ kind: "PHONE", value: "5511987654321" }] as const;
const group = [{ kind: "GROUP", value: "Y2FwaV9ncm91cDoxNzA1" }] as const;

let graph: FakeGraph;
let driver: WhatsAppDriver;

beforeEach(async () => {
  graph = await startFakeGraph();
  driver = create();
});
afterEach(async () => {
  await driver.stop(1000);
  await graph.close();
});

function create(overrides: object = { businessAccountId: ACCOUNT_ID }): WhatsAppDriver {
  const silent = () => {};
  const context: DriverContext = {
    connectionId: "0193a1b2-0000-7000-8000-00000000000c",
    settings: {
      phoneNumberId: PHONE_ID,
      accessToken: "fake-access-token",
      appSecret: "fake-app-secret",
      verifyToken: "fake-verify-token",
      graphBaseUrl: graph.url,
      ...overrides,
    },
    memory: { get: async () => new Map(), list: async () => new Map(), set: async () => {} },
    deliver: async () => {},
    setState: silent,
    customerTyping: silent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  };
  return createCloudApiFactory({ timeouts: { request: 300, transfer: 300 }, firstRetryMs: 10 }).create(context);
}

const send = (content: OutboundContent, to: readonly { kind: "PHONE" | "GROUP"; value: string }[] = phone) =>
  driver.send({ messageId: "0193a1b2-0000-7000-8000-000000000001", to, content, quoted: null });
const file = (mimeType: string, bytes: Uint8Array): OutboundFile => ({
  fileName: "arquivo",
  mimeType,
  size: bytes.byteLength,
  open: async () => new Blob([Uint8Array.from(bytes)]).stream(),
});
const refusal = (work: Promise<unknown> | undefined): Promise<DriverError> =>
  Promise.resolve(work).then(
    () => expect.fail("it was not refused"),
    (error: DriverError) => error,
  );
const sent = () => graph.state.sent.at(-1)?.body;
const messageRef = (fields: Partial<MessageRef> = {}): MessageRef => ({
  providerId: "wamid.theirs",
  chat: phone,
  isFromUs: false,
  author: null,
  timestamp: 0,
  type: "TEXT",
  body: "",
  ...fields,
});

describe("places and cards", () => {
  it("sends a place with its name, and a position without one", async () => {
    const location = { latitude: -23.5614, longitude: -46.6559, name: "MASP", address: "Av. Paulista, 1578" };
    await send({ type: "LOCATION", body: "", location });
    expect(sent()).toMatchObject({ type: "location", location });
    await send({
      type: "LOCATION",
      body: "",
      location: { latitude: -23.5, longitude: -46.6, name: null, address: null },
    });
    expect(sent()?.["location"]).toEqual({ latitude: -23.5, longitude: -46.6 });
    await send({ type: "LOCATION", body: "", location: { ...location, name: null } });
    expect(sent()?.["location"]).toMatchObject({ name: "Av. Paulista, 1578", address: "Av. Paulista, 1578" });
  });

  it("sends cards with a whole name and its parts", async () => {
    const contacts = [
      { name: "Zé da Silva", phoneNumbers: ["+55 21 99999-0000", "3322-1100"] },
      { name: "", phoneNumbers: ["+5511911112222"] },
    ];
    await send({ type: "CONTACT", body: "", contacts });
    expect(sent()?.["contacts"]).toEqual([
      {
        name: { formatted_name: "Zé da Silva", first_name: "Zé", last_name: "da Silva" },
        phones: [
          { phone: "+55 21 99999-0000", type: "CELL", wa_id: "5521999990000" },
          { phone: "3322-1100", type: "CELL" },
        ],
      },
      {
        name: { formatted_name: "+5511911112222", first_name: "+5511911112222" },
        phones: [{ phone: "+5511911112222", type: "CELL", wa_id: "5511911112222" }],
      },
    ]);
  });
});

describe("voice notes and stickers", () => {
  const voice = { durationSeconds: 3, waveform: [1, 2, 3] };

  it("sends what was recorded as a voice note, told as Opus", async () => {
    await send({ type: "AUDIO", body: "", file: file("audio/ogg", Buffer.from("OggS")), voice });
    expect(sent()).toMatchObject({ type: "audio", audio: { voice: true } });
    expect([...graph.state.media.values()]).toMatchObject([{ mimeType: "audio/ogg; codecs=opus" }]);
  });

  it("sends another sound as a file of sound", async () => {
    await send({ type: "AUDIO", body: "", file: file("audio/mpeg", Buffer.from("ID3")), voice });
    expect(sent()?.["audio"]).toEqual({ id: expect.any(String) });
  });

  const webp = (size: number, isAnimated: boolean) => {
    const bytes = Buffer.alloc(size);
    bytes.write("RIFF", 0, "latin1");
    bytes.write("WEBPVP8X", 8, "latin1");
    bytes[20] = isAnimated ? 0b10 : 0;
    return bytes;
  };
  it.each([
    ["still", webp(100 * 1024, false)],
    ["moving", webp(500 * 1024, true)],
  ])("sends a sticker as large as WhatsApp allows: %s", async (_name, bytes) => {
    await send({ type: "STICKER", body: "", file: file("image/webp", bytes) });
    expect(sent()).toMatchObject({ type: "sticker", sticker: { id: expect.any(String) } });
  });
  it.each([
    ["a still one that is too large", webp(100 * 1024 + 1, false)],
    ["a moving one that is too large", webp(500 * 1024 + 1, true)],
    ["a picture of another kind", Buffer.from("\x89PNG and so on, long enough to be read")],
    ["nothing", Buffer.alloc(0)],
  ])("refuses %s", async (_name, bytes) => {
    const error = await refusal(send({ type: "STICKER", body: "", file: file("image/webp", bytes) }));
    expect(error.kind).toBe("media_rejected");
    expect(graph.state.sent).toEqual([]);
  });
});

describe("reactions", () => {
  it("sets one and takes it back, as often as one likes", async () => {
    for (const emoji of ["👍", "👍", null]) await driver.react?.(messageRef(), emoji);
    expect(graph.state.sent.map(({ body }) => body["reaction"])).toEqual([
      { message_id: "wamid.theirs", emoji: "👍" },
      { message_id: "wamid.theirs", emoji: "👍" },
      { message_id: "wamid.theirs", emoji: "" },
    ]);
  });

  it("a lost answer may be tried again", async () => {
    graph.fail({ kind: "reset", when: "after" });
    expect((await refusal(driver.react?.(messageRef(), "👍"))).kind).toBe("transient");
  });

  it("of a message that is too old says why", async () => {
    graph.fail({ kind: "error", code: 131009, message: "Parameter value is not valid" });
    expect((await refusal(driver.react?.(messageRef(), "👍"))).message).toContain("older than 30 days");
  });
});

describe("groups", () => {
  it("takes texts, and learns no phone from the answer", async () => {
    const receipt = await send({ type: "TEXT", body: "Bom dia, grupo" }, group);
    expect(receipt).toEqual({ providerId: graph.state.sent[0]?.id });
    expect(sent()).toMatchObject({ recipient_type: "group", to: group[0].value });
  });

  it("refuses what the platform has not in groups, before asking", async () => {
    const location = { latitude: 1, longitude: 1, name: null, address: null };
    expect((await refusal(send({ type: "LOCATION", body: "", location }, group))).kind).toBe("unsupported");
    expect((await refusal(driver.react?.(messageRef({ chat: group }), "👍"))).kind).toBe("unsupported");
    await driver.markRead?.([messageRef({ chat: group })]);
    await driver.setTyping?.(group, "wamid.1");
    expect(graph.state.requests).toEqual([]);
  });
});

describe("templates", () => {
  const add = (name: string, text: string, extra: object = {}) =>
    graph.addTemplate(ACCOUNT_ID, { name, components: [{ type: "BODY", text }], ...extra });
  const template = (name: string, parameters: string[], language = "pt_BR") =>
    ({ type: "TEMPLATE", body: "", template: { name, language, parameters } }) as const;

  it("lists every page of what is approved", async () => {
    for (let index = 0; index < 230; index++) add(`modelo_${index}`, "Oi {{1}}");
    add("pausado", "x", { status: "PAUSED" });
    const listed = await driver.listTemplates?.();
    expect(listed).toHaveLength(230);
    expect(listed?.[229]).toEqual({
      name: "modelo_229",
      language: "pt_BR",
      category: "UTILITY",
      body: "Oi {{1}}",
      parameters: 1,
    });
    expect(graph.state.requests).toHaveLength(3);
  });

  it("sends one with its values, looked up once", async () => {
    add("pedido", "{{nome}}, o pedido {{numero}} saiu", { parameter_format: "NAMED" });
    await send(template("pedido", ["Ana", "7"]));
    await send(template("pedido", ["Bia", "8"]));
    expect(sent()).toMatchObject({
      type: "template",
      template: { name: "pedido", language: { code: "pt_BR" }, components: [{ type: "body" }] },
    });
    expect(graph.state.requests.filter(({ method }) => method === "GET")).toHaveLength(1);
  });

  it("without the account's id sends values into the body, and cannot list", async () => {
    add("pedido", "{{1}}, o pedido {{2}} saiu");
    driver = create({});
    await send(template("pedido", ["Ana", "7"]));
    expect(graph.state.sent).toHaveLength(1);
    const error = await refusal(driver.listTemplates?.());
    expect(error.kind).toBe("unsupported");
    expect(error.message).toContain("id of the WhatsApp Business account");
  });

  it("too few values are found before asking", async () => {
    add("pedido", "{{1}}, o pedido {{2}} saiu");
    const error = await refusal(send(template("pedido", ["Ana"])));
    expect(error).toMatchObject({ kind: "permanent", providerCode: "132000" });
    expect(error.message).toBe("The template pedido takes 2 values and got 1.");
  });

  it.each([
    ["does not exist", {}, "inexistente", 132001, "no approved template"],
    ["is paused", { status: "PAUSED" }, "pedido", 132015, "paused this template"],
    ["is switched off", { status: "DISABLED" }, "pedido", 132016, "switched this template off"],
  ] as const)("one that %s is refused in words", async (_name, extra, name, code, words) => {
    add("pedido", "sem valores", extra);
    const error = await refusal(send(template(name, [])));
    expect(error).toMatchObject({ kind: "permanent", providerCode: String(code) });
    expect(error.message).toContain(words);
  });

  it("one that was changed meanwhile is looked up again after the refusal", async () => {
    const first = add("pedido", "Oi {{1}}");
    await send(template("pedido", ["Ana"]));
    first.components[0] = { type: "BODY", text: "Oi {{1}}, {{2}}" };
    expect((await refusal(send(template("pedido", ["Ana"])))).providerCode).toBe("132000");
    await send(template("pedido", ["Ana", "tudo bem?"]));
    expect(graph.state.sent).toHaveLength(2);
  });

  it("a look-up that fails was no send", async () => {
    add("pedido", "Oi");
    graph.fail({ kind: "hang", on: "templates" });
    expect((await refusal(send(template("pedido", [])))).kind).toBe("transient");
    expect(graph.state.sent).toEqual([]);
  });
});

describe("outside the service window", () => {
  it("free text is refused, and a template goes out", async () => {
    graph.behave({ hasServiceWindow: true });
    graph.addTemplate(ACCOUNT_ID, { name: "oi", components: [{ type: "BODY", text: "Oi" }] });
    const error = await refusal(send({ type: "TEXT", body: "?" }));
    expect(error).toMatchObject({ kind: "window_closed", message: expect.stringContaining("Send a template") });
    await send({ type: "TEMPLATE", body: "Oi", template: { name: "oi", language: "pt_BR", parameters: [] } });
    await graph.write(PHONE_ID, [{ from: { phone: phone[0].value }, content: { type: "text", text: { body: "Oi" } } }]);
    await send({ type: "TEXT", body: "Agora sim" });
    expect(graph.state.sent).toHaveLength(2);
  });
});

describe("probe", () => {
  it("is answered by a number that lives", async () => expect(await driver.probe?.(1000)).toBe(true));

  it.each([
    ["a refused token", { kind: "error", on: "phone-number", code: 190, status: 401 }],
    ["a broken line", { kind: "reset", on: "phone-number" }],
    ["silence", { kind: "hang", on: "phone-number" }],
  ] as const)("is not by %s, and does not hang", async (_name, fault) => {
    graph.fail(fault);
    const before = Date.now();
    expect(await driver.probe?.(100)).toBe(false);
    expect(Date.now() - before).toBeLessThan(1000);
  });
});

it("a text longer than WhatsApp takes is refused before asking", async () => {
  expect((await refusal(send({ type: "TEXT", body: "x".repeat(4097) }))).kind).toBe("unsupported");
  expect(graph.state.requests).toEqual([]);
});
