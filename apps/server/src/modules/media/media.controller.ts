import type { Handlers } from "../../platform/http/handler.ts";
import { retryMedia } from "./retry-media.ts";
import { serveMedia } from "./serve-media.ts";
import { type UploadDeps, uploadMedia } from "./upload-media.ts";

/** The files' part of the API. */
export const mediaHandlers = (deps: UploadDeps): Pick<Handlers, "uploadMedia" | "getMedia" | "retryMedia"> => ({
  uploadMedia: ({ context, http }) => uploadMedia(context, deps, http.req),
  getMedia: ({ context, params, query, http }) => serveMedia(context, deps.storage, { ...params, ...query }, http),
  retryMedia: ({ context, params }) => retryMedia(context, params),
});
