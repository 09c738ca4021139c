import type { Identity } from "../../driver.ts";

/**
 * How WhatsApp Web writes who somebody is: `<user>@<server>`, the server being `c.us` for phones, `lid`, or `g.us` for groups;
 * as a text, or as an object whose text was called `_serialized` until July 2026 and is called `$1` since.
 */

type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The wid as a text, without the number of a device; null when it is none. */
export function widOf(value: unknown): string | null {
  const text = isJson(value) ? (value["_serialized"] ?? value["$1"] ?? textOfParts(value)) : value;
  const parts = typeof text === "string" ? /^([^@\s:]+)(?::\d+)?@([\w.]+)$/.exec(text) : null;
  if (parts === null) return null;
  return `${parts[1]}@${parts[2] === "s.whatsapp.net" ? "c.us" : parts[2]}`;
}

const textOfParts = ({ user, server }: Json): string | null =>
  typeof user === "string" && typeof server === "string" ? `${user}@${server}` : null;

/** Whether messages there belong to somebody, a person or a group: not statuses, channels and lists. */
export const isConversation = (wid: string): boolean => /@(c\.us|lid|g\.us)$/.test(wid) && !wid.startsWith("0@");

export function identityOf(wid: string): Identity | null {
  const [user = "", server] = wid.split("@");
  if (server === "c.us" && /^\d{3,20}$/.test(user)) return { kind: "PHONE", value: user };
  if (server === "lid") return { kind: "LID", value: user };
  return server === "g.us" ? { kind: "GROUP", value: user } : null;
}

/** The wids to write to, the best first: a group, then phones, then LIDs. What this library cannot reach is left out. */
export function widsTo(identities: readonly Identity[]): string[] {
  const of = (kind: Identity["kind"]) =>
    identities.filter((identity) => identity.kind === kind).map(({ value }) => value);
  const bare = (value: string) => value.split("@")[0] ?? value;
  return [
    ...of("GROUP").map((value) => `${bare(value)}@g.us`),
    ...of("PHONE").map((value) => `${bare(value).replace(/\D/g, "")}@c.us`),
    ...of("LID").map((value) => `${bare(value)}@lid`),
  ];
}
