import type { MediaFile } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { tellShown } from "./fetch-media.ts";
import { enqueueMediaFetch } from "./media-jobs.repository.ts";
import { presentMedia } from "./media.presenter.ts";
import { findMedia, resetFailed } from "./media.repository.ts";
import { requireVisibleMedia } from "./visible-media.ts";

/** Fetches again what could not be fetched. What did not fail stays as it is. */
export async function retryMedia(context: UserContext, { id }: { id: string }): Promise<MediaFile> {
  const { actor, db } = context;
  const { connectionId } = await requireVisibleMedia(db, actor, id);
  await db.sqlTransaction(async (tx) => {
    if (connectionId === null || !(await resetFailed(tx, id))) return;
    await enqueueMediaFetch(tx, connectionId, [id]);
    await tellShown(context, tx, id);
  });
  return presentMedia(orNotFound(await findMedia(db, id)));
}
