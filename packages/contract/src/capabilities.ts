import type { Capabilities } from "./endpoints/connections.ts";
import type { DriverKind } from "./enums.ts";

const phone: Capabilities = {
  pairing: "qr+code",
  quote: true,
  media: true,
  typing: true,
  readReceipts: true,
  serviceWindowHours: null,
};

/** What each kind of connection can do. A simulator pairs as its settings say. */
export const driverCapabilities: Readonly<Record<DriverKind, Capabilities>> = {
  simulator: { ...phone, pairing: "none" },
  "cloud-api": { ...phone, pairing: "none", serviceWindowHours: 24 },
  "whatsapp-web": phone,
  baileys: phone,
};
