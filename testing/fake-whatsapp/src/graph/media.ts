import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import busboy from "busboy";
import { invalidParameter, sendGraphError, unknownObject } from "./graph-error.ts";
import { type GraphState, newObjectId } from "./state.ts";
import type { FakeNumber, StoredMedia } from "./types.ts";

const MAX_BYTES = 100 * 1024 * 1024;

/** Keeps a file as WhatsApp's servers would; its id goes into webhooks. */
export function storeMedia(
  state: GraphState,
  phoneNumberId: string,
  file: { bytes: Uint8Array; mimeType: string; fileName?: string },
): StoredMedia {
  const bytes = Buffer.from(file.bytes);
  const media: StoredMedia = {
    id: newObjectId(),
    phoneNumberId,
    mimeType: file.mimeType,
    fileName: file.fileName ?? "file",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes,
  };
  state.media.set(media.id, media);
  return media;
}

/** `POST /{version}/{phone-number-id}/media`, multipart. */
export function takeUpload(state: GraphState, number: FakeNumber, req: Request, res: Response): void {
  const fields = new Map<string, string>();
  const chunks: Buffer[] = [];
  let file: { fileName: string; mimeType: string } | undefined;
  const form = busboy({ headers: req.headers, limits: { files: 1, fileSize: MAX_BYTES } });
  form.on("field", (name, value) => fields.set(name, value));
  form.on("file", (_name, stream, info) => {
    file = { fileName: info.filename ?? "file", mimeType: info.mimeType };
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  });
  form.on("error", () => sendGraphError(res, invalidParameter("The multipart body could not be read.")));
  form.on("close", () => {
    if (res.headersSent) return;
    if (fields.get("messaging_product") !== "whatsapp") {
      return sendGraphError(res, invalidParameter("The parameter messaging_product is required."));
    }
    if (file === undefined) return sendGraphError(res, invalidParameter("The parameter file is required."));
    const mimeType = fields.get("type") ?? file.mimeType;
    res.json({ id: storeMedia(state, number.phoneNumberId, { ...file, mimeType, bytes: Buffer.concat(chunks) }).id });
  });
  req.pipe(form);
}

/** `GET /{version}/{media-id}`: where the bytes are, for five minutes. */
export function describeMedia(state: GraphState, baseUrl: string, mediaId: string, res: Response): void {
  const media = state.media.get(mediaId);
  if (media === undefined) return sendGraphError(res, unknownObject(mediaId, "get"));
  res.json({
    messaging_product: "whatsapp",
    url: `${baseUrl}/files/media-bytes/${media.id}`,
    mime_type: media.mimeType,
    sha256: media.sha256,
    file_size: media.bytes.length,
    id: media.id,
  });
}

/** The bytes themselves. */
export function sendMediaBytes(state: GraphState, mediaId: string, res: Response): void {
  const media = state.media.get(mediaId);
  if (media === undefined) {
    res.status(404).end();
    return;
  }
  res.type(media.mimeType).send(media.bytes);
}
