import type { InboundEventInput } from "../../../driver.ts";
import { isJson } from "../wids.ts";
import { readVcard } from "./vcards.ts";

type MessageInput = Extract<InboundEventInput, { kind: "message" }>;
type Json = Readonly<Record<string, unknown>>;

/** What a kind of message holds, in the port's words. `hasFile` is whether there are bytes to be fetched by its key. */
export type Content = Pick<MessageInput, "type" | "body" | "content" | "isPlaceholder"> & {
  readonly hasFile?: boolean;
  readonly keepsRaw?: boolean;
};

type Reader = (model: Json) => Content;

const text = (value: unknown): string => (typeof value === "string" ? value.toWellFormed() : "");
const finite = (value: unknown): number | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
};

/**
 * What a message holds; null for what belongs in no conversation: notices of WhatsApp's own, albums (their pictures come one by
 * one), votes and the like. What nobody knows is kept with its original beside it.
 */
export function contentOf(model: Json): Content | null {
  const type = text(model["type"]);
  if (unshown.has(type)) return null;
  const isOnce = model["isViewOnce"] === true || text(model["subtype"]).startsWith("view_once");
  if (isOnce && type !== "revoked") return { type: "UNSUPPORTED", body: "", content: { kind: "view_once" } };
  const content = (readers.get(type) ?? unknown)(model);
  return model["isForwarded"] === true ? { ...content, content: { ...content.content, forwarded: true } } : content;
}

const unknown: Reader = (model) => ({
  type: "UNSUPPORTED",
  body: text(model["caption"]) || (model["mediaKey"] === undefined ? text(model["body"]) : ""),
  content: { kind: text(model["type"]).slice(0, 100) || "unknown" },
  keepsRaw: true,
});

const file =
  (type: MessageInput["type"]): Reader =>
  (model) => {
    const seconds = finite(model["duration"]);
    const hasLength = (type === "AUDIO" || type === "VIDEO") && seconds !== null && seconds >= 0;
    const waveform = type === "AUDIO" ? waveformOf(model["waveform"]) : null;
    return {
      type,
      body: type === "AUDIO" || type === "STICKER" ? "" : text(model["caption"]),
      content: {
        ...(model["type"] === "ptt" ? { voice: true } : {}),
        ...(hasLength ? { durationSeconds: seconds } : {}),
        ...(waveform === null ? {} : { waveform }),
        ...(model["isGif"] === true || model["isAnimated"] === true ? { animated: true } : {}),
      },
      hasFile: true,
    };
  };

/** 64 bytes, which come as a list, as an object of numbered fields, or in base64. */
function waveformOf(value: unknown): number[] | null {
  const numbers =
    typeof value === "string" ? [...Buffer.from(value, "base64")] : isJson(value) ? Object.values(value) : value;
  if (!Array.isArray(numbers) || numbers.length === 0) return null;
  return numbers.slice(0, 64).map((each) => Math.round(Math.min(100, Math.max(0, finite(each) ?? 0))));
}

const location: Reader = (model) => {
  const [latitude, longitude] = [finite(model["lat"]), finite(model["lng"])];
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return unknown(model);
  const [name = "", ...rest] = text(model["loc"]).split("\n");
  const address = rest.join("\n");
  return {
    type: "LOCATION",
    body: [name, address].filter(Boolean).join("\n"),
    content: {
      location: { latitude, longitude, name: name || null, address: address || null },
      ...(model["isLive"] === true ? { kind: "live_location" } : {}),
    },
  };
};

const cards =
  (vcardsOf: (model: Json) => unknown[]): Reader =>
  (model) => {
    const read = vcardsOf(model).map((vcard) => readVcard(text(vcard)));
    const contacts = read.filter(({ name, phoneNumbers }) => name !== "" || phoneNumbers.length > 0);
    if (contacts.length === 0) return unknown(model);
    const body = contacts.map(({ name, phoneNumbers }) => name || phoneNumbers[0]).join(", ");
    return { type: "CONTACT", body, content: { contacts } };
  };

const listed = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

const poll: Reader = (model) => ({
  type: "TEXT",
  body: text(model["pollName"]) || text(model["body"]),
  content: {
    kind: "poll",
    poll: {
      options: listed(model["pollOptions"]).map((option) => text(option["name"])),
      isMultiple: finite(model["pollSelectableOptionsCount"]) === 0,
    },
  },
});

/** Calls that somebody took on the phone are kept as such. */
const call: Reader = (model) => {
  const isVideo = model["isVideoCall"] === true || /video/i.test(text(model["subtype"]));
  const outcome = `${text(model["callOutcome"])} ${text(model["subtype"])}`;
  const wasTaken = /complet|accepted|connected/i.test(outcome) || (finite(model["callDuration"]) ?? 0) > 0;
  const kind = wasTaken ? (isVideo ? "video_call" : "call") : isVideo ? "video_call_missed" : "call_missed";
  return { type: "SYSTEM", body: "", content: { kind } };
};

const shown =
  (kind: string, bodyOf: (model: Json) => string): Reader =>
  (model) => {
    const body = bodyOf(model);
    return body === "" ? unknown(model) : { type: "TEXT", body, content: { kind }, keepsRaw: true };
  };
const ownText = (model: Json): string =>
  [text(model["title"]), text(model["body"]) || text(model["caption"])].filter(Boolean).join("\n");
const listAnswer = (model: Json): string => {
  const answer = isJson(model["listResponse"]) ? model["listResponse"] : {};
  return [text(answer["title"]) || text(model["body"]), text(answer["description"])].filter(Boolean).join("\n");
};

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["chat", (model) => ({ type: "TEXT", body: text(model["body"]), content: {} })],
  ["image", file("IMAGE")],
  ["video", file("VIDEO")],
  ["ptv", file("VIDEO")],
  ["audio", file("AUDIO")],
  ["ptt", file("AUDIO")],
  ["document", file("DOCUMENT")],
  ["sticker", file("STICKER")],
  ["location", location],
  ["vcard", cards((model) => [model["body"]])],
  ["multi_vcard", cards((model) => listed(model["vcardList"]).map(({ vcard }) => vcard))],
  ["poll_creation", poll],
  ["call_log", call],
  ["revoked", () => ({ type: "UNSUPPORTED", body: "", content: { kind: "revoked" } })],
  ["ciphertext", () => ({ type: "UNSUPPORTED", body: "", content: { kind: "ciphertext" }, isPlaceholder: true })],
  ["buttons_response", shown("button", (model) => text(model["body"]))],
  ["template_button_reply", shown("button", (model) => text(model["body"]))],
  ["list_response", shown("interactive", listAnswer)],
  ["interactive_response", shown("interactive", ownText)],
  ["hsm", shown("template", ownText)],
  ["list", shown("interactive", ownText)],
  ["interactive", shown("interactive", ownText)],
  ["native_flow", shown("interactive", ownText)],
  ["order", shown("order", (model) => [text(model["orderTitle"]), text(model["message"])].filter(Boolean).join("\n"))],
  [
    "product",
    shown("product", (model) => [text(model["title"]), text(model["description"])].filter(Boolean).join("\n")),
  ],
]);

const unshown: ReadonlySet<string> = new Set([
  "album",
  "biz-cover-photo",
  "broadcast_notification",
  "debug",
  "e2e_notification",
  "gp2",
  "group_notification",
  "keep_in_chat",
  "newsletter_notification",
  "notification",
  "notification_template",
  "pinned_message",
  "poll_update",
  "protocol",
  "reaction",
  "reaction_enc",
]);
