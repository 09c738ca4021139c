import type { CustomField, Page } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { createCustomField, deleteCustomField, orderCustomFields, updateCustomField } from "./change-custom-field.ts";
import { countUse, findCustomField, loadCustomFields } from "./custom-field.repository.ts";

type CustomFieldHandlers = Pick<
  Handlers,
  | "listCustomFields"
  | "createCustomField"
  | "updateCustomField"
  | "orderCustomFields"
  | "getCustomFieldUse"
  | "deleteCustomField"
>;

type ListQuery = { cursor?: string | undefined; limit: number };

/** There are at most 50, so that they are read at once. */
function pageOfFields(fields: readonly CustomField[], { cursor, limit }: ListQuery): Page<CustomField> {
  const [afterId] = decodeCursor(cursor, [cursorKey.id]) ?? [];
  const start = fields.findIndex(({ id }) => id === afterId) + 1;
  return toPage(
    fields.slice(start, start + limit + 1),
    limit,
    ({ id }) => [id],
    (field) => field,
  );
}

/** The endpoints of the company's own fields. */
export const customFieldHandlers = (): CustomFieldHandlers => ({
  listCustomFields: async ({ context, query }) => pageOfFields(await loadCustomFields(context.db), query),
  createCustomField: ({ context, body }) => createCustomField(context, body),
  updateCustomField: ({ context, params, body }) => updateCustomField(context, { ...params, ...body }),
  orderCustomFields: ({ context, body }) => orderCustomFields(context, body),
  getCustomFieldUse: async ({ context, params }) =>
    countUse(context.db, orNotFound(await findCustomField(context.db, params.id))),
  deleteCustomField: ({ context, params }) => deleteCustomField(context, params),
});
