import type { Handlers } from "../../platform/http/handler.ts";
import { listContactRows } from "./contact-list.read-model.ts";
import { presentContact } from "./contact.presenter.ts";
import { createContact } from "./create-contact.ts";
import { getContact } from "./get-contact.ts";
import { updateContact } from "./update-contact.ts";

/** The contacts' part of the API. */
export const contactHandlers = (): Pick<
  Handlers,
  "listContacts" | "getContact" | "createContact" | "updateContact"
> => ({
  listContacts: async ({ context, query }) => {
    const { items, nextCursor } = await listContactRows(context.db, context.actor, query);
    return { items: items.map(presentContact), nextCursor };
  },
  getContact: ({ context, params }) => getContact(context, params),
  createContact: ({ context, body }) => createContact(context, body),
  updateContact: ({ context, params, body }) => updateContact(context, { ...params, ...body }),
});
