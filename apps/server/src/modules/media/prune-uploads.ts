import { fileLock } from "../../platform/db/advisory-lock.ts";
import type { Db } from "../../platform/db/db.ts";
import type { FileStorage } from "../../platform/storage/index.ts";
import { deleteOrphans, isStoredFor } from "./media.repository.ts";

const BATCH = 500;

/** Removes uploads from before that moment which no message has used, and their bytes where nothing else has the same. Returns how many. */
export async function pruneUploads(
  { db, storage }: { db: Db; storage: FileStorage },
  uploadedBefore: Date,
): Promise<number> {
  const removed = await deleteOrphans(db, uploadedBefore, BATCH);
  for (const sha256 of new Set(removed.map((row) => row.sha256).filter((value) => value !== null))) {
    await db.sqlTransaction(
      async (tx) => {
        if (!(await isStoredFor(tx, sha256))) await storage.remove(sha256);
      },
      { lock: fileLock(sha256) },
    );
  }
  return removed.length === BATCH ? BATCH + (await pruneUploads({ db, storage }, uploadedBefore)) : removed.length;
}
