import type { proto, WAMessage } from "@whiskeysockets/baileys";
import { expect, test } from "vitest";
import { InboundEvent, type Party } from "../../driver.ts";
import { normalizeMessage } from "./normalize-message.ts";

const chat: Party = { identities: [{ kind: "PHONE", value: "5511988887777" }], name: "Maria" };
const jid = "5511988887777@s.whatsapp.net";

function read(message: proto.IMessage | null, more: Partial<WAMessage> = {}) {
  const given = { key: { remoteJid: jid, fromMe: false, id: "M1" }, messageTimestamp: 1_700_000_000, message, ...more };
  const frame = { chat, author: null, origin: "live" as const, receivedAt: Date.now() };
  return normalizeMessage(given, frame).map((event) => InboundEvent.parse(event));
}

const bytes = (length: number) => new Uint8Array(length).fill(7);
const file = {
  url: "https://mmg.whatsapp.net/v/x.enc",
  directPath: "/v/x.enc",
  mediaKey: bytes(32),
  fileSha256: bytes(32),
};

test.each<[string, proto.IMessage, object]>([
  ["a disappearing text", { ephemeralMessage: { message: { conversation: "oi" } } }, { type: "TEXT", body: "oi" }],
  [
    "our own from another device",
    { deviceSentMessage: { message: { conversation: "oi" } } },
    { type: "TEXT", body: "oi" },
  ],
  [
    "a document with a caption",
    {
      documentWithCaptionMessage: {
        message: { documentMessage: { ...file, caption: "nota", fileName: "n.pdf", mimetype: "application/pdf" } },
      },
    },
    { type: "DOCUMENT", body: "nota", media: { fileName: "n.pdf", mimeType: "application/pdf" } },
  ],
  [
    "a voice note",
    { audioMessage: { ...file, ptt: true, seconds: 7, waveform: Uint8Array.from([0, 50, 100, 200]) } },
    {
      type: "AUDIO",
      content: { voice: true, durationSeconds: 7, waveform: [0, 50, 100, 100] },
      media: { reference: { kind: "ptt" } },
    },
  ],
  [
    "a film shown as a GIF",
    { videoMessage: { ...file, gifPlayback: true, seconds: 2 } },
    { type: "VIDEO", content: { animated: true, durationSeconds: 2 } },
  ],
  ["a round film", { ptvMessage: { ...file } }, { type: "VIDEO" }],
  [
    "a sticker that moves",
    { lottieStickerMessage: { message: { stickerMessage: { ...file, isAnimated: true } } } },
    { type: "STICKER", content: { animated: true } },
  ],
  [
    "a place where somebody is",
    { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 2, caption: "indo" } },
    { type: "LOCATION", body: "indo", content: { kind: "live_location" } },
  ],
  [
    "a card",
    {
      contactMessage: {
        displayName: "João",
        vcard: "BEGIN:VCARD\nVERSION:3.0\nFN:João\nitem1.TEL;waid=5511912345678:+55 11 91234-5678\nEND:VCARD",
      },
    },
    { type: "CONTACT", body: "João", content: { contacts: [{ name: "João", phoneNumbers: ["+55 11 91234-5678"] }] } },
  ],
  [
    "a poll",
    { pollCreationMessage: { name: "Qual?", options: [{ optionName: "a" }], selectableOptionsCount: 0 } },
    { body: "Qual?", content: { poll: { options: ["a"], isMultiple: true } } },
  ],
  [
    "a poll with one choice",
    { pollCreationMessageV3: { name: "Qual?", options: [{ optionName: "a" }], selectableOptionsCount: 1 } },
    { content: { poll: { isMultiple: false } } },
  ],
  [
    "a poll of communities",
    { pollCreationMessageV2: { name: "Qual?", options: [{ optionName: "a" }] } },
    { content: { kind: "poll" } },
  ],
  [
    "a button's answer",
    { buttonsResponseMessage: { selectedDisplayText: "Sim" } },
    { type: "TEXT", body: "Sim", content: { kind: "button" } },
  ],
  [
    "a template's answer",
    { templateButtonReplyMessage: { selectedDisplayText: "Não" } },
    { body: "Não", content: { kind: "button" } },
  ],
  [
    "a list's answer",
    { listResponseMessage: { title: "Plano", description: "Anual" } },
    { body: "Plano\nAnual", content: { kind: "interactive" } },
  ],
  [
    "a picture to be seen once",
    { viewOnceMessageV2: { message: { imageMessage: { ...file } } } },
    { type: "UNSUPPORTED", content: { kind: "view_once" }, media: null },
  ],
  [
    "a kind that nobody knows",
    { stickerPackMessage: { name: "pack" } },
    {
      type: "UNSUPPORTED",
      content: { kind: "stickerPack" },
      raw: { message: { stickerPackMessage: { name: "pack" } } },
    },
  ],
  [
    "a customer who came by an advertisement",
    {
      extendedTextMessage: {
        text: "oi",
        contextInfo: {
          externalAdReply: { title: "Oferta", body: "já", sourceUrl: "https://x.test", ctwaClid: "c" },
          stanzaId: "Q1",
          isForwarded: true,
        },
      },
    },
    {
      body: "oi",
      quotedProviderId: "Q1",
      content: { forwarded: true, referral: { headline: "Oferta", body: "já", url: "https://x.test" } },
    },
  ],
])("%s", (_name, message, expected) => {
  expect(read(message)).toMatchObject([
    { kind: "message", providerId: "M1", timestamp: 1_700_000_000_000, ...expected },
  ]);
});

test("what could not be decrypted, what may be seen once, and missed calls", () => {
  expect(read(null, { messageStubType: 2 })).toMatchObject([{ isPlaceholder: true }]);
  expect(read(null, { key: { remoteJid: jid, id: "M1", isViewOnce: true } })).toMatchObject([
    { content: { kind: "view_once" } },
  ]);
  expect(read(null, { messageStubType: 41 })).toMatchObject([
    { type: "SYSTEM", content: { kind: "video_call_missed" } },
  ]);
});

test("what is no message: keys, votes, pins, lines about a group", () => {
  for (const message of [
    { senderKeyDistributionMessage: { groupId: "g" } },
    { pollUpdateMessage: {} },
    { pinInChatMessage: {} },
    { protocolMessage: { type: 5 } },
    { albumMessage: { expectedImageCount: 2 } },
  ]) {
    expect(read(message)).toEqual([]);
  }
  expect(read(null, { messageStubType: 27 })).toEqual([]);
});

test("nobody edits or deletes what is not theirs; in a group an administrator deletes", () => {
  const revoke = (fromMe: boolean) => ({ protocolMessage: { type: 0, key: { id: "X", fromMe } } });
  expect(read(revoke(true))).toMatchObject([{ kind: "revoked", providerId: "X" }]);
  expect(read(revoke(false))).toEqual([]);
  expect(
    read({
      protocolMessage: { type: 14, key: { id: "X", fromMe: false }, editedMessage: { conversation: "eu lhe devo" } },
    }),
  ).toEqual([]);
  expect(read(revoke(false), { key: { remoteJid: "120@g.us", id: "M1", fromMe: false } })).toMatchObject([
    { kind: "revoked" },
  ]);
});

test("an edit inside its wrapper changes a text or a caption", () => {
  const edit = (editedMessage: proto.IMessage) => ({
    editedMessage: {
      message: {
        protocolMessage: { type: 14, key: { id: "X", fromMe: true }, editedMessage, timestampMs: 1_700_000_000_123 },
      },
    },
  });
  expect(read(edit({ conversation: "novo" }))).toMatchObject([
    { kind: "edited", providerId: "X", body: "novo", timestamp: 1_700_000_000_123 },
  ]);
  expect(read(edit({ imageMessage: { caption: "nova" } }))).toMatchObject([{ kind: "edited", body: "nova" }]);
});

test("whatever is inside, what comes out has the port's shape", () => {
  const odd: unknown[] = [
    { imageMessage: { fileLength: -5, mimetype: "x".repeat(900), caption: null } },
    { locationMessage: {} },
    { contactsArrayMessage: { contacts: [{ vcard: "\u0000TEL", displayName: null }] } },
    {
      extendedTextMessage: { text: null, contextInfo: { mentionedJid: ["", "x", "1@lid"], stanzaId: "y".repeat(900) } },
    },
    { reactionMessage: { key: { id: "R" }, text: "👍".repeat(100) } },
    { pollCreationMessage: { options: null } },
    { conversation: "" },
    { imageMessage: 5 },
  ];
  for (const message of odd) expect(() => read(message as proto.IMessage)).not.toThrow();
});
