import { loadTickets } from "../../tickets/index.ts";
import { presentMessage } from "../message.presenter.ts";
import { Message } from "@whatskovi/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { InboundEventInput } from "../../../whatsapp/driver.ts";
import { createReceivingWorld, status, text } from "./receiving.fixture.ts";

type World = Awaited<ReturnType<typeof createReceivingWorld>>;
let world: World;
let connection: string;
beforeAll(async () => {
  world = await createReceivingWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  connection = await world.connection();
});

const odd = (fields: object): InboundEventInput => ({ ...text("5511955550001", "oi"), ...fields }) as never;
const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

const oddities: readonly [string, object][] = [
  ["a body that is a number", { body: 42 }],
  ["no body at all", { body: undefined }],
  ["a body of a megabyte", { body: "á".repeat(1024 * 1024) }],
  ["NUL and half a surrogate pair", { body: "a\0b\ud83d" }],
  ["a kind that nobody knows", { type: "HOLOGRAM" }],
  ["a place that is nowhere", { type: "LOCATION", content: { location: { latitude: "x", longitude: Number.NaN } } }],
  ["contacts that are no list", { type: "CONTACT", content: { contacts: "Eva" } }],
  [
    "a poll of a megabyte",
    { type: "TEXT", content: { poll: { options: ["x".repeat(1024 * 1024)], isMultiple: false } } },
  ],
  ["a file of no bytes' number", { type: "IMAGE", media: { reference: {}, mimeType: null, fileName: null, size: -1 } }],
  [
    "a file's name that does not end",
    { type: "DOCUMENT", media: { reference: {}, mimeType: null, fileName: "x".repeat(5000), size: 1 } },
  ],
  [
    "a reference that is nothing",
    { type: "VIDEO", media: { reference: null, mimeType: "video/mp4", fileName: null, size: 1 } },
  ],
  [
    "a file beyond all numbers",
    { type: "AUDIO", media: { reference: {}, mimeType: "x".repeat(300), fileName: null, size: Number.MAX_VALUE } },
  ],
  ["a time that is none", { timestamp: Number.NaN }],
  ["a time with a fraction", { timestamp: Date.now() + 0.5 }],
  ["a time as text", { timestamp: "2026" }],
  ["no id", { providerId: undefined }],
  ["an id that does not end", { providerId: "x".repeat(5000) }],
  ["a quote of something odd", { quotedProviderId: { id: 1 } }],
  [
    "a sender of no kind",
    {
      chat: {
        identities: [
          { kind: "FAX", value: "1" },
          { kind: "PHONE", value: "5511955550001" },
        ],
        name: 7,
      },
    },
  ],
  ["no sender", { chat: null }],
  ["an origin of its own", { origin: "dream" }],
  ["raw that goes round in circles", { raw: cyclic }],
  ["raw with numbers that JSON has not", { raw: { big: 1n } }],
  ["mentions that are no list", { content: { mentions: { 0: "x" } } }],
  ["a voice note of no length", { type: "AUDIO", content: { voice: true, durationSeconds: "long", waveform: [500] } }],
];

describe("a message with", () => {
  test.each(oddities)("%s is kept, seen, harmless, and one", async (_what, fields) => {
    const event = odd(fields);
    const next = text("5511955550002", "ok");
    await world.receive(connection, event, next);
    await world.receive(connection, event);
    const messages = await world.messages(connection);
    expect(messages).toHaveLength(2);
    for (const row of messages) {
      expect(row.ticketId).not.toBeNull();
      expect(() => Message.parse(presentMessage(row))).not.toThrow();
    }
    const kept = messages.find(({ body, providerId }) => body !== "ok" && providerId !== next.providerId);
    expect(kept).toBeDefined();
    expect(kept?.body.length).toBeLessThanOrEqual(65_536);
    const tickets = await loadTickets(
      world.db,
      messages.flatMap(({ ticketId }) => ticketId ?? []),
    );
    expect(tickets).toHaveLength(2);
  });
});

test("what could not be understood keeps all that came", async () => {
  await world.receive(connection, odd({ type: "HOLOGRAM", body: "veja", extra: { deep: [1] } }));
  const [{ id } = { id: "" }] = await world.messages(connection);
  expect(await world.db.models.message.findUnique({ where: { id } })).toMatchObject({
    type: "UNSUPPORTED",
    body: "veja",
    raw: { type: "HOLOGRAM", extra: { deep: [1] } },
  });
});

test.each([
  ["a status", { kind: "status", providerId: 7, status: "SENT", timestamp: 1 }],
  ["a tick of its own", { ...status("x", "READ"), status: "SMELT" }],
  ["an edit", { kind: "edited", providerId: "x", body: 7, timestamp: 1 }],
  ["a deletion", { kind: "revoked", timestamp: 1 }],
  ["a reaction", { kind: "reaction", providerId: "x", chat: null, emoji: "x".repeat(500), timestamp: 1 }],
  ["a contact", { kind: "contact", party: {}, timestamp: 1 }],
  ["something else", { kind: "smoke" }],
  ["nothing", null],
])("%s that tells nothing holds nothing up", async (_what, event) => {
  await world.receive(connection, event as never, text("5511955550003", "ok"));
  expect(await world.messages(connection)).toMatchObject([{ body: "ok" }]);
});

test("news of a wrong time are of the present", async () => {
  const message = text("5511955550004", "antes");
  await world.receive(connection, message);
  await world.receive(connection, { kind: "revoked", providerId: message.providerId, timestamp: Number.NaN });
  expect((await world.messages(connection))[0]?.deletedAt).toBeInstanceOf(Date);
});
