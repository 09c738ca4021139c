import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startFakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import { childEnvironment } from "../../../src/platform/config/index.ts";
import { createWhatsAppWebFactory } from "../../../src/whatsapp/drivers/whatsapp-web/index.ts";
import { keyOf, providerIdOf } from "../../../src/whatsapp/drivers/whatsapp-web/message-keys.ts";
import { createCustomers } from "../customers.ts";
import type { Arrived, Customer, DriverWorld, Place, Written } from "../driver-world.ts";

const timing = {
  lookEveryMs: 100,
  probeEveryMs: 60_000,
  lookDeadlineMs: 3000,
  readyGraceMs: 300,
  qrLifeMs: 60_000,
  stuckAfterMs: 20_000,
};
const mimeTypes: Readonly<Record<string, string>> = {
  image: "image/png",
  video: "video/mp4",
  audio: "audio/mpeg",
  voice: "audio/ogg; codecs=opus",
  document: "application/pdf",
  sticker: "image/webp",
};
const vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Oficina do Zé\nTEL;waid=5511955550000:+55 11 95555-0000\nEND:VCARD";

/** The real whatsapp-web.js in a real Chromium, against a web.whatsapp.com of our own. */
export async function openWhatsAppWebWorld(): Promise<DriverWorld> {
  const web = await startFakeWhatsAppWeb({ phones: [] });
  const dataDir = await mkdtemp(path.join(tmpdir(), "whatskovi-contract-web-"));
  const factory = createWhatsAppWebFactory({
    dataDir,
    browser: undefined,
    browserArgs: web.chromiumArgs,
    environment: childEnvironment(),
    timing,
    sendMs: 10_000,
  });
  let companies = 0;
  const newCompany = () => {
    companies++;
    return web.addPhone({ phone: String(5_511_940_000_000 + companies), lid: String(10 ** 14 + companies) });
  };
  let phone = newCompany();
  const write = (written: Written): Place => {
    const { from, kind, group, namedBy = "phone" } = written;
    if (namedBy !== "hidden") web.person({ phone: from.phone, lid: from.hidden, name: from.name });
    const wrote = phone.customerWrites({
      ...(namedBy === "hidden" ? {} : { phone: from.phone }),
      ...(namedBy === "phone" ? {} : { lid: from.hidden }),
      name: from.name,
      ...(group === undefined ? {} : { group: `${group.id}@g.us` }),
      ...contentOf(written),
      ...(written.isLate === true ? { kind: "undecryptable" } : {}),
    });
    for (let time = 1; time < (written.times ?? 1); time++) phone.deliversAgain(wrote.id);
    if (written.isLate === true) phone.messageDecrypts(wrote.id, { body: written.body ?? "" });
    const key = keyOf(wrote.providerId);
    if (key === null) throw new Error(`not a key of a ${kind ?? "text"}: ${wrote.providerId}`);
    return { providerId: providerIdOf(key), from, ...(group === undefined ? {} : { group }) };
  };
  return {
    kind: "whatsapp-web",
    lacks: {
      "rate-limits": "WhatsApp Web does not tell of them",
      restrictions: "WhatsApp Web tells of them by the state of the whole line",
      history: "the library tells of no history",
    },
    patienceMs: 30_000,
    settings: {},
    create: (context) => factory.create(context),
    renew: () => {
      phone = newCompany();
    },
    scan: (qrCode) => phone.scanQr(qrCode),
    enterCode: (code) => phone.enterPairingCode(code),
    unlink: () => phone.unlink(),
    hadHistory: () => {},
    phoneNumber: () => `+${phone.number}`,
    customer: createCustomers((count) => String(70_000_000_000_000 + count)),
    group: (members) => {
      for (const { phone: number, hidden, name } of members) web.person({ phone: number, lid: hidden, name });
      const id = phone.addGroup({ name: "Turma", members: members.map((member) => ({ phone: member.phone })) });
      return { id: id.split("@")[0] ?? "", name: "Turma" };
    },
    identityOf: (customer, name) =>
      name === "phone" ? { kind: "PHONE", value: customer.phone } : { kind: "LID", value: customer.hidden },
    customerWrites: async (written) => write(written),
    customerWritesAway: async (written) => {
      write(written);
      return { told: Promise.resolve() };
    },
    customerEdits: (place, body) => phone.edits(shortId(place), body),
    customerRevokes: (place) => phone.revokes(shortId(place)),
    customerReacts: (place, emoji) => phone.customerReacts(shortId(place), { phone: place.from.phone }, emoji),
    customerTypes: (customer) => phone.customerTypes({ phone: customer.phone }),
    customerReceives: (_customer, providerId) => phone.customerReceives(shortId({ providerId })),
    customerReads: (_customer, providerId) => phone.customerReads(shortId({ providerId })),
    ownerWrites: async (to, body) => ({ providerId: `out:${phone.ownerWrites({ phone: to.phone, body }).id}` }),
    callMissed: (from) => {
      web.person({ phone: from.phone, lid: from.hidden, name: from.name });
      phone.callMissed({ phone: from.phone });
    },
    linkNames: (customer) => {
      phone.customerWrites({ phone: customer.phone, lid: customer.hidden, body: "agora com número" });
    },
    setNumber: (number, canonical) => web.person({ phone: canonical ?? number, isOnWhatsApp: canonical !== null }),
    expireMedia: (place, isGone) => phone.setMedia(shortId(place), isGone ? "gone" : "expired"),
    arrived: () => phone.sent().map(arrivedOf),
    reactionOn: (place) => phone.reactions.findLast(({ id }) => id === shortId(place))?.emoji ?? null,
    isReadByUs: ({ from }) => phone.signals.some(({ kind, chat }) => kind === "seen" && isOf(from, chat)),
    isTypingSeen: (customer) => phone.signals.some(({ kind, chat }) => kind === "typing" && isOf(customer, chat)),
    failNextSend: (fault) => {
      if (fault === "answer_lost") phone.fail({ on: "send", kind: "lose-answer" });
    },
    forget: () => {},
    dieSilently: () => phone.freeze(60_000),
    close: async () => {
      await web.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const shortId = ({ providerId }: Pick<Place, "providerId">): string => providerId.split(":")[1] ?? "";
const isOf = ({ phone, hidden }: Customer, chat: string): boolean => [phone, hidden].includes(chat.split("@")[0] ?? "");

function contentOf({ kind = "text", body = "", bytes, quoted, mentions, isForwarded }: Written) {
  const mimeType = mimeTypes[kind];
  const common = {
    body: [...(mentions ?? []).map(({ phone }) => `@${phone}`), body].filter(Boolean).join(" "),
    isForwarded: isForwarded === true,
    mentions: mentions?.map(({ phone }) => phone) ?? [],
    ...(quoted === undefined ? {} : { quote: shortId({ providerId: quoted }) }),
  };
  if (mimeType !== undefined) {
    const fileName = kind === "document" ? { fileName: "nota.pdf" } : {};
    return {
      ...common,
      kind: kind as "image",
      media: { bytes: Uint8Array.from(bytes ?? Buffer.from("bytes")), mimeType, ...fileName },
    };
  }
  switch (kind) {
    case "location":
      return { ...common, kind, location: { latitude: -23.5614, longitude: -46.6559 } };
    case "contact":
      return { ...common, kind, vcards: [vcard] };
    case "poll":
      return { ...common, kind, poll: { name: body, options: ["Cenoura", "Milho"] } };
    case "unsupported":
      return { ...common, kind: "raw" as const, raw: { type: "future_kind" } };
    case "malformed":
      return { ...common, kind: "raw" as const, raw: { type: "image", mimetype: 7, mediaKey: {}, caption: ["x"] } };
    default:
      return { ...common, kind: "text" as const };
  }
}

type Sent = ReturnType<ReturnType<Awaited<ReturnType<typeof startFakeWhatsAppWeb>>["phone"]>["sent"]>[number];
const kinds: Readonly<Record<string, Arrived["kind"]>> = {
  chat: "text",
  ptt: "voice",
  vcard: "contact",
  multi_vcard: "contact",
};

function arrivedOf(sent: Sent): Arrived {
  const { attributes } = sent;
  const card = /^FN:(.*)$/m.exec(typeof attributes["body"] === "string" ? attributes["body"] : "")?.[1];
  const isPlace = sent.type === "location";
  return {
    providerId: `out:${sent.id}`,
    to: sent.chat.split("@")[0] ?? "",
    kind: kinds[sent.type] ?? (sent.type as Arrived["kind"]),
    body: sent.body,
    bytes: sent.media?.bytes ?? null,
    quoted: sent.quotedId === null ? null : `in:${sent.quotedId}`,
    mentions: sent.mentions.map((wid) => wid.split("@")[0] ?? ""),
    location: isPlace ? { latitude: Number(attributes["lat"]), longitude: Number(attributes["lng"]) } : null,
    contacts: sent.type === "vcard" && card !== undefined ? [card.trim()] : [],
    isEdited: sent.isEdited,
    isDeleted: sent.isRevoked,
  };
}
