import type { Db } from "../../platform/db/db.ts";
import type { FileStorage } from "../../platform/storage/index.ts";
import { deleteOrphans } from "./media.repository.ts";
import { removeUnnamed } from "./store-file.ts";

const BATCH = 500;

/** Removes uploads from before that moment which no message has used, and their bytes where nothing else has the same. Returns how many. */
export async function pruneUploads(
  { db, storage }: { db: Db; storage: FileStorage },
  uploadedBefore: Date,
): Promise<number> {
  const removed = await deleteOrphans(db, uploadedBefore, BATCH);
  const hashes = removed.flatMap(({ sha256, thumbnailSha256 }) => [sha256, thumbnailSha256]);
  for (const sha256 of new Set(hashes)) if (sha256 !== null) await removeUnnamed({ db, storage }, sha256);
  return removed.length === BATCH ? BATCH + (await pruneUploads({ db, storage }, uploadedBefore)) : removed.length;
}
