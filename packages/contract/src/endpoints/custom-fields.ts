import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { CustomFieldKind } from "../enums.ts";
import { Id, IdParams, Name, pageOf, PageQuery } from "../primitives.ts";

/** One thing to choose in a field of the kind CHOICE. Values hold its id, so that it can be called otherwise later. */
export const CustomFieldOption = z.object({ id: Id, label: z.string() });
export type CustomFieldOption = z.infer<typeof CustomFieldOption>;

/** Something that the company knows of its contacts beyond what everybody does. */
export const CustomField = z.object({
  id: Id,
  name: z.string(),
  kind: CustomFieldKind,
  /** Of a CHOICE, in the order in which they are offered; else empty. */
  options: z.array(CustomFieldOption),
});
export type CustomField = z.infer<typeof CustomField>;

/**
 * What a contact has in a field. As it is kept: a NUMBER as `1234.5`, a DATE as `2026-01-31`, a CHOICE as the id of the option,
 * YES_NO as `yes` or `no`, a LINK with its `https://`.
 */
export const CustomFieldValue = z.object({ fieldId: Id, value: z.string() });
export type CustomFieldValue = z.infer<typeof CustomFieldValue>;

/** How many contacts have something in a field, and in each of its options. */
export const CustomFieldUse = z.object({
  contacts: z.number().int(),
  options: z.array(z.object({ id: Id, contacts: z.number().int() })),
});
export type CustomFieldUse = z.infer<typeof CustomFieldUse>;

const options = z
  .array(z.strictObject({ id: Id.optional(), label: Name }))
  .max(100)
  .refine((list) => new Set(list.map(({ label }) => label.toLowerCase())).size === list.length, {
    error: "two options of the same name",
  });

export const customFieldEndpoints = {
  listCustomFields: defineEndpoint({
    operationId: "listCustomFields",
    method: "GET",
    path: "/api/custom-fields",
    tag: "Custom fields",
    summary: "The company's own fields of contacts, in their order",
    access: "AGENT",
    query: PageQuery,
    response: pageOf(CustomField),
  }),
  createCustomField: defineEndpoint({
    operationId: "createCustomField",
    method: "POST",
    path: "/api/custom-fields",
    tag: "Custom fields",
    summary: "Adds a field, as the last; at most 50",
    access: "ADMIN",
    body: z.strictObject({ name: Name, kind: CustomFieldKind, options: options.default([]) }),
    status: 201,
    response: CustomField,
    errors: ["already_exists"],
  }),
  updateCustomField: defineEndpoint({
    operationId: "updateCustomField",
    method: "PATCH",
    path: "/api/custom-fields/:id",
    tag: "Custom fields",
    summary: "Changes a field; an option that is left out is taken off every contact. The kind stays",
    access: "ADMIN",
    params: IdParams,
    body: z.strictObject({ name: Name, options }).partial(),
    response: CustomField,
    errors: ["already_exists", "not_found"],
  }),
  orderCustomFields: defineEndpoint({
    operationId: "orderCustomFields",
    method: "PUT",
    path: "/api/custom-fields/order",
    tag: "Custom fields",
    summary: "Puts the fields into this order; those that are not named follow",
    access: "ADMIN",
    body: z.strictObject({ ids: z.array(Id).max(50) }),
    status: 204,
  }),
  getCustomFieldUse: defineEndpoint({
    operationId: "getCustomFieldUse",
    method: "GET",
    path: "/api/custom-fields/:id/use",
    tag: "Custom fields",
    summary: "How many contacts have something in a field: what deleting it takes away",
    access: "ADMIN",
    params: IdParams,
    response: CustomFieldUse,
    errors: ["not_found"],
  }),
  deleteCustomField: defineEndpoint({
    operationId: "deleteCustomField",
    method: "DELETE",
    path: "/api/custom-fields/:id",
    tag: "Custom fields",
    summary: "Deletes a field with all that contacts have in it",
    access: "ADMIN",
    params: IdParams,
    status: 204,
    errors: ["not_found"],
  }),
};
