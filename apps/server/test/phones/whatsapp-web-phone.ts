import { startFakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import type { Customer, Phone, Written } from "./phone.ts";

const number = "5511940000001";

/** A phone whose WhatsApp Web is played for a real browser. */
export async function startWhatsAppWebPhone(): Promise<Phone> {
  const web = await startFakeWhatsAppWeb({ phones: [{ phone: number }] });
  const phone = web.phone();
  return {
    driver: "whatsapp-web",
    number,
    environment: { WHATSAPP_WEB_ARGS: JSON.stringify(web.chromiumArgs) },
    scanQr: (qrCode) => phone.scanQr(qrCode),
    enterPairingCode: async (code) => phone.enterPairingCode(code),
    unlink: () => phone.unlink(),
    isOnline: () => phone.isOnline,
    addGroup: (name, members) =>
      phone.addGroup({ name, members: members.map(({ phone: of = "" }) => ({ phone: of })) }).replace(/@.*$/, ""),
    write: async (from, message) => phone.customerWrites({ ...from, ...contentOf(message) }).id,
    writeRaw: async (from, raw) => phone.customerWrites({ ...from, kind: "raw", raw }).id,
    edit: async (_from, id, body) => phone.edits(id, body),
    revoke: async (_from, id) => phone.revokes(id),
    react: async (from, id, emoji) => phone.customerReacts(id, whoOf(from), emoji),
    sent: () =>
      phone.sent().map(({ id, body, media, quotedId, isEdited, isRevoked }) => ({
        id,
        body,
        file: media === null ? null : Buffer.from(media.bytes),
        quote: quotedId,
        isEdited,
        isRevoked,
      })),
    reactions: () => phone.reactions.map(({ id, emoji }) => ({ target: id, emoji })),
    loseNextAnswer: () => phone.fail({ on: "send", kind: "lose-answer" }),
    swallowNext: () => phone.fail({ on: "send", kind: "hang" }),
    hasFailed: () => phone.faults.length === 0,
    dropLine: () => {
      phone.drop();
      setTimeout(() => {
        phone.reconnect();
        phone.setState("CONNECTED");
      }, 1500).unref();
    },
    slowFiles: (milliseconds) => void web.behave({ mediaDelayMs: milliseconds }),
    filesAskedFor: () => web.world.media.askedFor,
    close: () => web.close(),
  };
}

const whoOf = ({ phone, lid }: Customer) => ({ phone, lid });

function contentOf({ kind = "text", body = "", group, file, quote, location, contact, poll }: Written) {
  return {
    kind,
    body,
    ...(group !== undefined && { group: `${group}@g.us` }),
    ...(file !== undefined && { media: file }),
    ...(quote !== undefined && { quote }),
    ...(location !== undefined && { location }),
    ...(contact !== undefined && { vcards: [vcardOf(contact)] }),
    ...(poll !== undefined && { poll: { name: poll.question, options: poll.options } }),
  };
}

const vcardOf = ({ name, phone }: NonNullable<Written["contact"]>): string =>
  `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`;
