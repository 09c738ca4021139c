import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { UserStatus } from "../enums.ts";
import { Id, IdParams } from "../primitives.ts";

const MentionQuery = z.strictObject({
  /** Part of the name; accents and case do not matter. */
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** A colleague as a note can name them. */
export const MentionableColleague = z.object({
  id: Id,
  name: z.string(),
  status: UserStatus,
  /** Whether they may see the ticket now: who may not is named, and not told. */
  canSee: z.boolean(),
});
export type MentionableColleague = z.infer<typeof MentionableColleague>;

/** Somebody of a group as a reply can name them. */
export const MentionableMember = z.object({ id: Id, name: z.string(), phoneNumber: z.string().nullable() });
export type MentionableMember = z.infer<typeof MentionableMember>;

export const mentionEndpoints = {
  listMentionableColleagues: defineEndpoint({
    operationId: "listMentionableColleagues",
    method: "GET",
    path: "/api/tickets/:id/mentionable-colleagues",
    tag: "Messages",
    summary: "Active colleagues whom a note of the ticket can name, those who may see it first",
    access: "AGENT",
    params: IdParams,
    query: MentionQuery,
    response: z.object({ items: z.array(MentionableColleague) }),
    errors: ["not_found"],
  }),
  listMentionableMembers: defineEndpoint({
    operationId: "listMentionableMembers",
    method: "GET",
    path: "/api/tickets/:id/mentionable-members",
    tag: "Messages",
    summary: "People who wrote in the ticket's group lately, by name; none outside groups",
    access: "AGENT",
    params: IdParams,
    query: MentionQuery,
    response: z.object({ items: z.array(MentionableMember) }),
    errors: ["not_found"],
  }),
};
