import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { newId } from "../ids.ts";

/** A file in the storage, named by what is in it. */
export type StoredFile = {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, 4 kB at most, to tell the kind of file by. */
  readonly head: Uint8Array;
};

/** First and last byte, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/** Files by their content: the same bytes twice are one file. Names never come from outside. */
export type FileStorage = {
  /** Stores a stream durably. Throws `FileTooLargeError` beyond `maxBytes`; nothing remains of what failed. */
  put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile>;
  /** A stream of a file, or of a part of it. Fails when read if the file is gone. */
  open(sha256: string, range?: ByteRange): Readable;
  /** Whether the file is there, in full. */
  has(sha256: string, size: number): Promise<boolean>;
  /** Removes a file. Harmless when it is gone. */
  remove(sha256: string): Promise<void>;
};

export class FileTooLargeError extends Error {
  override readonly name = "FileTooLargeError";
}

const HEAD_BYTES = 4096;

/** A storage in a folder: `ab/cdef…`, written beside and moved into place when complete and synced. */
export function createFileStorage(folder: string): FileStorage {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError("not a SHA-256");
    return path.join(folder, sha256.slice(0, 2), sha256.slice(2));
  };
  return {
    put: (source, maxBytes) => put(folder, pathOf, source, maxBytes),
    open: (sha256, range) => createReadStream(pathOf(sha256), range),
    has: async (sha256, size) => {
      const found = await stat(pathOf(sha256)).catch(() => null);
      return found !== null && found.size === size;
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

async function put(
  folder: string,
  pathOf: (sha256: string) => string,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<StoredFile> {
  const incoming = path.join(folder, "incoming");
  await mkdir(incoming, { recursive: true });
  const temporary = path.join(incoming, newId());
  try {
    const stored = await writeSynced(temporary, source, maxBytes);
    const target = pathOf(stored.sha256);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(temporary, target);
    await syncFolder(path.dirname(target));
    return stored;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeSynced(file: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile> {
  const hash = createHash("sha256");
  const head: Uint8Array[] = [];
  let size = 0;
  const handle = await open(file, "wx", 0o600);
  try {
    for await (const chunk of source) {
      if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
      size += chunk.byteLength;
      if (size > maxBytes) throw new FileTooLargeError(`more than ${maxBytes} bytes`);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest("hex"), size, head: Buffer.concat(head) };
}

/** Makes the new name itself durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
