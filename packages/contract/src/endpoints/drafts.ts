import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { Id, IdParams, pageOf, PageQuery, Timestamp } from "../primitives.ts";

/** More than may be sent, so that a long paste can still be shortened. */
export const maxDraftLength = 20_000;

/** Somebody whom a draft names with `@name`: a colleague in the note, a person of the group in the reply. */
export const DraftMention = z.strictObject({
  kind: z.enum(["colleague", "member"]),
  id: Id,
  name: z.string().min(1).max(200),
});
export type DraftMention = z.infer<typeof DraftMention>;

const draftFields = {
  /** Whether the note is what one was writing, rather than the reply. */
  isPrivate: z.boolean(),
  /** The reply. */
  body: z.string().max(maxDraftLength),
  noteBody: z.string().max(maxDraftLength),
  /** What the reply answers to: never a note. */
  quotedMessageId: Id.nullable(),
  /** What the note is about: a message or another note. */
  noteQuotedMessageId: Id.nullable().default(null),
  mentions: z.array(DraftMention).max(100),
  /**
   * When it was typed, in milliseconds since 1970, but always above the version that it was made from: of two browsers of one
   * person the later one holds.
   */
  version: z.number().int().min(0).max(8_640_000_000_000_000),
};

/** What a person has written in a ticket and not sent. Nobody else ever sees it. */
export const Draft = z.object({ ticketId: Id, ...draftFields, updatedAt: Timestamp });
export type Draft = z.infer<typeof Draft>;

export const draftEndpoints = {
  listDrafts: defineEndpoint({
    operationId: "listDrafts",
    method: "GET",
    path: "/api/drafts",
    tag: "Messages",
    summary: "One's own drafts that hold something, in tickets that one may see, the newest first",
    access: "AGENT",
    query: PageQuery,
    response: pageOf(Draft),
  }),
  saveDraft: defineEndpoint({
    operationId: "saveDraft",
    method: "PUT",
    path: "/api/tickets/:id/draft",
    tag: "Messages",
    summary: "Keeps one's own draft of a ticket; an older version changes nothing. Answers the one that holds",
    access: "AGENT",
    params: IdParams,
    /** Below the highest version there is, which sending and taking back count on from. */
    body: z.strictObject({ ...draftFields, version: draftFields.version.max(8_000_000_000_000_000) }),
    response: Draft,
    errors: ["not_found"],
  }),
};
