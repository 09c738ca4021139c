import { startBaileysPhone } from "./baileys-phone.ts";
import type { Phone, PhoneDriver } from "./phone.ts";
import { startWhatsAppWebPhone } from "./whatsapp-web-phone.ts";

/** A company's phone, with the WhatsApp that a driver's library talks to. */
export const startPhone = (driver: PhoneDriver): Promise<Phone> =>
  driver === "baileys" ? startBaileysPhone() : startWhatsAppWebPhone();
