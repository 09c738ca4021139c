import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import type { proto, WAMessage, WASocket } from "@whiskeysockets/baileys";
import { DriverError, type MediaRef } from "../../driver.ts";
import { withDeadline } from "../../with-deadline.ts";
import type { Library } from "./library.ts";
import { type MediaKind, MediaReference } from "./media-reference.ts";
import { libraryError } from "./refusals.ts";

/** The largest that WhatsApp takes is a document of 2 GB; what a help desk is sent is far below this. */
const maxBytes = 128 * 1024 * 1024;
const defaultHost = "mmg.whatsapp.net";

export type OpenedMedia = { stream: ReadableStream<Uint8Array>; mimeType: string | null; size: number | null };

export type MediaDeps = {
  readonly library: Library;
  /** The connection, where there is one: an expired file is asked of the phone by it. */
  readonly socket: Pick<WASocket, "refreshMediaConn" | "updateMediaMessage"> | null;
  /** Whether files come from elsewhere than WhatsApp's own hosts: only of a stand-in. */
  readonly trustsAnyHost: boolean;
  readonly downloadDeadlineMs: number;
  readonly reuploadDeadlineMs: number;
};

/**
 * Opens a received file: fetched, decrypted and checked against the hash that came with the message. Addresses expire (404 or
 * 410); then the phone is asked, once, to upload the file again.
 */
export async function openInboundMedia(deps: MediaDeps, media: MediaRef): Promise<OpenedMedia> {
  const parsed = MediaReference.safeParse(media.reference);
  if (!parsed.success || parsed.data.mediaKey === "") throw gone("The message names no file.");
  if ((media.size ?? 0) > maxBytes) throw gone("The file is larger than 128 MB.");
  const reference = parsed.data;
  const stream = await firstOf(deps, reference);
  const checked = stream.pipe(checking(reference.fileSha256));
  stream.on("error", (error) => checked.destroy(gone("The file is damaged: it cannot be decrypted.", error)));
  return { stream: Readable.toWeb(checked) as ReadableStream<Uint8Array>, mimeType: media.mimeType, size: media.size };
}

async function firstOf(deps: MediaDeps, reference: MediaReference): Promise<Transform> {
  try {
    return await download(deps, reference);
  } catch (error) {
    if (!isExpired(error)) throw downloadError(error);
  }
  try {
    return await download(deps, await uploadedAgain(deps, reference));
  } catch (error) {
    if (error instanceof DriverError) throw error;
    throw isExpired(error)
      ? gone("Neither WhatsApp nor the phone has this file any more.", error)
      : downloadError(error);
  }
}

async function download({ library, trustsAnyHost, downloadDeadlineMs }: MediaDeps, reference: MediaReference) {
  const { directPath, url, mediaKey, kind } = reference;
  const host = hostOf(url, trustsAnyHost);
  const keys = { mediaKey: Buffer.from(mediaKey, "base64"), directPath: directPath ?? pathOf(url), url: null };
  const opened = library.downloadContentFromMessage(keys, kind, { host });
  return withDeadline(opened, downloadDeadlineMs, () => new DriverError("transient", "The file did not come in time."));
}

/** The sender writes the address: whatever it says, only WhatsApp's own hosts are asked. */
function hostOf(url: string | null, trustsAnyHost: boolean): string {
  if (url === null || !URL.canParse(url)) return defaultHost;
  const { host, hostname } = new URL(url);
  return trustsAnyHost || hostname.endsWith(".whatsapp.net") ? host : defaultHost;
}

function pathOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

async function uploadedAgain(
  { socket, reuploadDeadlineMs }: MediaDeps,
  reference: MediaReference,
): Promise<MediaReference> {
  if (socket === null)
    throw new DriverError("not_connected", "The file has expired, and the phone cannot be asked for it now.");
  const content = messageOf(reference);
  const message = { key: { ...reference.message }, message: content } as WAMessage;
  try {
    // The library writes the host into the new address, and knows it only once it has asked for it.
    const asked = socket.refreshMediaConn(false).then(() => socket.updateMediaMessage(message));
    await withDeadline(asked, reuploadDeadlineMs, () => new Error("the phone did not answer"));
  } catch (error) {
    const known = libraryError(error);
    if (known !== null && known.status !== 404 && known.status !== 410 && known.status !== 412) {
      throw new DriverError("transient", "The phone could not be asked for the file.", { cause: error });
    }
    throw gone("The file has expired, and the phone does not give it any more.", error);
  }
  const { url, directPath } = partOf(content);
  return { ...reference, url: url ?? null, directPath: directPath ?? null };
}

type Part = { url?: string | null; directPath?: string | null };

const fields: Readonly<Record<MediaKind, keyof proto.IMessage>> = {
  image: "imageMessage",
  video: "videoMessage",
  audio: "audioMessage",
  ptt: "audioMessage",
  document: "documentMessage",
  sticker: "stickerMessage",
};

const messageOf = ({ kind, url, directPath, mediaKey }: MediaReference): proto.IMessage => ({
  [fields[kind]]: { url, directPath, mediaKey: Buffer.from(mediaKey, "base64") },
});

const partOf = (message: proto.IMessage): Part => Object.values(message)[0] as Part;

/** Passes bytes on; the end fails when there are too many, or when they are not those that were sent. */
function checking(expected: string | null): Transform {
  const hash = createHash("sha256");
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.byteLength;
      if (seen > maxBytes) return done(gone("The file is larger than 128 MB."));
      hash.update(chunk);
      return done(null, chunk);
    },
    flush(done) {
      const isRight = expected === null || hash.digest("base64") === expected;
      done(isRight ? null : gone("The file is damaged: it is not what was sent."));
    },
  });
}

const isExpired = (error: unknown): boolean => [404, 410].includes(libraryError(error)?.status ?? 0);

function downloadError(error: unknown): DriverError {
  if (error instanceof DriverError) return error;
  const status = libraryError(error)?.status;
  const code = status === undefined ? {} : { providerCode: String(status) };
  return new DriverError("transient", "The file could not be fetched.", { ...code, cause: error });
}

const gone = (message: string, cause?: unknown) => new DriverError("media_rejected", message, { cause });
