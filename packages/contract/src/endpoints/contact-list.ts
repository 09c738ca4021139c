import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { CsvDelimiter } from "../enums.ts";
import { Id, IdParams, pageOf, PageQuery, QueryBoolean, Timestamp } from "../primitives.ts";
import { Contact } from "./contacts.ts";
import { Message } from "./messages.ts";

/** A row of the list of contacts. */
export const ListedContact = Contact.extend({
  /** The last message with them in a conversation that one may see. */
  lastContactAt: Timestamp.nullable(),
});
export type ListedContact = z.infer<typeof ListedContact>;

/** `1234.5` or `2026-01-31`. */
const FieldBound = z.union([z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/), z.iso.date()]);

const filters = {
  /** A fragment of a name, phone or e-mail address; accents and case do not count. */
  q: z.string().max(200),
  tagId: Id,
  /** Has something in this field, or what `fieldValue` says. */
  fieldId: Id,
  /** Of a TEXT or LINK a fragment, of the other kinds the value as it is kept. Means nothing without `fieldId`. */
  fieldValue: z.string().max(2000),
  /** Of a NUMBER or DATE field: from one value to another, both included, as they are kept. Mean nothing without `fieldId`. */
  fieldFrom: FieldBound,
  fieldTo: FieldBound,
  /** Half-open intervals: from the first instant to before the second. */
  createdFrom: Timestamp,
  createdTo: Timestamp,
  lastContactFrom: Timestamp,
  lastContactTo: Timestamp,
};

/** Which contacts, in a body. All conditions must hold. */
export const ContactFilter = z.strictObject({ ...filters, isBlocked: z.boolean(), hasName: z.boolean() }).partial();
export type ContactFilter = z.infer<typeof ContactFilter>;

const QueryFilter = z.strictObject({ ...filters, isBlocked: QueryBoolean, hasName: QueryBoolean }).partial().shape;

/** Contacts by hand, or all of a filter. */
const Target = {
  ids: z.array(Id).min(1).max(500).optional(),
  filter: ContactFilter.optional(),
};
const isOneTarget = ({ ids, filter }: { ids?: unknown; filter?: unknown }) =>
  (ids === undefined) !== (filter === undefined);
const oneTarget = { error: "either ids or a filter" };

/** Contacts that share a sign of being one person. */
export const DuplicateGroup = z.object({
  sign: z.enum(["phone_ending", "email", "name"]),
  /** The oldest first, at most ten. */
  contacts: z.array(Contact),
  /** How many there are. */
  count: z.number().int(),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

/** Pictures and films, documents, or messages with an address in them. */
export const SharedKind = z.enum(["visual", "documents", "links"]);
export type SharedKind = z.infer<typeof SharedKind>;

/** Somebody who has written in a group. */
export const GroupMember = z.object({ id: Id, name: z.string(), phoneNumber: z.string().nullable() });
export type GroupMember = z.infer<typeof GroupMember>;

export const contactListEndpoints = {
  listContactMedia: defineEndpoint({
    operationId: "listContactMedia",
    method: "GET",
    path: "/api/contacts/:id/media",
    tag: "Contacts",
    summary: "What was shared with a contact in the conversations that one may see, newest first",
    access: "AGENT",
    params: IdParams,
    query: PageQuery.extend({ kind: SharedKind }),
    response: pageOf(Message),
    errors: ["not_found"],
  }),
  listGroupMembers: defineEndpoint({
    operationId: "listGroupMembers",
    method: "GET",
    path: "/api/contacts/:id/members",
    tag: "Contacts",
    summary: "Who has written in a group, in the conversations that one may see; nobody of a person",
    access: "AGENT",
    params: IdParams,
    query: PageQuery,
    response: pageOf(GroupMember),
    errors: ["not_found"],
  }),
  listContacts: defineEndpoint({
    operationId: "listContacts",
    method: "GET",
    path: "/api/contacts",
    tag: "Contacts",
    summary: "Contacts that one may see; agents see those of the tickets they may see",
    access: "AGENT",
    query: PageQuery.extend({ ...QueryFilter, sort: z.enum(["name", "last_contact"]).default("name") }),
    response: pageOf(ListedContact),
  }),
  countContacts: defineEndpoint({
    operationId: "countContacts",
    method: "GET",
    path: "/api/contacts/count",
    tag: "Contacts",
    summary: "How many contacts a filter finds among those that one may see",
    access: "AGENT",
    query: z.strictObject(QueryFilter),
    response: z.object({ count: z.number().int() }),
  }),
  changeContacts: defineEndpoint({
    operationId: "changeContacts",
    method: "POST",
    path: "/api/contacts/bulk",
    tag: "Contacts",
    summary:
      "Tags, blocks or unblocks many contacts that one may see; of a filter 500 at a time, to go on from `after`",
    access: "AGENT",
    body: z
      .strictObject({
        ...Target,
        /** Where the last call ended. */
        after: Id.optional(),
        change: z
          .strictObject({ addTagIds: z.array(Id).max(50), removeTagIds: z.array(Id).max(50), isBlocked: z.boolean() })
          .partial(),
      })
      .refine(isOneTarget, oneTarget),
    response: z.object({ changed: z.number().int(), after: Id.nullable() }),
  }),
  exportContacts: defineEndpoint({
    operationId: "exportContacts",
    method: "POST",
    path: "/api/contacts/export",
    tag: "Contacts",
    summary: "The contacts of a filter, among those that one may see, as a CSV file that is written while it is read",
    access: "SUPERVISOR",
    body: z
      .strictObject({
        ...Target,
        delimiter: CsvDelimiter.default(","),
        /** With a byte order mark, by which Excel knows UTF-8. */
        withBom: z.boolean().default(true),
        language: z.enum(["pt-BR", "en", "es"]).default("pt-BR"),
      })
      .refine(isOneTarget, oneTarget),
  }),
  listPossibleDuplicates: defineEndpoint({
    operationId: "listPossibleDuplicates",
    method: "GET",
    path: "/api/contacts/duplicates",
    tag: "Contacts",
    summary:
      "Groups of contacts that may be one person each, over all that one may see; a page may be empty and not the last",
    access: "SUPERVISOR",
    query: PageQuery.extend({ sign: z.enum(["phone_ending", "email", "name"]).default("phone_ending") }),
    response: pageOf(DuplicateGroup),
  }),
};
