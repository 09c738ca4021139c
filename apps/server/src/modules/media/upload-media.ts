import type { IncomingMessage } from "node:http";
import type { MediaFile } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import { FileTooLargeError, type FileStorage } from "../../platform/storage/index.ts";
import { sniffMimeType } from "./file-kind.ts";
import { safeFileName } from "./file-name.ts";
import { presentMedia } from "./media.presenter.ts";
import { findMedia, insertUpload } from "./media.repository.ts";
import { takeMultipartFile } from "./multipart-file.ts";
import { keepFile } from "./store-file.ts";

export type UploadDeps = { readonly storage: FileStorage; readonly maxUploadBytes: number };

/** Boundaries and headers around the file. */
const MULTIPART_OVERHEAD = 16 * 1024;

/** Stores one file, to be sent with a message. Throws `payload_too_large`. */
export async function uploadMedia(context: UserContext, deps: UploadDeps, req: IncomingMessage): Promise<MediaFile> {
  const { actor, db } = context;
  if (Number(req.headers["content-length"] ?? 0) > deps.maxUploadBytes + MULTIPART_OVERHEAD) {
    req.resume();
    throw new AppError("payload_too_large");
  }
  const { fileName: givenName, result: file } = await takeMultipartFile(req, (stream) => store(deps, stream));
  if (file.size === 0) {
    throw new AppError("invalid_input", { fields: [{ path: "body.file", message: "the file is empty" }] });
  }
  const fileName = safeFileName(givenName, "file");
  const id = newId();
  await keepFile({ db, storage: deps.storage }, file, await sniffMimeType(file.head, fileName), (tx, kept) =>
    insertUpload(tx, { id, uploaderId: actor.id, fileName, ...kept, ...kept.file }),
  );
  return presentMedia(orNotFound(await findMedia(db, id)));
}

async function store({ storage, maxUploadBytes }: UploadDeps, stream: AsyncIterable<Uint8Array>) {
  try {
    return await storage.put(stream, maxUploadBytes);
  } catch (error) {
    throw error instanceof FileTooLargeError ? new AppError("payload_too_large", {}, { cause: error }) : error;
  }
}
