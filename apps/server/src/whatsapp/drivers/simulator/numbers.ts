import { createHash } from "node:crypto";

/**
 * The digits by which WhatsApp knows a number. In Brazil accounts of the area codes from 31 on usually have no ninth digit,
 * for they are older than it; both writings reach the same phone.
 */
export function canonicalDigits(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  const brazilian = /^55(\d\d)9([6-9]\d{7})$/.exec(digits);
  return brazilian !== null && Number(brazilian[1]) >= 31 ? `55${brazilian[1]}${brazilian[2]}` : digits;
}

/** A LID as WhatsApp writes it: fifteen digits that tell nothing of the phone. The same for the same phone. */
export function lidOf(phone: string): string {
  const hash = createHash("sha256")
    .update(`lid:${canonicalDigits(phone)}`)
    .digest();
  return String(10n ** 14n + (hash.readBigUInt64BE() % (9n * 10n ** 14n)));
}

/** Groups have longer ids than any phone has digits, and no plus sign. */
export const isGroupId = (chat: string): boolean => /^\d{16,25}$/.test(chat);
