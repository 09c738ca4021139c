import { sendFile } from "../../platform/csv/index.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { countContactRows, listContactRows } from "./contact-list.read-model.ts";
import { presentListedContact } from "./contact.presenter.ts";
import { createContact } from "./create-contact.ts";
import { exportContacts } from "./export/export-contacts.ts";
import { getContact } from "./get-contact.ts";
import { listContactMedia, listGroupMembers, type PresentMessages } from "./list-shared.ts";
import { changeContacts } from "./many/change-contacts.ts";
import { listContactDuplicates } from "./merge/list-duplicates.ts";
import { mergeContacts } from "./merge/merge-by-hand.ts";
import { listPossibleDuplicates } from "./merge/list-possible-duplicates.ts";
import { listContactMerges } from "./merge/show-merges.ts";
import { tellContactsApart } from "./merge/tell-apart.ts";
import { undoMerge } from "./merge/undo-merge.ts";
import { listRecentContactRows } from "./recent-contacts.read-model.ts";
import { updateContact } from "./update-contact.ts";

type ContactHandlers = Pick<
  Handlers,
  | "listContacts"
  | "countContacts"
  | "changeContacts"
  | "exportContacts"
  | "listPossibleDuplicates"
  | "listContactMedia"
  | "listGroupMembers"
  | "getContact"
  | "createContact"
  | "updateContact"
  | "listContactDuplicates"
  | "tellContactsApart"
  | "mergeContacts"
  | "listContactMerges"
  | "undoContactMerge"
>;

export type ContactDeps = {
  /** Messages as they are shown. Given, for the module of messages stands on this one. */
  readonly presentMessages: PresentMessages;
};

/** The contacts' part of the API. */
export const contactHandlers = ({ presentMessages }: ContactDeps): ContactHandlers => ({
  listContacts: async ({ context, query }) => {
    const list = query.sort === "name" ? listContactRows : listRecentContactRows;
    const { items, nextCursor } = await list(context.db, context.actor, query);
    return { items: items.map(presentListedContact), nextCursor };
  },
  countContacts: async ({ context, query }) => ({ count: await countContactRows(context.db, context.actor, query) }),
  changeContacts: ({ context, body }) => changeContacts(context, body),
  exportContacts: async ({ context, body, http }) => sendFile(http.res, await exportContacts(context, body)),
  listPossibleDuplicates: ({ context, query }) => listPossibleDuplicates(context, query),
  listContactMedia: ({ context, params, query }) => listContactMedia(context, presentMessages, { ...params, ...query }),
  listGroupMembers: ({ context, params, query }) => listGroupMembers(context, { ...params, ...query }),
  getContact: ({ context, params }) => getContact(context, params),
  createContact: ({ context, body }) => createContact(context, body),
  updateContact: ({ context, params, body }) => updateContact(context, { ...params, ...body }),
  listContactDuplicates: ({ context, params, query }) => listContactDuplicates(context, { ...params, ...query }),
  tellContactsApart: ({ context, params, body }) => tellContactsApart(context, { ...params, ...body }),
  mergeContacts: ({ context, params, body }) => mergeContacts(context, { ...params, ...body }),
  listContactMerges: ({ context, params, query }) => listContactMerges(context, { ...params, ...query }),
  undoContactMerge: ({ context, params }) => undoMerge(context, params),
});
