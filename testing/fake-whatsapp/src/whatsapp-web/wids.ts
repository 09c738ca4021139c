import { createHash, randomBytes } from "node:crypto";

/** Ids as WhatsApp Web writes them: `<phone>@c.us`, `<number>@lid`, `<number>@g.us`. */

export const phoneWid = (digits: string): string => `${digits}@c.us`;
export const lidWid = (digits: string): string => `${digits}@lid`;
export const groupWid = (id: string): string => (id.includes("@") ? id : `${id}@g.us`);
export const userOf = (wid: string): string => wid.split("@")[0] ?? "";
export const isGroup = (wid: string): boolean => wid.endsWith("@g.us");
export const isLid = (wid: string): boolean => wid.endsWith("@lid");

/** A phone in digits, or an id as it is. */
export const asWid = (phoneOrId: string): string => (phoneOrId.includes("@") ? phoneOrId : phoneWid(phoneOrId));

/** The same LID for the same phone, so that it is the same in every run. */
export function lidOfPhone(phone: string): string {
  const digest = createHash("sha256").update(phone).digest().readUIntBE(0, 6);
  return String(200_000_000_000_000 + digest);
}

/** How people write a Brazilian mobile: with the ninth digit and without it; whatever else has one writing. */
export function writingsOf(phone: string): string[] {
  const withNinth = /^55(\d\d)9([6-9]\d{7})$/.exec(phone);
  if (withNinth !== null) return [phone, `55${withNinth[1]}${withNinth[2]}`];
  const without = /^55(\d\d)([6-9]\d{7})$/.exec(phone);
  return without === null ? [phone] : [phone, `55${without[1]}9${without[2]}`];
}

/** An id of a message as a phone makes it. */
export const newStanzaId = (): string => `3A${randomBytes(9).toString("hex").toUpperCase()}`;

/** Parts of a message's id. `self` is there for what this page has sent. */
export type MessageKey = {
  readonly fromMe: boolean;
  readonly remote: string;
  readonly id: string;
  readonly participant?: string | undefined;
  readonly self?: string | undefined;
};

/** The full text of a message's id, as whatsapp-web.js shows it in `id._serialized` or `id.$1`. */
export const keyText = ({ fromMe, remote, id, participant, self }: MessageKey): string =>
  [String(fromMe), remote, id, participant, self].filter((part) => part !== undefined).join("_");

/** The short id in a full one; a short one as it is. */
export function stanzaIdOf(id: string): string {
  return id.includes("_") ? (id.split("_")[2] ?? id) : id;
}
