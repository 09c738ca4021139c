/** Files of messages: stored by their content, fetched after the message, shown only to who may see one of their messages. */
export { enqueueMediaFetch, FETCH_MEDIA } from "./media-jobs.repository.ts";
export type { FetchMediaPayload } from "./media-jobs.repository.ts";
