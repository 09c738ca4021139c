import { z } from "zod";
import { DriverError, type MediaRef } from "../../driver.ts";
import { isObject, textOf } from "./json.ts";
import type { GraphClient } from "./graph-client.ts";

const MAX_BYTES = 100 * 1024 * 1024;
const MediaAddress = z.looseObject({ url: z.string(), mime_type: z.string().nullish().catch(null) });

export type OpenedMedia = { stream: ReadableStream<Uint8Array>; mimeType: string | null; size: number | null };

/**
 * Opens a received file. Addresses live five minutes, so a new one is asked for by the file's id, and once more when it has
 * expired meanwhile; ids live seven days. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
export async function openInboundMedia(client: GraphClient, media: MediaRef): Promise<OpenedMedia> {
  const reference = isObject(media.reference) ? media.reference : {};
  const id = textOf(reference["id"], 200);
  const given = textOf(reference["url"], 4000);
  const address = id === null ? given : await addressOf(client, id);
  if (address === null) throw gone("The message names no file");
  const response = await client.download(address);
  if (response.ok) return bytesOf(response, media.mimeType);
  await response.body?.cancel();
  if (response.status === 404 || response.status === 410) {
    const again = id === null ? null : await client.download(await addressOf(client, id));
    if (again?.ok) return bytesOf(again, media.mimeType);
    await again?.body?.cancel();
    throw gone("WhatsApp does not have this file any more");
  }
  const kind = response.status === 401 || response.status === 403 ? "auth" : "transient";
  throw new DriverError(kind, `The file could not be fetched: HTTP ${response.status}`, {
    providerCode: String(response.status),
  });
}

async function addressOf(client: GraphClient, id: string): Promise<string> {
  try {
    return (await client.get(encodeURIComponent(id), MediaAddress)).url;
  } catch (error) {
    const isGone = error instanceof DriverError && error.kind === "permanent";
    throw isGone ? gone("WhatsApp does not have this file any more", error) : error;
  }
}

function bytesOf(response: Response, fallbackMimeType: string | null): OpenedMedia {
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  if (length > MAX_BYTES) {
    void response.body?.cancel();
    throw gone("The file is larger than 100 MB");
  }
  const stream = response.body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  return {
    stream: stream.pipeThrough(atMost(MAX_BYTES)),
    mimeType: response.headers.get("content-type") ?? fallbackMimeType,
    size: Number.isFinite(length) && response.headers.get("content-encoding") === null ? length : null,
  };
}

function atMost(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      seen += chunk.byteLength;
      if (seen > limit) controller.error(gone("The file is larger than 100 MB"));
      else controller.enqueue(chunk);
    },
  });
}

const gone = (message: string, cause?: unknown) => new DriverError("media_rejected", message, { cause });
