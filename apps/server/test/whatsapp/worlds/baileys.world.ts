import tls from "node:tls";
import { setTimeout as pause } from "node:timers/promises";
import { type CompanyPhone, type CustomerWrites, startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import { createBaileysFactory } from "../../../src/whatsapp/drivers/baileys/index.ts";
import { createCustomers } from "../customers.ts";
import type { Arrived, Customer, DriverWorld, Place, SendFault, Written } from "../driver-world.ts";

const files = ["image", "video", "audio", "voice", "document", "sticker"];
const codes: Partial<Record<SendFault, string>> = { rate_limited: "429", restricted: "463", invalid_recipient: "404" };

/** The real Baileys against a WhatsApp for companion devices of our own. */
export async function openBaileysWorld(): Promise<DriverWorld> {
  const fake = await startFakeMultiDevice();
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), fake.mediaCa]);
  const factory = createBaileysFactory({
    webSocketUrl: fake.url,
    acknowledgeMs: 4000,
    resendMs: 3000,
    reuploadMs: 1500,
  });
  let companies = 0;
  let phone = newCompany();
  function newCompany(): CompanyPhone {
    return fake.addPhone({ phone: String(5_511_900_000_001 + companies++), name: "Padaria" });
  }
  const who = ({ from, group }: Pick<Written, "from" | "group">) => ({
    phone: from.phone,
    ...(group === undefined ? {} : { group: `${group.id}@g.us` }),
  });
  const write = async (written: Written): Promise<Place> => {
    const { providerId } = await phone.customerWrites(messageOf(written, nameOf(written)));
    return { providerId, from: written.from, ...(written.group === undefined ? {} : { group: written.group }) };
  };
  /** Who shows a phone is somebody whose LID is known too; who hides it is a LID that nobody has a phone for. */
  const nameOf = ({ from, group, namedBy = "phone" }: Written) => {
    if (namedBy === "hidden") return { lid: from.hidden, name: from.name };
    fake.addCustomer({ phone: from.phone, lid: from.hidden, name: from.name });
    const name = namedBy === "both" ? { phone: from.phone, lid: from.hidden } : { phone: from.phone };
    return { ...name, ...(group === undefined ? {} : { group: `${group.id}@g.us` }) };
  };
  return {
    kind: "baileys",
    lacks: {},
    patienceMs: 10_000,
    settings: {},
    create: (context) => factory.create(context),
    renew: () => {
      phone = newCompany();
    },
    scan: (qrCode) => void phone.scanQr(qrCode),
    enterCode: async (code) => {
      while (![...fake.network.offers].some(({ codeRequest }) => codeRequest?.phone === phone.phone)) await pause(10);
      await phone.enterPairingCode(code);
    },
    unlink: () => phone.unlink(),
    hadHistory: async () => {
      const at = Date.now() - 86_400_000;
      await phone.hadMessages([
        { phone: "5511987600001", name: "Antiga", body: "bom dia", at },
        { phone: "5511987600001", body: "bom dia!", at: at + 1000, isFromUs: true },
      ]);
    },
    phoneNumber: () => `+${phone.phone}`,
    customer: createCustomers((count) => String(70_000_000_000_000 + count)),
    group: (members) => {
      const people = members.map((member) => ({ phone: member.phone, lid: member.hidden, name: member.name }));
      const { jid } = fake.addGroup({ subject: "Turma", members: [...people, { phone: phone.phone }] });
      return { id: jid.split("@")[0] ?? "", name: "Turma" };
    },
    identityOf: (customer, name) =>
      name === "phone" ? { kind: "PHONE", value: customer.phone } : { kind: "LID", value: customer.hidden },
    customerWrites: write,
    customerWritesAway: async (written) => {
      await write(written);
      return { told: Promise.resolve() };
    },
    customerEdits: async (place, body) => void (await phone.customerEdits({ ...who(place), ...idOf(place), body })),
    customerRevokes: async (place) => void (await phone.customerRevokes({ ...who(place), ...idOf(place) })),
    customerReacts: async (place, emoji) => {
      await phone.customerReacts({ ...who(place), ...idOf(place), emoji });
    },
    customerTypes: (customer) => phone.customerTypes({ phone: customer.phone }),
    customerReceives: (customer, providerId) =>
      phone.customerReads({ phone: customer.phone, providerIds: [providerId], kind: "delivered" }),
    customerReads: (customer, providerId) => phone.customerReads({ phone: customer.phone, providerIds: [providerId] }),
    ownerWrites: (to, body) => phone.ownerWrites({ phone: to.phone, body }),
    callMissed: (from) => {
      fake.addCustomer({ phone: from.phone, lid: from.hidden, name: from.name });
      phone.callMissed({ phone: from.phone });
    },
    linkNames: async (customer) => {
      await phone.customerWrites({ phone: customer.phone, lid: customer.hidden, body: "agora com número" });
    },
    setNumber: (number, canonical) => fake.setOnWhatsApp(number, canonical),
    expireMedia: ({ providerId }, isGone) => phone.expireMedia(providerId, isGone),
    arrived: () => phone.sent().map(arrivedOf),
    reactionOn: ({ providerId }) =>
      phone.sentReactions().findLast(({ target }) => target === providerId)?.emoji || null,
    isReadByUs: ({ providerId }) => phone.reads.some(({ providerIds }) => providerIds.includes(providerId)),
    isTypingSeen: ({ phone: number, hidden }: Customer) =>
      phone.typings.some(
        ({ chat, state }) => state === "composing" && [number, hidden].some((id) => chat.startsWith(id)),
      ),
    failNextSend: (fault) => {
      const code = codes[fault];
      phone.fail(code === undefined ? { kind: "ack-lost" } : { kind: "nack", code });
    },
    forget: () => {},
    dieSilently: () => phone.freeze(),
    close: () => fake.close(),
  };
}

const idOf = ({ providerId }: Pick<Place, "providerId">) => ({ providerId });

function messageOf(written: Written, name: Pick<CustomerWrites, "phone" | "lid" | "name" | "group">): CustomerWrites {
  const { kind = "text", body, bytes, quoted, mentions, isForwarded, times, isLate } = written;
  return {
    ...name,
    ...(kind === "malformed" ? { raw: { imageMessage: { caption: "sem nada" } } } : { kind }),
    body: [...(mentions ?? []).map(({ hidden }) => `@${hidden}`), body].filter(Boolean).join(" "),
    ...(files.includes(kind) && bytes !== undefined
      ? { media: { bytes: Buffer.from(bytes), ...(kind === "document" ? { fileName: "nota.pdf" } : {}) } }
      : {}),
    ...(kind === "location" ? { location: { latitude: -23.5614, longitude: -46.6559 } } : {}),
    ...(kind === "contact" ? { contacts: [{ name: "Oficina do Zé", phone: "5511955550000" }] } : {}),
    ...(kind === "poll" ? { poll: { name: body ?? "", options: ["Cenoura", "Milho"] } } : {}),
    quote: quoted,
    mentions: mentions?.map(({ hidden }) => hidden),
    isForwarded,
    times,
    undecryptable: isLate === true ? "until-retry" : undefined,
  };
}

type Sent = ReturnType<CompanyPhone["sent"]>[number];
const kinds: Partial<Record<Sent["kind"], Arrived["kind"]>> = { gif: "video", contacts: "contact", unknown: "other" };

const arrivedOf = (sent: Sent): Arrived => ({
  providerId: sent.providerId,
  to: sent.to.group?.split("@")[0] ?? sent.to.phone ?? sent.to.lid ?? "",
  kind: kinds[sent.kind] ?? (sent.kind as Arrived["kind"]),
  body: sent.body,
  bytes: sent.media?.bytes ?? null,
  quoted: sent.quote,
  mentions: sent.mentions.map((jid) => jid.split(/[@:]/)[0] ?? ""),
  location: sent.location,
  contacts: sent.contacts.map(({ name }) => name),
  isEdited: sent.isEdited,
  isDeleted: sent.isRevoked,
});
