export { createFileStorage, FileTooLargeError } from "./file-storage.ts";
export type { ByteRange, FileStorage, StoredFile } from "./file-storage.ts";
