import type { MessageContent } from "@whatskovi/contract";
import { DriverError, type Identity, type SendCommand } from "../../driver.ts";
import { isVoiceNote, type MediaType } from "./outbound-media.ts";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/groups */
const inGroups: readonly string[] = ["text", "image", "video", "audio", "document", "sticker", "template"];

/** What was made ready before: an uploaded file's id and as what it goes, or the parts of a template. */
export type Prepared = {
  readonly media?: { readonly id: string; readonly type: MediaType };
  readonly templateComponents?: readonly object[];
};

/** The body of `POST /{phone-number-id}/messages`. */
export function sendRequest(command: SendCommand, prepared: Prepared): object {
  const recipient = recipientOf(command.to);
  const part = partOf(command, prepared);
  if (recipient.recipient_type === "group" && !inGroups.includes(part.type)) {
    throw new DriverError("unsupported", "The official API takes texts, files and templates alone in groups");
  }
  const quote = command.quoted === null ? {} : { context: { message_id: command.quoted.providerId } };
  return {
    messaging_product: "whatsapp",
    ...recipient,
    ...quote,
    biz_opaque_callback_data: command.messageId,
    ...part,
  };
}

/** The body that sets or takes back our reaction. Meta takes an empty text for none. */
export function reactionRequest(chat: readonly Identity[], messageId: string, emoji: string | null): object {
  const recipient = recipientOf(chat);
  if (recipient.recipient_type === "group") {
    throw new DriverError("unsupported", "The official API has no reactions in groups");
  }
  const reaction = { message_id: messageId, emoji: emoji ?? "" };
  return { messaging_product: "whatsapp", ...recipient, type: "reaction", reaction };
}

function partOf({ content }: SendCommand, prepared: Prepared): { type: string; [part: string]: unknown } {
  switch (content.type) {
    case "TEXT":
      if (content.body.length > MAX_TEXT) throw tooLong("A text", MAX_TEXT);
      return { type: "text", text: { body: content.body, preview_url: true } };
    case "LOCATION":
      return { type: "location", location: locationOf(content.location) };
    case "CONTACT":
      return { type: "contacts", contacts: content.contacts.map(cardOf) };
    case "TEMPLATE": {
      const { name, language } = content.template;
      const components = prepared.templateComponents ?? [];
      return { type: "template", template: { name, language: { code: language }, components } };
    }
    default:
      return filePart(content, prepared);
  }
}

function filePart(content: Extract<SendCommand["content"], { file: unknown }>, { media }: Prepared) {
  if (media === undefined) throw new DriverError("transient", "The file has not been uploaded");
  const { id, type } = media;
  if (type === "sticker") return { type, sticker: { id } };
  if (type === "audio") return { type, audio: { id, ...(isVoiceNote(content) ? { voice: true } : {}) } };
  if (content.body.length > MAX_CAPTION) throw tooLong("A text beside a file", MAX_CAPTION);
  const caption = content.body === "" ? {} : { caption: content.body };
  const filename = type === "document" ? { filename: content.file.fileName } : {};
  return { type, [type]: { id, ...caption, ...filename } };
}

const tooLong = (what: string, max: number) =>
  new DriverError("unsupported", `${what} may have ${max} characters on WhatsApp`);

/** Meta shows an address only beside a name. */
function locationOf({ latitude, longitude, name, address }: NonNullable<MessageContent["location"]>) {
  const title = name || address;
  return { latitude, longitude, ...(title ? { name: title } : {}), ...(address ? { address } : {}) };
}

/** A card must have a name of two parts at least: the whole, and one of its parts. */
function cardOf({ name, phoneNumbers }: NonNullable<MessageContent["contacts"]>[number]) {
  const shown = name.trim() || phoneNumbers[0] || "?";
  const [first = shown, ...rest] = shown.split(/\s+/);
  const lastName = rest.length === 0 ? {} : { last_name: rest.join(" ") };
  const phones = phoneNumbers.map((phone) => ({ phone, type: "CELL", ...waIdOf(phone) }));
  return { name: { formatted_name: shown, first_name: first, ...lastName }, phones };
}

/** With it the card shows "Message" and "Save", without it "Invite". Only a number with its country can be one. */
const waIdOf = (phone: string) => (phone.startsWith("+") ? { wa_id: phone.replace(/\D/g, "") } : {});

/** A phone where one is known, for it is what every account takes; else the BSUID. */
export function recipientOf(
  identities: readonly Identity[],
): { recipient_type: string; to: string } | { recipient_type: string; recipient: string } {
  const find = (kind: Identity["kind"]) => identities.find((identity) => identity.kind === kind)?.value;
  const group = find("GROUP");
  if (group !== undefined) return { recipient_type: "group", to: group };
  const phone = find("PHONE")?.replace(/\D/g, "");
  if (phone) return { recipient_type: "individual", to: phone };
  const bsuid = find("BSUID");
  if (bsuid !== undefined) return { recipient_type: "individual", recipient: bsuid };
  throw new DriverError("invalid_recipient", "WhatsApp has told neither a phone nor an id to write to");
}
