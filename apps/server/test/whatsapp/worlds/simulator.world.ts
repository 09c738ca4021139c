import { randomUUID } from "node:crypto";
import { SimulatorBehaviour } from "@whatskovi/contract";
import { createSimulator } from "../../../src/whatsapp/drivers/simulator/index.ts";
import { lidOf } from "../../../src/whatsapp/drivers/simulator/numbers.ts";
import type { CustomerMessage, PhoneMessage, SimulatedPhones } from "../../../src/whatsapp/simulated-phones.ts";
import { createCustomers } from "../customers.ts";
import type { Arrived, Customer, DriverWorld, Group, SendFault, Written, WrittenKind } from "../driver-world.ts";
import { mp3, ogg, pdf, png, webp } from "../files.ts";

const calm = { ackDelayMs: [0, 0] as [number, number] };
const faults: Partial<Record<SendFault, Partial<SimulatorBehaviour>>> = {
  rate_limited: { sendRateLimitedRate: 1 },
  answer_lost: { sendLostAnswerRate: 1 },
};
const files: Partial<
  Record<WrittenKind, { type: PhoneMessage["type"]; fileName: string; mimeType: string; bytes: Buffer }>
> = {
  image: { type: "IMAGE", fileName: "foto.png", mimeType: "image/png", bytes: png },
  video: { type: "VIDEO", fileName: "filme.mp4", mimeType: "video/mp4", bytes: mp3 },
  audio: { type: "AUDIO", fileName: "som.mp3", mimeType: "audio/mpeg", bytes: mp3 },
  voice: { type: "AUDIO", fileName: "voz.ogg", mimeType: "audio/ogg", bytes: ogg },
  document: { type: "DOCUMENT", fileName: "nota.pdf", mimeType: "application/pdf", bytes: pdf },
  sticker: { type: "STICKER", fileName: "f.webp", mimeType: "image/webp", bytes: webp },
};
const plain: Partial<Record<WrittenKind, Pick<CustomerMessage, "type" | "content">>> = {
  location: { type: "LOCATION" },
  contact: { type: "CONTACT" },
  poll: { type: "TEXT", content: { poll: { options: ["Cenoura", "Milho"], isMultiple: false } } },
  unsupported: { type: "UNSUPPORTED", content: { kind: "hologram" } },
  malformed: { type: "UNSUPPORTED", content: {} },
};

/** The simulator, and the phones of its customers in the same process. */
export async function openSimulatorWorld(): Promise<DriverWorld> {
  const newCustomer = createCustomers(() => "");
  let phones: SimulatedPhones;
  let id = "";
  let groups = 0;
  let away = 0;
  let hasHistory = false;
  const behave = (behaviour: Partial<SimulatorBehaviour> = {}) =>
    phones.behave(id, SimulatorBehaviour.parse({ ...calm, ...behaviour }));
  const messages = async () => (await phones.listChats(id)).flatMap((chat) => chat.messages);
  const placeOf = ({ providerId, from, group }: { providerId: string; from: Customer; group?: Group }) => ({
    providerId,
    phone: group?.id ?? `+${from.phone}`,
  });
  const write = async (written: Written, timestamp?: number) => {
    const providerId = `sim.${randomUUID()}`;
    const message = { ...messageOf(written), providerId, timestamp };
    for (let time = 0; time < (written.times ?? 1); time++) {
      // What could not be stored is told again by itself.
      await phones.write(id, message).catch(() => {});
    }
    return { providerId, from: written.from, ...(written.group === undefined ? {} : { group: written.group }) };
  };
  return {
    kind: "simulator",
    lacks: {},
    patienceMs: 5000,
    settings: { pairing: "qr+code", phoneNumber: "+5511900000000", behaviour: calm },
    create: (context) => {
      const simulator = createSimulator({ memoryOf: () => context.memory });
      ({ phones } = simulator);
      id = context.connectionId;
      return simulator.factory.create(context);
    },
    renew: () => {
      hasHistory = false;
    },
    scan: async () => {
      if (hasHistory) behave({ historyChats: 3 });
      await phones.scan(id);
    },
    enterCode: async () => void (await phones.scan(id)),
    unlink: async () => void (await phones.drop(id, "unlink", 0)),
    hadHistory: () => {
      hasHistory = true;
    },
    phoneNumber: () => "+5511900000000",
    customer: () => {
      const customer = newCustomer();
      return { ...customer, hidden: lidOf(`+${customer.phone}`) };
    },
    group: () => ({ id: `12036302000000${String(++groups).padStart(4, "0")}`, name: `Grupo ${groups}` }),
    identityOf: ({ phone, hidden }, name) =>
      name === "phone" ? { kind: "PHONE", value: phone } : { kind: "LID", value: hidden },
    customerWrites: async (written) => {
      behave(written.isLate === true ? { placeholderRate: 1 } : {});
      return write(written);
    },
    customerWritesAway: async (written) => {
      await write(written, Date.now() + ++away);
      return { told: Promise.resolve() };
    },
    customerEdits: async (place, body) => void (await phones.edit(id, placeOf(place), body)),
    customerRevokes: async (place) => void (await phones.revoke(id, placeOf(place))),
    customerReacts: async (place, emoji) =>
      void (await phones.react(id, placeOf(place), emoji, `+${place.from.phone}`)),
    customerTypes: ({ phone }) => void phones.type(id, `+${phone}`),
    customerReceives: () => {},
    customerReads: async ({ phone }) => void (await phones.read(id, `+${phone}`)),
    ownerWrites: async ({ phone }, body) => (await phones.echo(id, `+${phone}`, { type: "TEXT", body }))!,
    callMissed: async (from) => {
      const content = { kind: "call_missed" };
      await phones.write(id, { phone: `+${from.phone}`, name: from.name, type: "SYSTEM", body: "", content });
    },
    linkNames: async ({ phone }) => void (await phones.link(id, `+${phone}`)),
    setNumber: (phone, canonical) => {
      if (canonical === null) behave({ absentDigit: Number(phone.at(-1)) });
    },
    expireMedia: (_place, isGone) => behave(isGone ? { mediaGoneRate: 1 } : { mediaExpiredRate: 1 }),
    arrived: async () => {
      behave();
      return (await messages()).filter(({ messageId }) => messageId !== null).map(arrivedOf);
    },
    reactionOn: async ({ providerId }) =>
      (await messages()).find((message) => message.providerId === providerId)?.reactions.find(({ by }) => by === null)
        ?.emoji ?? null,
    isReadByUs: async ({ providerId }) =>
      (await messages()).find((message) => message.providerId === providerId)?.status === "READ",
    isTypingSeen: async ({ phone }) => ((await phones.findChat(id, `+${phone}`))?.typingUntil ?? 0) > Date.now(),
    failNextSend: async (fault) => {
      if (fault === "restricted") await phones.drop(id, "restriction", 60_000);
      else if (fault !== "invalid_recipient") behave(faults[fault]);
    },
    forget: () => {},
    dieSilently: async () => void (await phones.drop(id, "silence", 600_000)),
    close: async () => {},
  };
}

function messageOf({
  from,
  kind = "text",
  body = "",
  bytes,
  group,
  quoted,
  mentions,
  isForwarded,
  namedBy,
}: Written): CustomerMessage {
  const file = files[kind];
  const given = plain[kind] ?? { type: file?.type ?? "TEXT" };
  const mentioned = mentions?.map(({ phone, name }) => ({ handle: phone, name }));
  const content = {
    ...given.content,
    ...(kind === "voice" ? { voice: true } : {}),
    ...(isForwarded === true ? { forwarded: true } : {}),
    ...(mentioned === undefined ? {} : { mentions: mentioned }),
  };
  return {
    phone: `+${from.phone}`,
    name: from.name,
    ...given,
    body: [...(mentions ?? []).map(({ phone }) => `@${phone}`), body].filter(Boolean).join(" "),
    addressing: namedBy === "hidden" ? "lid" : namedBy,
    group,
    quotedProviderId: quoted,
    content: Object.keys(content).length === 0 ? undefined : content,
    media: file && { ...file, bytes: bytes ?? file.bytes },
  };
}

const kinds: Partial<Record<PhoneMessage["type"], Arrived["kind"]>> = {
  TEXT: "text",
  IMAGE: "image",
  VIDEO: "video",
  DOCUMENT: "document",
  STICKER: "sticker",
  LOCATION: "location",
  CONTACT: "contact",
};

const arrivedOf = (message: PhoneMessage): Arrived => ({
  providerId: message.providerId,
  to: message.phone.replace("+", ""),
  kind:
    message.type === "AUDIO" ? (message.content.voice === true ? "voice" : "audio") : (kinds[message.type] ?? "other"),
  body: message.body,
  bytes: null,
  quoted: message.quotedProviderId,
  mentions: message.content.mentions?.map(({ handle }) => handle) ?? [],
  location: message.content.location ?? null,
  contacts: message.content.contacts?.map(({ name }) => name) ?? [],
  isEdited: message.editedAt !== null,
  isDeleted: message.deletedAt !== null,
});
