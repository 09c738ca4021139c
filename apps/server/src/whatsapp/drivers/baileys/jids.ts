import type { Identity } from "../../driver.ts";

/** A JID: WhatsApp's address of a person, a group or a list, as `user[:device]@server`. */
export type Jid = { readonly user: string; readonly server: string };

/** Without device and agent; hosted accounts are the same people. Null for what is no address. */
export function parseJid(jid: string | null | undefined): Jid | null {
  const [local, server, ...rest] = (jid ?? "").split("@");
  if (local === undefined || server === undefined || rest.length > 0) return null;
  const user = local.split(":")[0]?.split("_")[0] ?? "";
  if (user === "") return null;
  return { user, server: hosted[server] ?? server };
}

const hosted: Readonly<Record<string, string>> = {
  "c.us": "s.whatsapp.net",
  hosted: "s.whatsapp.net",
  "hosted.lid": "lid",
};

/** The identity that a JID names; null for lists, channels, statuses and bots: nobody to talk to. */
export function identityOf(jid: string | null | undefined): Identity | null {
  const parsed = parseJid(jid);
  if (parsed === null) return null;
  const { user, server } = parsed;
  if (server === "g.us") return { kind: "GROUP", value: user };
  if (server === "lid") return { kind: "LID", value: user };
  return server === "s.whatsapp.net" && /^\d+$/.test(user) ? { kind: "PHONE", value: user } : null;
}

/** The address of an identity; null for kinds that only the official API knows. */
export function jidOf({ kind, value }: Identity): string | null {
  if (kind === "GROUP") return `${value.replace(/@.*$/, "")}@g.us`;
  if (kind === "LID") return `${value.replace(/@.*$/, "")}@lid`;
  return kind === "PHONE" ? `${value.replace(/\D/g, "")}@s.whatsapp.net` : null;
}

export const isGroup = (jid: string | null | undefined): boolean => parseJid(jid)?.server === "g.us";

/** Whether two JIDs name the same account, whatever the device. */
export function isSameUser(one: string | null | undefined, other: string | null | undefined): boolean {
  const [first, second] = [parseJid(one), parseJid(other)];
  return first !== null && second !== null && first.user === second.user && first.server === second.server;
}

/** What is neither a person nor a group: statuses, channels, broadcast lists' own addresses, Meta's assistants. */
export const isNobody = (jid: string): boolean => jid === "status@broadcast" || /@(newsletter|bot)$/.test(jid);
