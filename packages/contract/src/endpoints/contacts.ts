import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { DuplicateReason, IdentityKind } from "../enums.ts";
import { Email, Id, IdParams, Name, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { CustomFieldValue } from "./custom-fields.ts";
import { Tag } from "./tags.ts";
import { UserSummary } from "./users.ts";

/** What a ticket shows of its contact. The phone is E.164 (`+5511987654321`) and may be unknown. */
export const ContactSummary = z.object({
  id: Id,
  name: z.string(),
  phoneNumber: z.string().nullable(),
  isBlocked: z.boolean(),
});
export type ContactSummary = z.infer<typeof ContactSummary>;

/** A customer. One person is one contact however WhatsApp names them: see `identities`. */
export const Contact = ContactSummary.extend({
  email: z.string().nullable(),
  notes: z.string(),
  /**
   * The names WhatsApp gives them, as a person reads them: a phone as E.164 (of Brazil's two writings the one that WhatsApp
   * used last), a username with its `@`, else WhatsApp's own.
   */
  identities: z.array(z.object({ kind: IdentityKind, value: z.string() })),
  /** With its `@`. */
  username: z.string().nullable(),
  /** A person whose phone WhatsApp keeps to itself. Never of a group. */
  isPhoneUnknown: z.boolean(),
  /** A group of people rather than one. */
  isGroup: z.boolean(),
  tags: z.array(Tag),
  /** What it has in the company's own fields, in their order; empty ones are left out. */
  customFields: z.array(CustomFieldValue),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Contact = z.infer<typeof Contact>;

/** A phone number as people write it, with the country code: `+55 (11) 98765-4321`. Normalised to E.164. */
export const PhoneNumber = z
  .string()
  .trim()
  .regex(/^\+?[\d\s().-]{6,30}$/)
  .transform((value) => `+${value.replace(/\D/g, "")}`)
  .refine((value) => value.length >= 7 && value.length <= 16, { error: "a phone number with its country code" });

/** Two contacts that have become one. The one that is gone is in `merged`, as it was. */
export const ContactMerge = z.object({
  id: Id,
  /** The contact that stayed. */
  contactId: Id,
  merged: z.object({ id: Id, name: z.string(), phoneNumber: z.string().nullable() }),
  /** Who merged them; null when WhatsApp told that they are one person. */
  user: UserSummary.nullable(),
  createdAt: Timestamp,
  /** Active tickets that became one with another on the same number. */
  mergedTickets: z.number().int(),
  undoneAt: Timestamp.nullable(),
  undoneBy: UserSummary.nullable(),
  /** Whether the person asking may undo it now: the latest of a contact goes first. */
  canUndo: z.boolean(),
});
export type ContactMerge = z.infer<typeof ContactMerge>;

/** Somebody who may be the same person, and why it is thought so. */
export const ContactDuplicate = z.object({ contact: Contact, reasons: z.array(DuplicateReason) });
export type ContactDuplicate = z.infer<typeof ContactDuplicate>;

/** What WhatsApp says of a phone number. */
export const NumberOnWhatsApp = z.object({
  /** Null when it cannot be asked: the connection has no such capability. */
  isOnWhatsApp: z.boolean().nullable(),
  /** E.164, as WhatsApp knows it where it was asked: of Brazil's two writings the right one. */
  phoneNumber: z.string(),
  /** Whether the national plan has such a number. A warning only: WhatsApp knows older ones. */
  isPlausible: z.boolean(),
  /** The contact with this phone, where there is one that one may see. */
  contactId: Id.nullable(),
});
export type NumberOnWhatsApp = z.infer<typeof NumberOnWhatsApp>;

export const contactEndpoints = {
  getContact: defineEndpoint({
    operationId: "getContact",
    method: "GET",
    path: "/api/contacts/:id",
    tag: "Contacts",
    summary: "One contact",
    access: "AGENT",
    params: IdParams,
    response: Contact,
    errors: ["not_found"],
  }),
  createContact: defineEndpoint({
    operationId: "createContact",
    method: "POST",
    path: "/api/contacts",
    tag: "Contacts",
    summary: "Adds a contact by hand",
    access: "SUPERVISOR",
    body: z.strictObject({
      name: Name,
      phoneNumber: PhoneNumber,
      email: Email.nullable().default(null),
      notes: z.string().max(4000).default(""),
    }),
    status: 201,
    response: Contact,
    errors: ["already_exists"],
  }),
  updateContact: defineEndpoint({
    operationId: "updateContact",
    method: "PATCH",
    path: "/api/contacts/:id",
    tag: "Contacts",
    summary: "Changes a contact; blocking keeps what they write, opens no ticket and tells nobody",
    access: "AGENT",
    params: IdParams,
    body: z
      .strictObject({
        name: Name,
        email: Email.nullable(),
        notes: z.string().max(4000),
        isBlocked: z.boolean(),
        /** Replaces them all. */
        tagIds: z.array(Id).max(50),
        addTagIds: z.array(Id).max(50),
        removeTagIds: z.array(Id).max(50),
        /** Null empties a field. */
        customFields: z.array(z.strictObject({ fieldId: Id, value: z.string().max(2000).nullable() })).max(50),
        /** What the person saw before they changed it. Another value there is `contact_changed`, and nothing is written. */
        expected: z
          .strictObject({
            name: z.string().max(1000),
            email: z.string().max(1000).nullable(),
            notes: z.string().max(10_000),
            customFields: z.array(z.strictObject({ fieldId: Id, value: z.string().max(2000).nullable() })).max(50),
          })
          .partial(),
      })
      .partial(),
    response: Contact,
    errors: ["not_found", "contact_changed"],
  }),
  listContactDuplicates: defineEndpoint({
    operationId: "listContactDuplicates",
    method: "GET",
    path: "/api/contacts/:id/duplicates",
    tag: "Contacts",
    summary: "Contacts that may be the same person, the likeliest first; only those that one may see",
    access: "AGENT",
    params: IdParams,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
    response: z.object({ items: z.array(ContactDuplicate) }),
    errors: ["not_found"],
  }),
  tellContactsApart: defineEndpoint({
    operationId: "tellContactsApart",
    method: "PUT",
    path: "/api/contacts/:id/told-apart",
    tag: "Contacts",
    summary:
      "Says that a contact is none of these others, so that they are not suggested as one any more; or takes it back",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject({ contactIds: z.array(Id).min(1).max(10), areApart: z.boolean() }),
    status: 204,
    errors: ["not_found"],
  }),
  mergeContacts: defineEndpoint({
    operationId: "mergeContacts",
    method: "POST",
    path: "/api/contacts/:id/merge",
    tag: "Contacts",
    summary: "Makes another contact one with this one, which stays; their active tickets on a number become one",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject({ contactId: Id }),
    response: ContactMerge,
    errors: ["not_found", "contacts_not_mergeable", "unavailable"],
  }),
  listContactMerges: defineEndpoint({
    operationId: "listContactMerges",
    method: "GET",
    path: "/api/contacts/:id/merges",
    tag: "Contacts",
    summary: "What was merged into a contact, newest first",
    access: "AGENT",
    params: IdParams,
    query: PageQuery,
    response: pageOf(ContactMerge),
    errors: ["not_found"],
  }),
  undoContactMerge: defineEndpoint({
    operationId: "undoContactMerge",
    method: "POST",
    path: "/api/contact-merges/:id/undo",
    tag: "Contacts",
    summary: "Makes two of a merged contact again; what came since goes to whose identity it came by",
    access: "AGENT",
    params: IdParams,
    response: ContactMerge,
    errors: ["not_found", "merge_not_undoable", "unavailable"],
  }),
  checkNumber: defineEndpoint({
    operationId: "checkNumber",
    method: "POST",
    path: "/api/contacts/check-number",
    tag: "Contacts",
    summary: "Asks WhatsApp whether a phone number is there; answers hold for a day",
    access: "AGENT",
    body: z.strictObject({ connectionId: Id, phoneNumber: PhoneNumber }),
    response: NumberOnWhatsApp,
    errors: ["not_found", "connection_state_conflict", "unavailable"],
  }),
};
