/** Files of messages: stored by their content, fetched after the message, shown only to who may see one of their messages. */
export { enqueueMediaFetch, FETCH_MEDIA } from "./media-jobs.repository.ts";
export type { FetchMediaPayload } from "./media-jobs.repository.ts";
export { fetchMedia, giveUpMedia } from "./fetch-media.ts";
export type { FetchMediaDeps, OpenMedia } from "./fetch-media.ts";
export { mediaHandlers } from "./media.controller.ts";
export { isSharedWith, type SharedScope } from "./shared-file.policy.ts";
export { pruneUploads } from "./prune-uploads.ts";
export { takeMultipartFile } from "./multipart-file.ts";
export { safeFileName } from "./file-name.ts";
export { requireVisibleMedia } from "./visible-media.ts";
export { type MediaInfo, type MediaInUse, mediaInfoOf } from "./media.repository.ts";
