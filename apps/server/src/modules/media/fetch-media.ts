import type { Context } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { FileTooLargeError, type FileStorage, type StoredFile } from "../../platform/storage/index.ts";
import { DriverError, type MediaRef } from "../../whatsapp/driver.ts";
import { sniffMimeType } from "./file-kind.ts";
import { safeFileName } from "./file-name.ts";
import type { FetchMediaPayload } from "./media-jobs.repository.ts";
import { findMedia, listShowing, markFailed, markReady } from "./media.repository.ts";
import { keepFile } from "./store-file.ts";

/** The bytes of a received file, from the driver of its number. */
export type OpenMedia = (
  connectionId: string,
  media: MediaRef,
) => Promise<{ stream: ReadableStream<Uint8Array>; mimeType: string | null; size: number | null }>;

export type FetchMediaDeps = Pick<Context, "db" | "outbox"> & {
  readonly storage: FileStorage;
  readonly openMedia: OpenMedia;
  readonly maxBytes: number;
};

/**
 * Fetches a received file and shows it. Throws while trying again makes sense; after the last attempt, or when the file is
 * gone for good, the message shows that it could not be fetched.
 */
export async function fetchMedia(
  deps: FetchMediaDeps,
  payload: FetchMediaPayload,
  isLastAttempt: boolean,
): Promise<void> {
  const media = await findMedia(deps.db, payload.mediaId);
  if (media === null || media.status !== "PENDING" || media.source === null) return;
  try {
    const file = await download(deps, payload.connectionId, media.source);
    const mimeType = await sniffMimeType(file.head, media.source.fileName ?? "");
    await keepFile(deps, file, mimeType, async (tx, kept) => {
      const fileName = safeFileName(media.source?.fileName ?? null, nameByKind(kept.mimeType));
      const isNew = await markReady(tx, media.id, { fileName, ...kept, ...kept.file });
      if (isNew) await tellShown(deps, tx, media.id);
    });
  } catch (error) {
    if (!isLastAttempt && !isFinal(error)) throw error;
    await showFailure(deps, media.id, error instanceof Error ? error.message : String(error));
  }
}

/** For a file whose last attempt had no end, as when the process was killed in it: the message shows that it is missing. */
export function giveUpMedia(deps: Pick<Context, "db" | "outbox">, { mediaId }: FetchMediaPayload): Promise<void> {
  return showFailure(deps, mediaId, "every attempt was cut off");
}

function showFailure(deps: Pick<Context, "db" | "outbox">, mediaId: string, failure: string): Promise<void> {
  return deps.db.sqlTransaction(async (tx) => {
    if (await markFailed(tx, mediaId, failure)) await tellShown(deps, tx, mediaId);
  });
}

async function download(
  { storage, openMedia, maxBytes }: FetchMediaDeps,
  connectionId: string,
  source: MediaRef,
): Promise<StoredFile> {
  const { stream } = await openMedia(connectionId, source);
  return storage.put(stream, maxBytes);
}

/** Photos and voice notes have no name. */
const nameByKind = (mimeType: string): string =>
  /^(image|audio|video)\/\w+$/.test(mimeType) ? mimeType.replace("/", ".") : "file";

const finalKinds: readonly DriverError["kind"][] = ["media_rejected", "permanent", "unsupported"];

const isFinal = (error: unknown): boolean =>
  error instanceof FileTooLargeError || (error instanceof DriverError && finalKinds.includes(error.kind));

/** Tells screens that a message's file has changed. */
export async function tellShown({ outbox }: Pick<Context, "outbox">, tx: Sql, mediaId: string): Promise<void> {
  const messages = await listShowing(tx, mediaId);
  await outbox.append(
    tx,
    messages.map(({ id, ticketId }) => ({ type: "message-update", ticketId, messageId: id, isLast: false })),
  );
}
