import type { Handlers } from "../../platform/http/handler.ts";
import { listTags } from "./tag.repository.ts";
import { createTag, deleteTag, updateTag } from "./tag.service.ts";

/** The endpoints of tags. */
export function tagHandlers(): Pick<Handlers, "listTags" | "createTag" | "updateTag" | "deleteTag"> {
  return {
    listTags: ({ context, query }) => listTags(context.db, query),
    createTag: ({ context, body }) => createTag(context, body),
    updateTag: ({ context, params, body }) => updateTag(context, { id: params.id, changes: body }),
    deleteTag: ({ context, params }) => deleteTag(context, params),
  };
}
