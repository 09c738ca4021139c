import type { Capabilities, Pacing } from "./endpoints/connections.ts";
import type { DriverKind } from "./enums.ts";

const megabyte = 1024 * 1024;

/** A phone linked as another device: what WhatsApp Web can do. Limits are WhatsApp's own. */
const phone: Capabilities = {
  pairing: "qr+code",
  quote: true,
  media: true,
  voiceNotes: true,
  stickers: true,
  locations: true,
  contactCards: true,
  reactions: true,
  editMinutes: 15,
  revokeMinutes: 60 * 48,
  groups: true,
  mentions: true,
  typing: true,
  readReceipts: true,
  templates: false,
  numberCheck: true,
  catchUp: "full",
  serviceWindowHours: null,
  maxBytes: { image: 16 * megabyte, video: 64 * megabyte, audio: 16 * megabyte, document: 100 * megabyte },
};

/** What each kind of connection can do. A simulator pairs as its settings say. */
export const driverCapabilities: Readonly<Record<DriverKind, Capabilities>> = {
  simulator: { ...phone, pairing: "none" },
  "cloud-api": {
    ...phone,
    pairing: "none",
    editMinutes: null,
    revokeMinutes: null,
    mentions: false,
    templates: true,
    numberCheck: false,
    catchUp: "none",
    serviceWindowHours: 24,
    maxBytes: { image: 5 * megabyte, video: 16 * megabyte, audio: 16 * megabyte, document: 100 * megabyte },
  },
  "whatsapp-web": { ...phone, catchUp: "recent" },
  baileys: { ...phone, catchUp: "full" },
};

const unpaced: Pacing = { gapMs: [0, 0], newConversationsPerDay: null, warmUp: false };
/** What WhatsApp's spam defence is known to bear of a phone that is not driven by a person. */
const careful: Pacing = { gapMs: [1000, 3000], newConversationsPerDay: 50, warmUp: true };

/** How each kind of connection is paced unless told otherwise. */
export const defaultPacing: Readonly<Record<DriverKind, Pacing>> = {
  simulator: unpaced,
  "cloud-api": unpaced,
  "whatsapp-web": careful,
  baileys: careful,
};
