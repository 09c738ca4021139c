import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import type { Phone, Written } from "./phone.ts";

const number = "5511950000002";

/** A phone whose companion devices are served as WhatsApp serves them, the real Baileys among them. */
export async function startBaileysPhone(): Promise<Phone> {
  const fake = await startFakeMultiDevice();
  const phone = fake.addPhone({ phone: number, name: "Loja" });
  const folder = await mkdtemp(path.join(tmpdir(), "whatskovi-phone-"));
  const authority = path.join(folder, "media-host.pem");
  await writeFile(authority, fake.mediaCa);
  const groups = new Map<string, string>();
  const at = (group: string | undefined) => (group === undefined ? {} : { group: groups.get(group) ?? group });
  return {
    driver: "baileys",
    number,
    environment: { BAILEYS_WS_URL: fake.url, NODE_EXTRA_CA_CERTS: authority },
    scanQr: (qrCode) => void phone.scanQr(qrCode),
    enterPairingCode: async (code) => void (await phone.enterPairingCode(code)),
    unlink: () => phone.unlink(),
    isOnline: () => phone.isOnline,
    addGroup: (name, members) => {
      const { jid } = fake.addGroup({ subject: name, members: [{ phone: number }, ...members] });
      const id = jid.replace(/@.*$/, "");
      groups.set(id, jid);
      return id;
    },
    write: async (from, message) =>
      (await phone.customerWrites({ ...from, ...at(message.group), ...contentOf(message) })).providerId,
    writeRaw: async (from, raw) => (await phone.customerWrites({ ...from, raw })).providerId,
    edit: async (from, providerId, body) => void (await phone.customerEdits({ ...from, providerId, body })),
    revoke: async (from, providerId) => void (await phone.customerRevokes({ ...from, providerId })),
    react: async (from, providerId, emoji) => void (await phone.customerReacts({ ...from, providerId, emoji })),
    sent: () =>
      phone.sent().map(({ providerId, body, media, quote, isEdited, isRevoked }) => ({
        id: providerId,
        body,
        file: media?.bytes ?? null,
        quote,
        isEdited,
        isRevoked,
      })),
    reactions: () => phone.sentReactions().map(({ target, emoji }) => ({ target, emoji })),
    loseNextAnswer: () => phone.fail({ kind: "ack-lost" }),
    swallowNext: () => phone.fail({ kind: "lost" }),
    hasFailed: () => phone.faults.isEmpty,
    dropLine: () => phone.drop(),
    slowFiles: (milliseconds) => {
      fake.media.downloadDelayMs = milliseconds;
    },
    filesAskedFor: () => [...fake.media.downloads.values()].reduce((sum, count) => sum + count, 0),
    close: async () => {
      await fake.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function contentOf({ kind, body, file, quote, location, contact, poll }: Written) {
  return {
    kind,
    body,
    ...(file !== undefined && { media: { ...file, bytes: Buffer.from(file.bytes) } }),
    quote,
    location,
    ...(contact !== undefined && { contacts: [contact] }),
    ...(poll !== undefined && { poll: { name: poll.question, options: poll.options } }),
  };
}
