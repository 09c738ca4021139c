import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy from "busboy";
import { AppError } from "../../platform/errors/app-error.ts";

export type ReceivedFile<Result> = { readonly fileName: string | null; readonly result: Result };

/**
 * Hands the one file of a multipart body, in the field `file`, to `take` while it arrives. Throws `malformed_body` for what is
 * no multipart, breaks off, or carries no such file.
 */
export function takeMultipartFile<Result>(
  req: IncomingMessage,
  take: (stream: Readable) => Promise<Result>,
): Promise<ReceivedFile<Result>> {
  return new Promise((resolve, reject) => {
    const parser = openParser(req);
    let taken: Promise<ReceivedFile<Result>> | undefined;
    const fail = (error: unknown) => {
      req.unpipe(parser);
      // The rest is read and thrown away, so that the client comes to reading the answer.
      req.resume();
      reject(error instanceof AppError ? error : new AppError("malformed_body", {}, { cause: error }));
    };
    parser.on("file", (field, stream, { filename }) => {
      // Broken off while nobody reads it any more: an error that nobody hears would end the process.
      stream.on("error", () => undefined);
      if (field !== "file" || taken !== undefined) {
        stream.resume();
        return;
      }
      taken = take(stream).then((result) => ({ fileName: filename ?? null, result }));
      taken.catch((error: unknown) => {
        stream.resume();
        fail(error);
      });
    });
    parser.on("error", fail);
    parser.on("close", () => {
      if (taken === undefined)
        fail(new AppError("invalid_input", { fields: [{ path: "body.file", message: "one file" }] }));
      else taken.then(resolve, fail);
    });
    req.on("aborted", () => parser.destroy(new Error("the upload was broken off")));
    req.pipe(parser);
  });
}

function openParser(req: IncomingMessage) {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: "utf8",
      limits: { fields: 10, files: 2, fieldSize: 1000, parts: 20 },
    });
  } catch (cause) {
    throw new AppError("malformed_body", { detail: "Send multipart/form-data with the field file." }, { cause });
  }
}
