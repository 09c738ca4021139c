import { randomUUID } from "node:crypto";

/** A file on WhatsApp's servers. */
export type StoredFile = {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly fileName: string | undefined;
  state: "ready" | "expired" | "gone";
};

/** WhatsApp's servers for files. */
export class MediaStore {
  private readonly files = new Map<string, StoredFile>();
  /** How often bytes were asked for. */
  askedFor = 0;

  add(file: {
    bytes: Uint8Array;
    mimeType: string;
    fileName?: string | undefined;
    state?: StoredFile["state"];
  }): StoredFile {
    const stored: StoredFile = {
      id: randomUUID(),
      bytes: file.bytes,
      mimeType: file.mimeType,
      fileName: file.fileName,
      state: file.state ?? "ready",
    };
    this.files.set(stored.id, stored);
    return stored;
  }

  get(id: string): StoredFile | undefined {
    return this.files.get(id);
  }

  /** By the path under which a page loads it. */
  byPath(path: unknown): StoredFile | undefined {
    return typeof path === "string" ? this.files.get(path.split("/").at(-1) ?? "") : undefined;
  }
}

export const mediaPath = (file: StoredFile): string => `/media/${file.id}`;
