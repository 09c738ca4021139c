import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { ContactImport, ImportSettings } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { decodeText, detectDelimiter, detectEncoding } from "../../platform/csv/index.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import { loadCustomFields } from "../custom-fields/index.ts";
import { safeFileName, takeMultipartFile } from "../media/index.ts";
import { insertImport, loadContactImport } from "./contact-import.repository.ts";
import { guessColumns, hasHeader } from "./guess-columns.ts";
import { countRows, firstRows, MAX_BYTES, MAX_ROWS } from "./import-file.ts";
import { asRefusal } from "./unreadable.ts";

const SAMPLES = 30;

/**
 * Takes a file, and guesses how it is to be read. Nothing of it is stored as contacts yet. Throws `payload_too_large`, and
 * `unsupported_media_type` for what is no text: a workbook has to be saved as CSV first.
 */
export async function createImport(context: UserContext, req: IncomingMessage): Promise<ContactImport> {
  const { fileName, result: file } = await takeMultipartFile(req, readAll);
  const encoding = detectEncoding(file);
  if (encoding === null) throw new AppError("unsupported_media_type", { detail: "Save the table as CSV first." });
  const delimiter = detectDelimiter(decodeText(file, encoding));
  const fields = await loadCustomFields(context.db);
  const rows = await firstRows(file, { encoding, delimiter }, SAMPLES).catch(() => []);
  const isHeaded = hasHeader(rows, fields);
  const settings: ImportSettings = {
    encoding,
    delimiter,
    hasHeader: isHeaded,
    mapping: guessColumns(isHeaded ? (rows[0] ?? null) : null, isHeaded ? rows.slice(1) : rows, fields).slice(0, 200),
    country: "BR",
    onDuplicate: "update",
    makesTags: true,
  };
  const totalRows = await countRows(file, settings).catch(() => 0);
  if (totalRows > MAX_ROWS) throw tooManyRows();
  const id = newId();
  const draft = {
    id,
    userId: context.actor.id,
    fileName: safeFileName(fileName, "contatos.csv"),
    file,
    settings,
    totalRows,
  };
  await insertImport(context.db, draft, context.clock.now());
  return orNotFound(await loadContactImport(context.db, id));
}

/** More rows than are taken at once. */
export const tooManyRows = () => new AppError("payload_too_large", { detail: `At most ${MAX_ROWS} rows in one file.` });

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new AppError("payload_too_large");
    chunks.push(chunk);
  }
  if (size === 0) throw asRefusal("body.file", "the file is empty");
  return Buffer.concat(chunks);
}
