import { envelope, type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import type { DriverContext } from "../../../src/whatsapp/driver.ts";
import { createCloudApiFactory } from "../../../src/whatsapp/drivers/cloud-api/index.ts";
import { createCustomers } from "../customers.ts";
import type { Arrived, Customer, DriverWorld, Place, SendFault, Written } from "../driver-world.ts";
import { mp3, mp4, ogg, pdf, png, webp } from "../files.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

const PHONE_ID = "100000000000001";
const ACCOUNT_ID = "200000000000001";
const OUR_PHONE = "551140000001";

const files = {
  image: { mimeType: "image/png", bytes: png },
  video: { mimeType: "video/mp4", bytes: mp4 },
  audio: { mimeType: "audio/mpeg", bytes: mp3 },
  voice: { mimeType: "audio/ogg; codecs=opus", bytes: ogg },
  document: { mimeType: "application/pdf", bytes: pdf },
  sticker: { mimeType: "image/webp", bytes: webp },
} as const;
const faults: Record<SendFault, Parameters<FakeGraph["fail"]>[0]> = {
  rate_limited: { kind: "error", code: 130429, status: 429 },
  restricted: { kind: "error", code: 131031, status: 403 },
  invalid_recipient: { kind: "error", code: 131026 },
  answer_lost: { kind: "reset", when: "after" },
};

/** The official API against a Graph API of our own, with webhooks that go the same way as in the server. */
export async function openCloudApiWorld(): Promise<DriverWorld> {
  let context: DriverContext | null = null;
  const receiver = await startWebhookReceiver(() => context);
  const graph = await startFakeGraph({
    numbers: [{ webhookUrl: receiver.url }],
    behaviour: { statuses: ["sent"], retryAfterMs: 20 },
  });
  graph.addTemplate(ACCOUNT_ID, { name: "pedido", components: [{ type: "BODY", text: "Oi {{1}}, saiu o {{2}}" }] });
  const factory = createCloudApiFactory({ timeouts: { request: 2000, transfer: 5000 }, firstRetryMs: 20 });
  const mediaIds = new Map<string, string>();
  let groups = 0;
  let away = 0;

  const write = (written: Written, timestamp?: number) => {
    const mediaId = mediaOf(graph, written);
    const message = {
      from: nameOf(written),
      content: contentOf(written, mediaId),
      ...(timestamp === undefined ? {} : { timestamp }),
    };
    const writing = graph.write(PHONE_ID, [message]);
    return { writing, message, mediaId };
  };
  const change = (place: Place, content: object) =>
    graph.write(PHONE_ID, [
      { from: nameOf(place), content: { ...(place.group && { group_id: place.group.id }), ...content } },
    ]);
  const number = () => graph.state.numbers.get(PHONE_ID)!;
  const tick = ({ phone }: Customer, id: string, status: string) =>
    graph.tick(PHONE_ID, [{ id, status, recipient: phone }]);
  return {
    kind: "cloud-api",
    lacks: {
      "customer-typing": "Meta does not tell that a customer types",
      placeholder: "Meta decrypts for us",
      unlinking: "there is no linked device",
      polls: "Meta tells of polls as unsupported",
    },
    patienceMs: 5000,
    settings: {
      phoneNumberId: PHONE_ID,
      businessAccountId: ACCOUNT_ID,
      accessToken: "fake-access-token",
      appSecret: "fake-app-secret",
      verifyToken: "fake-verify-token",
      graphBaseUrl: graph.url,
    },
    create: (given) => {
      context = given;
      return factory.create(given);
    },
    renew: () => graph.state.clear(),
    scan: () => {},
    enterCode: () => {},
    unlink: () => {},
    hadHistory: async () => {
      const at = String(Math.floor(Date.now() / 1000) - 86_400);
      const theirs = { from: "5511987600001", id: "wamid.h1", timestamp: at, type: "text", text: { body: "bom dia" } };
      const ours = { ...theirs, from: OUR_PHONE, to: "5511987600001", id: "wamid.h2", text: { body: "bom dia!" } };
      const history = [
        { metadata: { phase: 0, progress: 100 }, threads: [{ id: "5511987600001", messages: [theirs, ours] }] },
      ];
      await graph.deliver(PHONE_ID, envelope(number(), { history }, "history"));
    },
    phoneNumber: () => `+${OUR_PHONE}`,
    customer: createCustomers((count) => `BR.${1_000_000 + count}`),
    group: () => ({ id: `Y2FwaV9ncm91cDo${++groups}`, name: `Grupo ${groups}` }),
    identityOf: ({ phone, hidden }, name) =>
      name === "phone" ? { kind: "PHONE", value: phone } : { kind: "BSUID", value: hidden },
    customerWrites: async (written) => {
      const { writing, message, mediaId } = write(written);
      const { ids } = await writing;
      const providerId = ids[0] ?? "";
      if (mediaId !== undefined) mediaIds.set(providerId, mediaId);
      for (let time = 1; time < (written.times ?? 1); time++)
        await graph.write(PHONE_ID, [{ ...message, id: providerId }]);
      return { providerId, from: written.from, ...(written.group === undefined ? {} : { group: written.group }) };
    },
    customerWritesAway: async (written) => ({
      told: write(written, Math.floor(Date.now() / 1000) + ++away).writing,
    }),
    customerEdits: async (place, body) => {
      const message = { type: "text", text: { body } };
      await change(place, { type: "edit", edit: { original_message_id: place.providerId, message } });
    },
    customerRevokes: async (place) => {
      await change(place, { type: "revoke", revoke: { original_message_id: place.providerId } });
    },
    customerReacts: async (place, emoji) => {
      await change(place, { type: "reaction", reaction: { message_id: place.providerId, emoji: emoji ?? "" } });
    },
    customerTypes: () => {},
    customerReceives: async (customer, providerId) => void (await tick(customer, providerId, "delivered")),
    customerReads: async (customer, providerId) => void (await tick(customer, providerId, "read")),
    ownerWrites: async ({ phone }, body) => {
      const { ids } = await graph.echo(PHONE_ID, [{ from: { phone }, content: { type: "text", text: { body } } }]);
      return { providerId: ids[0] ?? "" };
    },
    callMissed: async ({ phone }) => {
      const call = {
        id: `wacid.${phone}`,
        from: phone,
        event: "terminate",
        direction: "USER_INITIATED",
        status: "FAILED",
      };
      await graph.deliver(PHONE_ID, envelope(number(), { calls: [call] }, "calls"));
    },
    linkNames: async ({ phone, hidden }) => {
      const update = { wa_id: phone, user_id: { previous: hidden, current: hidden } };
      await graph.deliver(PHONE_ID, envelope(number(), { user_id_update: [update] }, "user_id_update"));
    },
    setNumber: (phone, canonical) => {
      if (canonical !== null) graph.state.canonicalIds.set(phone, canonical);
    },
    expireMedia: ({ providerId }, isGone) => {
      if (isGone) graph.state.media.delete(mediaIds.get(providerId) ?? "");
      else graph.fail({ kind: "status", on: "media-bytes", status: 404 });
    },
    arrived: () => graph.state.sent.filter(({ type }) => type !== "reaction").map((sent) => arrivedOf(graph, sent)),
    reactionOn: ({ providerId }) => {
      const reactions = graph.state.sent.flatMap(({ body }) => (body["reaction"] as Reaction | undefined) ?? []);
      return reactions.findLast((reaction) => reaction.message_id === providerId)?.emoji || null;
    },
    isReadByUs: ({ providerId }) => graph.state.signals.some(({ messageId }) => messageId === providerId),
    isTypingSeen: () => graph.state.signals.some(({ isTyping }) => isTyping),
    failNextSend: (fault) => graph.fail(faults[fault]),
    forget: () => {
      context = null;
    },
    dieSilently: () => graph.fail({ kind: "hang", on: "phone-number", when: "before", times: 3 }),
    close: async () => {
      await graph.close();
      await receiver.close();
    },
  };
}

type Reaction = { readonly message_id: string; readonly emoji: string };

const nameOf = ({ from, namedBy }: Pick<Written, "from" | "namedBy">) => ({
  name: from.name,
  ...(namedBy === "hidden" ? {} : { phone: from.phone }),
  ...(namedBy === "hidden" || namedBy === "both" ? { userId: from.hidden } : {}),
});

function mediaOf(graph: FakeGraph, { kind = "text", bytes }: Written): string | undefined {
  const file = kind in files ? files[kind as keyof typeof files] : undefined;
  return file && graph.storeMedia(PHONE_ID, { bytes: bytes ?? file.bytes, mimeType: file.mimeType }).id;
}

function contentOf(written: Written, mediaId: string | undefined): Record<string, unknown> {
  const { group, quoted, isForwarded } = written;
  const context = {
    ...(quoted === undefined ? {} : { from: OUR_PHONE, id: quoted }),
    ...(isForwarded === true ? { forwarded: true } : {}),
  };
  return {
    ...partOf(written, mediaId),
    ...(group === undefined ? {} : { group_id: group.id }),
    ...(Object.keys(context).length === 0 ? {} : { context }),
  };
}

function partOf({ kind = "text", body = "" }: Written, id: string | undefined): Record<string, unknown> {
  const caption = body === "" ? {} : { caption: body };
  switch (kind) {
    case "location":
      return { type: "location", location: { latitude: -23.5614, longitude: -46.6559 } };
    case "contact":
      return {
        type: "contacts",
        contacts: [{ name: { formatted_name: "Oficina do Zé" }, phones: [{ phone: "+55 11 95555-0000" }] }],
      };
    case "poll":
    case "unsupported":
      return { type: "unsupported", errors: [{ code: 131051, title: "Message type unknown" }] };
    case "malformed":
      return { type: "image", image: 7 };
    case "voice":
      return { type: "audio", audio: { id, mime_type: "audio/ogg; codecs=opus", voice: true } };
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker": {
      const fileName = kind === "document" ? { filename: "nota.pdf" } : {};
      return { type: kind, [kind]: { id, mime_type: files[kind].mimeType, ...caption, ...fileName } };
    }
    default:
      return { type: "text", text: { body } };
  }
}

type Sent = FakeGraph["state"]["sent"][number];
const part = (value: unknown) => (value ?? {}) as Record<string, unknown>;

function arrivedOf(graph: FakeGraph, { id, to, type, body }: Sent): Arrived {
  const content = part(body[type]);
  const isVoice = type === "audio" && content["voice"] === true;
  const cards = type === "contacts" ? (body["contacts"] as { name: { formatted_name: string } }[]) : [];
  return {
    providerId: id,
    to,
    kind: isVoice ? "voice" : ((type === "contacts" ? "contact" : type) as Arrived["kind"]),
    body: String(content["body"] ?? content["caption"] ?? ""),
    bytes: graph.state.media.get(String(content["id"]))?.bytes ?? null,
    quoted: (part(body["context"])["message_id"] as string | undefined) ?? null,
    mentions: [],
    location: type === "location" ? (body["location"] as Arrived["location"]) : null,
    contacts: cards.map(({ name }) => name.formatted_name),
    isEdited: false,
    isDeleted: false,
  };
}
