import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { IdentityKind } from "../enums.ts";
import { Email, Id, IdParams, Name, pageOf, PageQuery, QueryBoolean, Timestamp } from "../primitives.ts";
import { Tag } from "./tags.ts";

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
  identities: z.array(z.object({ kind: IdentityKind, value: z.string() })),
  tags: z.array(Tag),
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

export const contactEndpoints = {
  listContacts: defineEndpoint({
    operationId: "listContacts",
    method: "GET",
    path: "/api/contacts",
    tag: "Contacts",
    summary: "Contacts that one may see, by name; agents see those of the tickets they may see",
    access: "AGENT",
    query: PageQuery.extend({
      q: z.string().max(200).optional(),
      tagId: Id.optional(),
      isBlocked: QueryBoolean.optional(),
    }),
    response: pageOf(Contact),
  }),
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
        tagIds: z.array(Id).max(50),
      })
      .partial(),
    response: Contact,
    errors: ["not_found"],
  }),
};
