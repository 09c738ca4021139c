import type { CustomerMessage, OwnerMessage, PhoneMessage } from "../../simulated-phones.ts";
import { sampleContent, sampleOf } from "./sample-media.ts";

type Written = OwnerMessage & Partial<Pick<CustomerMessage, "timestamp" | "quotedProviderId" | "content" | "media">>;

/** What was written on a phone, as the phone has it. */
export function written(
  input: Written,
  place: Pick<PhoneMessage, "providerId" | "phone" | "author" | "direction">,
): PhoneMessage {
  const { type, body, content, quotedProviderId, timestamp } = input;
  return {
    ...place,
    messageId: null,
    type,
    body,
    content: content ?? sampleContent(type),
    ...fileOf(input, place.providerId),
    quotedProviderId: quotedProviderId ?? null,
    reactions: [],
    editedAt: null,
    deletedAt: null,
    timestamp: timestamp ?? Date.now(),
    status: "SENT",
    told: null,
  };
}

function fileOf({ type, media }: Written, providerId: string): Pick<PhoneMessage, "fileName" | "mimeType" | "media"> {
  const sample = sampleOf(type);
  if (sample === null) return { fileName: null, mimeType: null, media: null };
  if (media === undefined) {
    return {
      fileName: sample.file,
      mimeType: sample.mimeType,
      media: { reference: { sample: sample.file }, size: sample.size },
    };
  }
  const { fileName, mimeType, bytes } = media;
  return { fileName, mimeType, media: { reference: { id: providerId }, size: bytes.byteLength } };
}
