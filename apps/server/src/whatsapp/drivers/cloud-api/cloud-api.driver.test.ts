import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type DriverContext,
  DriverError,
  type DriverState,
  type MessageRef,
  type OutboundFile,
  type SendCommand,
  type WhatsAppDriver,
} from "../../driver.ts";
import type { z } from "zod";
import { createCloudApiFactory } from "./index.ts";

const PHONE_ID = "100000000000001";
const MESSAGE_ID = "0193a1b2-0000-7000-8000-000000000001";
const settings = {
  phoneNumberId: PHONE_ID,
  accessToken: "fake-access-token",
  appSecret: "fake-app-secret",
  verifyToken: "fake-verify-token",
  graphVersion: "v26.0",
};
const factory = createCloudApiFactory({ timeouts: { request: 300, transfer: 300 }, firstRetryMs: 10 });

let graph: FakeGraph;
let states: z.input<typeof DriverState>[];
let driver: WhatsAppDriver;

beforeEach(async () => {
  graph = await startFakeGraph();
  driver = create();
});
afterEach(async () => {
  await driver.stop(1000);
  await graph.close();
});

function create(overrides: object = {}): WhatsAppDriver {
  states = [];
  const silent = () => {};
  const context: DriverContext = {
    connectionId: "0193a1b2-0000-7000-8000-00000000000c",
    settings: { ...settings, graphBaseUrl: graph.url, ...overrides },
    memory: { get: async () => new Map(), list: async () => new Map(), set: async () => {} },
    deliver: async () => {},
    setState: (state) => states.push(state),
    customerTyping: silent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  };
  return factory.create(context);
}

const phone = [{ kind: "PHONE", value: "5511987654321" }] as const;
const text = (extra: Partial<SendCommand> = {}): SendCommand => ({
  messageId: MESSAGE_ID,
  to: phone,
  content: { type: "TEXT", body: "Já vai sair 🥖" },
  quoted: null,
  ...extra,
});
const messageRef = (providerId: string): MessageRef => ({
  providerId,
  chat: phone,
  isFromUs: false,
  author: null,
  timestamp: 0,
  type: "TEXT",
  body: "",
});
const file = (mimeType: string, fileName: string, bytes = "bytes"): OutboundFile => ({
  fileName,
  mimeType,
  size: bytes.length,
  open: async () => new Blob([bytes]).stream(),
});
const errorOf = (work: Promise<unknown>): Promise<DriverError> =>
  work.then(
    () => expect.fail("it did not fail"),
    (error: DriverError) => error,
  );

describe("start", () => {
  const stateOf = async (status: string) => {
    await driver.start();
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ status }), 10_000);
    return states;
  };

  it("is online once the number can be read", async () => {
    expect(await stateOf("online")).toMatchObject([
      { status: "starting" },
      { status: "online", phoneNumber: "+551140000001" },
    ]);
  });

  it("fails with a sentence when the token is refused", async () => {
    driver = create({ accessToken: "expired" });
    expect((await stateOf("failed")).at(-1)?.reason).toContain("access token");
  });

  it("fails with a sentence when the number is not known", async () => {
    driver = create({ phoneNumberId: "555000111222333" });
    expect((await stateOf("failed")).at(-1)?.reason).toContain("phone number id");
  });

  it("tells that the account is locked", async () => {
    graph.fail({ kind: "error", on: "phone-number", code: 131031, status: 403 });
    await stateOf("restricted");
  });

  it.each([
    ["an overloaded server", { kind: "status", on: "phone-number", status: 503, times: 2 }],
    ["a broken line", { kind: "reset", on: "phone-number", when: "before", times: 2 }],
    ["silence", { kind: "hang", on: "phone-number", when: "before", times: 1 }],
  ] as const)("tries again after %s", async (_name, fault) => {
    graph.fail(fault);
    expect((await stateOf("online")).map(({ status }) => status)).toContain("reconnecting");
  });

  it("stops trying when stopped", async () => {
    driver = create({ graphBaseUrl: "http://127.0.0.1:1" });
    await stateOf("reconnecting");
    await driver.stop(1000);
    expect(states.at(-1)).toMatchObject({ status: "stopped" });
  });

  it("may be started twice, and again after a stop", async () => {
    await Promise.all([driver.start(), driver.start()]);
    await stateOf("online");
    await driver.stop(1000);
    await stateOf("online");
    expect((await driver.send(text())).providerId).toMatch(/^wamid\./);
  });
});

describe("send", () => {
  it("sends a text with our id in it, and learns the recipient's own writing", async () => {
    graph.state.canonicalIds.set("5531987654321", "553187654321");
    const receipt = await driver.send(
      text({
        to: [
          { kind: "BSUID", value: "BR.1" },
          { kind: "PHONE", value: "5531987654321" },
        ],
        quoted: messageRef("wamid.quoted"),
      }),
    );
    expect(receipt).toEqual({
      providerId: graph.state.sent[0]?.id,
      recipient: { kind: "PHONE", value: "553187654321" },
    });
    expect(graph.state.sent[0]?.body).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "5531987654321",
      type: "text",
      text: { body: "Já vai sair 🥖", preview_url: true },
      context: { message_id: "wamid.quoted" },
      biz_opaque_callback_data: MESSAGE_ID,
    });
  });

  it("writes to the BSUID of who shows no phone", async () => {
    const receipt = await driver.send(
      text({
        to: [
          { kind: "BSUID", value: "BR.ENT.77" },
          { kind: "BSUID", value: "BR.7" },
        ],
      }),
    );
    expect(receipt.recipient).toEqual({ kind: "BSUID", value: "BR.ENT.77" });
    expect(graph.state.sent[0]?.body).toMatchObject({ recipient: "BR.ENT.77" });
  });

  it("cannot write to who is known by a username alone", async () => {
    const error = await errorOf(driver.send(text({ to: [{ kind: "USERNAME", value: "caio" }] })));
    expect(error.kind).toBe("invalid_recipient");
  });

  it.each([
    ["IMAGE", "image/jpeg", "bolo.jpg", "image", { caption: "o bolo" }],
    ["VIDEO", "video/mp4", "forno.mp4", "video", { caption: "o bolo" }],
    ["DOCUMENT", "application/pdf", "Orçamento.pdf", "document", { caption: "o bolo", filename: "Orçamento.pdf" }],
    ["IMAGE", "image/webp", "bolo.webp", "document", { caption: "o bolo", filename: "bolo.webp" }],
    ["AUDIO", "audio/ogg; codecs=opus", "voz.ogg", "document", { caption: "o bolo", filename: "voz.ogg" }],
  ] as const)("uploads a %s of %s and sends it as a %s", async (type, mimeType, name, sentAs, extra) => {
    await driver.send(text({ content: { type, body: "o bolo", file: file(mimeType, name) } }));
    const [media] = graph.state.media.values();
    expect(media).toMatchObject({ mimeType });
    expect(media?.bytes.toString()).toBe("bytes");
    expect(graph.state.sent[0]?.body).toMatchObject({ type: sentAs, [sentAs]: { id: media?.id, ...extra } });
  });

  it("sends a sound as such when it has no text", async () => {
    await driver.send(text({ content: { type: "AUDIO", body: "", file: file("audio/mpeg", "jingle.mp3") } }));
    expect(graph.state.sent[0]).toMatchObject({ type: "audio" });
  });

  it("refuses a file that WhatsApp does not take, and a text that is too long beside one", async () => {
    const large = { ...file("application/zip", "tudo.zip"), size: 101 * 1024 * 1024 };
    expect((await errorOf(driver.send(text({ content: { type: "DOCUMENT", body: "", file: large } })))).kind).toBe(
      "media_rejected",
    );
    const wordy = driver.send(
      text({ content: { type: "IMAGE", body: "x".repeat(1025), file: file("image/png", "a.png") } }),
    );
    expect((await errorOf(wordy)).kind).toBe("unsupported");
    expect(graph.state.sent).toEqual([]);
  });
});

describe("errors of a send", () => {
  it.each([
    [131047, 400, "window_closed"],
    [131026, 400, "invalid_recipient"],
    [131030, 400, "invalid_recipient"],
    [131021, 400, "invalid_recipient"],
    [131051, 400, "unsupported"],
    [131053, 400, "media_rejected"],
    [131048, 429, "restricted"],
    [368, 403, "restricted"],
    [131031, 403, "restricted"],
    [190, 401, "auth"],
    [10, 403, "auth"],
    [200, 403, "auth"],
    [131000, 500, "transient"],
    [131016, 500, "transient"],
    [131057, 500, "transient"],
    [2, 503, "transient"],
    [987654, 500, "transient"],
    [987654, 400, "permanent"],
    [100, 400, "permanent"],
    [132000, 400, "permanent"],
    [4, 429, "rate_limited"],
    [80007, 429, "rate_limited"],
    [130429, 429, "rate_limited"],
    [131056, 429, "rate_limited"],
    [987654, 429, "rate_limited"],
  ])("%i with HTTP %i is %s", async (code, status, kind) => {
    graph.fail({ kind: "error", code, status });
    const error = await errorOf(driver.send(text()));
    expect(error).toBeInstanceOf(DriverError);
    expect(error).toMatchObject({ kind, providerCode: String(code) });
    expect(error.retryAfterMs !== undefined).toBe(kind === "rate_limited");
    expect(graph.state.sent).toEqual([]);
  });

  it("waits four times as long each time that one recipient's limit is hit", async () => {
    graph.fail({ kind: "error", code: 131056, status: 429, times: 3 });
    const waits = [];
    for (let attempt = 0; attempt < 3; attempt++) waits.push((await errorOf(driver.send(text()))).retryAfterMs);
    expect(waits).toEqual([1000, 4000, 16_000]);
    await driver.send(text());
    graph.fail({ kind: "error", code: 131056, status: 429 });
    expect((await errorOf(driver.send(text()))).retryAfterMs).toBe(1000);
  });

  it("waits as long as Meta says", async () => {
    graph.fail({ kind: "error", code: 130429, status: 429, headers: { "Retry-After": "7" } });
    expect((await errorOf(driver.send(text()))).retryAfterMs).toBe(7000);
  });

  it.each([
    ["HTTP 503 without a Graph error", { kind: "status", status: 503 }, "transient", 0],
    ["HTTP 429 without a Graph error", { kind: "status", status: 429 }, "rate_limited", 0],
    ["HTTP 500 without a Graph error", { kind: "status", status: 500 }, "unknown_outcome", 0],
    ["HTTP 502 without a Graph error", { kind: "status", status: 502 }, "unknown_outcome", 0],
    ["HTTP 504 without a Graph error", { kind: "status", status: 504, body: "{}" }, "unknown_outcome", 0],
    ["HTTP 404 without a Graph error", { kind: "status", status: 404 }, "permanent", 0],
    ["HTTP 302", { kind: "status", status: 302 }, "permanent", 0],
    ["HTTP 200 that cannot be read", { kind: "status", status: 200 }, "unknown_outcome", 0],
    ["no answer, not carried out", { kind: "hang", when: "before" }, "unknown_outcome", 0],
    ["no answer, carried out", { kind: "hang", when: "after" }, "unknown_outcome", 1],
    ["a line cut before", { kind: "reset", when: "before" }, "unknown_outcome", 0],
    ["a line cut after", { kind: "reset", when: "after" }, "unknown_outcome", 1],
  ] as const)("%s", async (_name, fault, kind, accepted) => {
    graph.fail(fault);
    expect((await errorOf(driver.send(text()))).kind).toBe(kind);
    expect(graph.state.sent).toHaveLength(accepted);
  });

  it("knows that nothing was sent when Meta cannot be reached, says so, and looks for Meta again", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    driver = create({ graphBaseUrl: `http://127.0.0.1:${port}` });
    expect((await errorOf(driver.send(text()))).kind).toBe("transient");
    expect(states).toMatchObject([{ status: "reconnecting" }]);
    const revived = await startFakeGraph({ port });
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ status: "online" }), 10_000);
    await revived.close();
  });

  it("a host that does not exist is transient", async () => {
    driver = create({ graphBaseUrl: "http://graph.invalid" });
    expect((await errorOf(driver.send(text()))).kind).toBe("transient");
  });

  it("an upload that fails is never an unknown outcome", async () => {
    const command = text({ content: { type: "IMAGE", body: "", file: file("image/png", "a.png") } });
    graph.fail({ kind: "hang", on: "media-upload" });
    expect((await errorOf(driver.send(command))).kind).toBe("transient");
    graph.fail({ kind: "error", on: "media-upload", code: 100 });
    expect((await errorOf(driver.send(command))).kind).toBe("media_rejected");
    expect(graph.state.sent).toEqual([]);
  });

  it("a refused token ends the connection until a person mends it", async () => {
    graph.fail({ kind: "error", code: 190, status: 401 });
    await errorOf(driver.send(text()));
    expect(states.at(-1)).toMatchObject({ status: "failed", reason: expect.stringContaining("access token") });
  });

  it("a send that is cut off by the stop has an unknown outcome", async () => {
    graph.fail({ kind: "hang" });
    const sending = errorOf(driver.send(text()));
    await vi.waitFor(() => expect(graph.state.sent).toHaveLength(1), 10_000);
    await driver.stop(1000);
    expect((await sending).kind).toBe("unknown_outcome");
  });

  it("an unknown outcome waits for evidence", async () => {
    expect(await driver.reconcile(MESSAGE_ID, new Date())).toEqual({ outcome: "waiting" });
  });
});

describe("signals", () => {
  it("marks as read and shows typing", async () => {
    await driver.markRead?.([messageRef("wamid.1"), messageRef("wamid.2")]);
    await driver.setTyping?.(phone, "wamid.2");
    await driver.setTyping?.(phone, null);
    expect(graph.state.signals).toMatchObject([
      { messageId: "wamid.2", isTyping: false },
      { messageId: "wamid.2", isTyping: true },
    ]);
  });
});

describe("openMedia", () => {
  const reference = (id: string | null, url: string | null = null) => ({
    reference: { id, url },
    mimeType: "image/png",
    fileName: null,
    size: null,
  });
  const stored = () => graph.storeMedia(PHONE_ID, { bytes: Buffer.from("conteúdo"), mimeType: "image/jpeg" });

  it("gives the bytes", async () => {
    const media = await driver.openMedia(reference(stored().id));
    expect(media).toMatchObject({ mimeType: "image/jpeg", size: 9 });
    expect(await new Response(media.stream).text()).toBe("conteúdo");
  });

  it("asks for a new address when the first has expired", async () => {
    graph.fail({ kind: "status", on: "media-bytes", status: 404 });
    const media = await driver.openMedia(reference(stored().id));
    expect(await new Response(media.stream).text()).toBe("conteúdo");
  });

  it("tells when the file is gone for good", async () => {
    expect((await errorOf(driver.openMedia(reference("123456789012345")))).kind).toBe("media_rejected");
    expect((await errorOf(driver.openMedia(reference(null)))).kind).toBe("media_rejected");
  });

  it.each([
    ["media-url", 503],
    ["media-bytes", 500],
  ] as const)("may be tried again after a fault of %s", async (on, status) => {
    graph.fail({ kind: "status", on, status });
    expect((await errorOf(driver.openMedia(reference(stored().id)))).kind).toBe("transient");
    graph.fail({ kind: "hang", on });
    expect((await errorOf(driver.openMedia(reference(stored().id)))).kind).toBe("transient");
  });

  it.each([
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:1/x",
    "https://lookaside.fbsbx.com.evil.example/x",
    "https://evilfbsbx.com/x",
    "http://lookaside.fbsbx.com/x",
    "https://lookaside.fbsbx.com:8443/x",
    "file:///etc/passwd",
    "nonsense",
  ])("asks nobody but WhatsApp: %s", async (url) => {
    expect((await errorOf(driver.openMedia(reference(null, url)))).message).toContain("not one of WhatsApp's");
  });

  it("does not follow a redirect to elsewhere", async () => {
    graph.fail({
      kind: "error",
      on: "media-bytes",
      status: 302,
      code: 0,
      headers: { Location: "http://127.0.0.1:1/steal" },
    });
    expect((await errorOf(driver.openMedia(reference(stored().id)))).kind).toBe("media_rejected");
  });
});

describe("settings", () => {
  it("seals the secrets and routes by the number's id", () => {
    const split = factory.splitSettings({ ...settings, businessAccountId: "209900000000077" });
    expect(split).toEqual({
      settings: {
        phoneNumberId: PHONE_ID,
        businessAccountId: "209900000000077",
        graphBaseUrl: "https://graph.facebook.com",
        graphVersion: "v26.0",
      },
      secrets: { accessToken: "fake-access-token", appSecret: "fake-app-secret", verifyToken: "fake-verify-token" },
      externalId: PHONE_ID,
    });
    expect(() => factory.splitSettings({ ...settings, extra: true })).toThrow();
  });
});
