import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { Color, Id, IdParams, Name, pageOf, PageQuery } from "../primitives.ts";

export const Tag = z.object({ id: Id, name: z.string(), color: z.string() });
export type Tag = z.infer<typeof Tag>;

export const tagEndpoints = {
  listTags: defineEndpoint({
    operationId: "listTags",
    method: "GET",
    path: "/api/tags",
    tag: "Tags",
    summary: "All tags, by name",
    access: "AGENT",
    query: PageQuery.extend({ q: z.string().max(120).optional() }),
    response: pageOf(Tag),
  }),
  createTag: defineEndpoint({
    operationId: "createTag",
    method: "POST",
    path: "/api/tags",
    tag: "Tags",
    summary: "Adds a tag",
    access: "SUPERVISOR",
    body: z.strictObject({ name: Name, color: Color.default("#5f6f68") }),
    status: 201,
    response: Tag,
    errors: ["already_exists"],
  }),
  updateTag: defineEndpoint({
    operationId: "updateTag",
    method: "PATCH",
    path: "/api/tags/:id",
    tag: "Tags",
    summary: "Changes a tag everywhere it is used",
    access: "SUPERVISOR",
    params: IdParams,
    body: z.strictObject({ name: Name, color: Color }).partial(),
    response: Tag,
    errors: ["already_exists", "not_found"],
  }),
  deleteTag: defineEndpoint({
    operationId: "deleteTag",
    method: "DELETE",
    path: "/api/tags/:id",
    tag: "Tags",
    summary: "Deletes a tag and takes it off every ticket and contact",
    access: "SUPERVISOR",
    params: IdParams,
    status: 204,
    errors: ["not_found"],
  }),
};
