import type { Handlers } from "../../platform/http/handler.ts";
import { listContactRows } from "./contact-list.read-model.ts";
import { presentContact } from "./contact.presenter.ts";
import { createContact } from "./create-contact.ts";
import { getContact } from "./get-contact.ts";
import { listContactDuplicates } from "./merge/list-duplicates.ts";
import { mergeContacts } from "./merge/merge-by-hand.ts";
import { listContactMerges } from "./merge/show-merges.ts";
import { undoMerge } from "./merge/undo-merge.ts";
import { updateContact } from "./update-contact.ts";

type ContactHandlers = Pick<
  Handlers,
  | "listContacts"
  | "getContact"
  | "createContact"
  | "updateContact"
  | "listContactDuplicates"
  | "mergeContacts"
  | "listContactMerges"
  | "undoContactMerge"
>;

/** The contacts' part of the API. */
export const contactHandlers = (): ContactHandlers => ({
  listContacts: async ({ context, query }) => {
    const { items, nextCursor } = await listContactRows(context.db, context.actor, query);
    return { items: items.map(presentContact), nextCursor };
  },
  getContact: ({ context, params }) => getContact(context, params),
  createContact: ({ context, body }) => createContact(context, body),
  updateContact: ({ context, params, body }) => updateContact(context, { ...params, ...body }),
  listContactDuplicates: ({ context, params, query }) => listContactDuplicates(context, { ...params, ...query }),
  mergeContacts: ({ context, params, body }) => mergeContacts(context, { ...params, ...body }),
  listContactMerges: ({ context, params, query }) => listContactMerges(context, { ...params, ...query }),
  undoContactMerge: ({ context, params }) => undoMerge(context, params),
});
