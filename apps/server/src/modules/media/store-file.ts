import { fileLock } from "../../platform/db/advisory-lock.ts";
import type { Db, Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import type { FileStorage, StoredFile } from "../../platform/storage/index.ts";

/**
 * Writes the row of a stored file. The lock keeps whoever tidies up the storage from removing the bytes between their being
 * stored and their being named by a row.
 */
export function keepFile<Result>(
  { db, storage }: { db: Db; storage: FileStorage },
  { sha256, size }: StoredFile,
  writeRow: (tx: Sql) => Promise<Result>,
): Promise<Result> {
  return db.sqlTransaction(
    async (tx) => {
      if (!(await storage.has(sha256, size))) throw new AppError("unavailable");
      return writeRow(tx);
    },
    { lock: fileLock(sha256) },
  );
}
