import { DriverError, type Identity, type OutboundFile, type SendCommand } from "../../driver.ts";

const MEGABYTE = 1024 * 1024;
const MAX_CAPTION = 1024;

type MediaType = "image" | "video" | "audio" | "document";

/**
 * What WhatsApp takes as a picture, film or sound. Everything else can still go as a document.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
const accepted: Record<
  Exclude<MediaType, "document">,
  { readonly mimeTypes: readonly string[]; readonly maxSize: number }
> = {
  image: { mimeTypes: ["image/jpeg", "image/png"], maxSize: 5 * MEGABYTE },
  video: { mimeTypes: ["video/mp4", "video/3gpp"], maxSize: 16 * MEGABYTE },
  audio: { mimeTypes: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], maxSize: 16 * MEGABYTE },
};
const MAX_DOCUMENT = 100 * MEGABYTE;

/** As what a file goes. A sound takes no caption, so one with a text goes as a document. */
export function mediaTypeOf(
  type: "IMAGE" | "VIDEO" | "AUDIO" | "DOCUMENT",
  file: OutboundFile,
  caption: string,
): MediaType {
  const wanted = type.toLowerCase() as MediaType;
  if (file.size > MAX_DOCUMENT) throw new DriverError("media_rejected", "WhatsApp takes files of 100 MB at most");
  if (wanted === "document" || (wanted === "audio" && caption !== "")) return "document";
  const { mimeTypes, maxSize } = accepted[wanted];
  const mimeType = file.mimeType.split(";")[0]?.trim().toLowerCase() ?? "";
  return mimeTypes.includes(mimeType) && file.size <= maxSize ? wanted : "document";
}

/** The body of `POST /{phone-number-id}/messages`. `media` is an uploaded file's id and as what it goes. */
export function sendRequest(command: SendCommand, media: { id: string; type: MediaType } | null): object {
  const quote = command.quoted === null ? {} : { context: { message_id: command.quoted.providerId } };
  const common = {
    messaging_product: "whatsapp",
    ...recipientOf(command.to),
    ...quote,
    biz_opaque_callback_data: command.messageId,
  };
  const { content } = command;
  if (!("file" in content) || media === null)
    return { ...common, type: "text", text: { body: content.body, preview_url: true } };
  if (content.body.length > MAX_CAPTION) {
    throw new DriverError("unsupported", `A text beside a file may have ${MAX_CAPTION} characters on WhatsApp`);
  }
  const caption = content.body === "" || media.type === "audio" ? {} : { caption: content.body };
  const filename = media.type === "document" ? { filename: content.file.fileName } : {};
  return { ...common, type: media.type, [media.type]: { id: media.id, ...caption, ...filename } };
}

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
