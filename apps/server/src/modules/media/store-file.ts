import { fileLock, takeLock } from "../../platform/db/advisory-lock.ts";
import type { Db, Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import type { FileStorage, StoredFile } from "../../platform/storage/index.ts";
import { inspectFile, type InspectedFile } from "./inspect/inspect-file.ts";
import { isStoredFor } from "./media.repository.ts";

type StoreDeps = { readonly db: Db; readonly storage: FileStorage };

/**
 * Looks into a stored file and writes its row. The locks keep whoever tidies up the storage from removing bytes between their
 * being stored and their being named by a row. Bytes in whose place others are kept are removed.
 */
export async function keepFile<Result>(
  { db, storage }: StoreDeps,
  stored: StoredFile,
  mimeType: string,
  writeRow: (tx: Sql, inspected: InspectedFile) => Promise<Result>,
): Promise<Result> {
  const inspected = await inspectFile(storage, stored, mimeType);
  const { file, facts } = inspected;
  const result = await db.sqlTransaction(
    async (tx) => {
      if (!(await storage.has(file.sha256, file.size))) throw new AppError("unavailable");
      const { thumbnail } = facts;
      if (thumbnail !== null) await tx.query(takeLock(fileLock(thumbnail.sha256)));
      const hasThumbnail = thumbnail !== null && (await storage.has(thumbnail.sha256, thumbnail.size));
      return writeRow(tx, hasThumbnail ? inspected : { ...inspected, facts: { ...facts, thumbnail: null } });
    },
    { lock: fileLock(file.sha256) },
  );
  if (file.sha256 !== stored.sha256) await removeUnnamed({ db, storage }, stored.sha256);
  return result;
}

/** Removes bytes that no row names. */
export function removeUnnamed({ db, storage }: StoreDeps, sha256: string): Promise<void> {
  return db.sqlTransaction(
    async (tx) => {
      if (!(await isStoredFor(tx, sha256))) await storage.remove(sha256);
    },
    { lock: fileLock(sha256) },
  );
}
