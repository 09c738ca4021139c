import { createHash } from "node:crypto";
import { MessageContent, MessageType } from "@whatskovi/contract";
import { Identity, InboundEvent, MediaRef, Origin, type Party } from "../../../whatsapp/driver.ts";
import { cleanTexts } from "./clean-text.ts";

/** The longest text that WhatsApp itself takes; what is longer is cut, and screens stay alive. */
const longestBody = 65_536;
const longestRaw = 65_536;
const longestContent = 65_536;

/**
 * What a driver handed over in a form that is not right, as far as it can be kept: a message always, as what it is where only
 * little is wrong, else as UNSUPPORTED with all that came in `raw`. The same input again is the same message. Null for news
 * that tell nothing.
 */
export function mendEvent(input: unknown, now: Date): InboundEvent | null {
  const fields = recordOf(input);
  const timestamp = timestampOf(fields["timestamp"], now);
  if (fields["kind"] === "message") return mendMessage(fields, timestamp);
  const mended = InboundEvent.safeParse({ ...fields, timestamp });
  return mended.success ? cleanTexts(mended.data) : null;
}

/** The same message without all that a database could refuse. */
export const asUnsupported = (event: InboundEvent): InboundEvent | null =>
  event.kind === "message"
    ? { ...event, type: "UNSUPPORTED", content: {}, media: null, body: cut(event.body), raw: keptRaw(event) }
    : null;

/** Whether a message is so large that it has to be looked at before it is stored. */
export const isHuge = ({ body, content }: { body: string; content: unknown }): boolean =>
  body.length > longestBody || JSON.stringify(content).length > longestContent;

function mendMessage(fields: Record<string, unknown>, timestamp: number): InboundEvent {
  const type = MessageType.safeParse(fields["type"]);
  const content = MessageContent.safeParse(fields["content"] ?? {});
  const media = MediaRef.nullable().safeParse(fields["media"] ?? null);
  const body = typeof fields["body"] === "string" ? fields["body"] : "";
  const isSmall = content.success && JSON.stringify(content.data).length <= longestContent;
  const isKnown =
    type.success && isSmall && media.success && (typeof fields["body"] === "string" || media.data !== null);
  return cleanTexts(
    InboundEvent.parse({
      kind: "message",
      providerId: providerIdOf(fields),
      chat: partyOf(fields["chat"]) ?? unknownParty,
      author: partyOf(fields["author"]),
      origin: Origin.catch("live").parse(fields["origin"]),
      isFromUs: fields["isFromUs"] === true,
      timestamp,
      type: isKnown ? type.data : "UNSUPPORTED",
      body: cut(body),
      content: isKnown ? content.data : {},
      media: isKnown ? media.data : null,
      quotedProviderId: shortText(fields["quotedProviderId"], 300),
      isPlaceholder: fields["isPlaceholder"] === true,
      raw: keptRaw(fields),
    }),
  );
}

/** Whoever wrote what names nobody. */
const unknownParty: Party = { identities: [{ kind: "USERNAME", value: "unknown" }], name: "?" };

function partyOf(value: unknown): Party | null {
  const { identities, name } = recordOf(value);
  if (!Array.isArray(identities)) return null;
  const known = identities
    .map((identity: unknown) => Identity.safeParse(identity))
    .flatMap((parsed) => (parsed.success ? [parsed.data] : []))
    .slice(0, 5);
  return known.length === 0 ? null : { identities: known, name: typeof name === "string" ? name.slice(0, 500) : null };
}

function providerIdOf(fields: Record<string, unknown>): string {
  const { providerId } = fields;
  if (typeof providerId === "string" && providerId !== "" && providerId.length <= 300) return providerId;
  return `sha256:${createHash("sha256")
    .update(jsonOf(providerId ?? fields))
    .digest("hex")}`;
}

/** A wrong time is the present: everything else would misplace the message. */
function timestampOf(value: unknown, now: Date): number {
  const number = Math.floor(Number(value));
  return typeof value === "number" && Number.isSafeInteger(number) ? number : now.getTime();
}

const shortText = (value: unknown, longest: number): string | null =>
  typeof value === "string" && value.length <= longest ? value : null;

const cut = (body: string): string => (body.length <= longestBody ? body : body.slice(0, longestBody).toWellFormed());

/** The fields of whatever it is. */
export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** What came, as JSON that can be stored: cut where it is too much. */
function keptRaw(value: unknown): unknown {
  const json = jsonOf(value);
  return json.length <= longestRaw ? JSON.parse(json) : { cut: json.slice(0, longestRaw).toWellFormed() };
}

/** JSON of anything: what JSON has no word for is named. */
function jsonOf(value: unknown): string {
  const above: unknown[] = [];
  const replace = function (this: unknown, _key: string, inner: unknown): unknown {
    if (typeof inner === "bigint" || typeof inner === "symbol" || typeof inner === "function") return String(inner);
    if (inner instanceof Uint8Array) return `${inner.byteLength} bytes`;
    if (typeof inner !== "object" || inner === null) return inner;
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(inner)) return "…";
    above.push(inner);
    return inner;
  };
  try {
    return JSON.stringify(value, replace) ?? "null";
  } catch {
    return JSON.stringify("cannot be written as JSON");
  }
}
