import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { TicketPriority } from "../enums.ts";
import { Id, IdParams, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { TicketOwnerChoice, TicketQueueChoice, TicketSort } from "./tickets.ts";

/** The parts of the inbox. */
export const InboxTab = z.enum(["mine", "pending", "all", "closed"]);
export type InboxTab = z.infer<typeof InboxTab>;

/** How long ago the last message came, counted in calendar days of whoever looks. */
export const RecentDays = z.enum(["today", "yesterday", "7days", "30days"]);
export type RecentDays = z.infer<typeof RecentDays>;

/** A calendar day of whoever looks: `2026-01-31`. */
const Day = z.iso.date();

/** Recent days, or the days from one to another, both included; either may be open. */
const LastMessageDays = z.union([
  RecentDays,
  z
    .strictObject({ from: Day.optional(), to: Day.optional() })
    .refine(({ from, to }) => (from ?? to) !== undefined && (from === undefined || to === undefined || from <= to), {
      error: "a day, or two in order",
    }),
]);

/** What narrows the inbox, as a person has chosen it. An absent one narrows nothing; of several values any one is enough. */
export const InboxFilters = z
  .strictObject({
    queueIds: z.array(TicketQueueChoice).min(1).max(20),
    tagIds: z.array(Id).min(1).max(20),
    userId: TicketOwnerChoice,
    connectionId: Id,
    priorities: z.array(TicketPriority).min(1).max(4),
    unread: z.boolean(),
    lastMessage: LastMessageDays,
  })
  .partial();
export type InboxFilters = z.infer<typeof InboxFilters>;

/** A way of looking at the inbox that a person has given a name. Nobody else sees it. */
export const InboxView = z.object({
  id: Id,
  name: z.string(),
  tab: InboxTab,
  filters: InboxFilters,
  /** Null for the tab's usual order. */
  sort: TicketSort.nullable(),
  /** What the inbox opens with. At most one is. */
  isDefault: z.boolean(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type InboxView = z.infer<typeof InboxView>;

const fields = {
  name: z.string().trim().min(1).max(40),
  tab: InboxTab,
  filters: InboxFilters,
  sort: TicketSort.nullable(),
  isDefault: z.boolean(),
};

export const viewEndpoints = {
  listInboxViews: defineEndpoint({
    operationId: "listInboxViews",
    method: "GET",
    path: "/api/inbox-views",
    tag: "Inbox views",
    summary: "One's own views of the inbox, in the order one has given them",
    access: "AGENT",
    query: PageQuery,
    response: pageOf(InboxView),
  }),
  createInboxView: defineEndpoint({
    operationId: "createInboxView",
    method: "POST",
    path: "/api/inbox-views",
    tag: "Inbox views",
    summary: "Keeps a view of the inbox, after the others; at most 30 a person",
    access: "AGENT",
    body: z.strictObject({
      ...fields,
      filters: fields.filters.default({}),
      sort: fields.sort.default(null),
      isDefault: fields.isDefault.default(false),
    }),
    status: 201,
    response: InboxView,
    errors: ["already_exists", "limit_reached"],
  }),
  updateInboxView: defineEndpoint({
    operationId: "updateInboxView",
    method: "PATCH",
    path: "/api/inbox-views/:id",
    tag: "Inbox views",
    summary: "Changes a view of one's own; made the default, it takes that from the other",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject(fields).partial(),
    response: InboxView,
    errors: ["already_exists", "not_found"],
  }),
  deleteInboxView: defineEndpoint({
    operationId: "deleteInboxView",
    method: "DELETE",
    path: "/api/inbox-views/:id",
    tag: "Inbox views",
    summary: "Deletes a view of one's own",
    access: "AGENT",
    params: IdParams,
    status: 204,
    errors: ["not_found"],
  }),
  orderInboxViews: defineEndpoint({
    operationId: "orderInboxViews",
    method: "PUT",
    path: "/api/inbox-views/order",
    tag: "Inbox views",
    summary: "Puts one's own views in this order; those not named follow as they were",
    access: "AGENT",
    body: z.strictObject({ ids: z.array(Id).min(1).max(30) }),
    status: 204,
    errors: ["not_found"],
  }),
};
