import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { Color, Id, IdParams, Name, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { UserSummary } from "./users.ts";
import { Role } from "../enums.ts";

/** What a ticket shows of its queue. */
export const QueueSummary = z.object({ id: Id, name: z.string(), color: z.string() });
export type QueueSummary = z.infer<typeof QueueSummary>;

/** A line in which tickets wait, with the people who serve it. */
export const Queue = QueueSummary.extend({
  description: z.string(),
  /** Sent once to whoever opens a ticket in this queue; empty sends nothing. */
  greetingMessage: z.string(),
  /** Where several queues could take a new ticket, the highest number wins, then the oldest queue. */
  priority: z.number().int(),
  memberCount: z.number().int(),
  createdAt: Timestamp,
});
export type Queue = z.infer<typeof Queue>;

export const QueueMember = UserSummary.extend({ email: z.string(), role: Role });
export type QueueMember = z.infer<typeof QueueMember>;

const QueueFields = {
  name: Name,
  color: Color,
  description: z.string().trim().max(500),
  greetingMessage: z.string().trim().max(4096),
  priority: z.number().int().min(0).max(1000),
};
const MemberParams = z.strictObject({ id: Id, userId: Id });

export const queueEndpoints = {
  listQueues: defineEndpoint({
    operationId: "listQueues",
    method: "GET",
    path: "/api/queues",
    tag: "Queues",
    summary: "All queues, by priority and name; every colleague may know them, to hand tickets over",
    access: "AGENT",
    query: PageQuery,
    response: pageOf(Queue),
  }),
  getQueue: defineEndpoint({
    operationId: "getQueue",
    method: "GET",
    path: "/api/queues/:id",
    tag: "Queues",
    summary: "One queue",
    access: "AGENT",
    params: IdParams,
    response: Queue,
    errors: ["not_found"],
  }),
  createQueue: defineEndpoint({
    operationId: "createQueue",
    method: "POST",
    path: "/api/queues",
    tag: "Queues",
    summary: "Adds a queue",
    access: "ADMIN",
    body: z.strictObject({
      name: QueueFields.name,
      color: QueueFields.color.default("#2f7d5b"),
      description: QueueFields.description.default(""),
      greetingMessage: QueueFields.greetingMessage.default(""),
      priority: QueueFields.priority.default(0),
      memberIds: z.array(Id).max(1000).default([]),
    }),
    status: 201,
    response: Queue,
    errors: ["already_exists", "not_found"],
  }),
  updateQueue: defineEndpoint({
    operationId: "updateQueue",
    method: "PATCH",
    path: "/api/queues/:id",
    tag: "Queues",
    summary: "Changes a queue",
    access: "ADMIN",
    params: IdParams,
    body: z.strictObject(QueueFields).partial(),
    response: Queue,
    errors: ["already_exists", "not_found"],
  }),
  deleteQueue: defineEndpoint({
    operationId: "deleteQueue",
    method: "DELETE",
    path: "/api/queues/:id",
    tag: "Queues",
    summary: "Deletes a queue that has no active ticket; closed tickets keep their history without it",
    access: "ADMIN",
    params: IdParams,
    status: 204,
    errors: ["in_use", "not_found"],
  }),
  listQueueMembers: defineEndpoint({
    operationId: "listQueueMembers",
    method: "GET",
    path: "/api/queues/:id/members",
    tag: "Queues",
    summary: "Who serves (agents) and who supervises (supervisors) a queue, by name",
    access: "SUPERVISOR",
    params: IdParams,
    query: PageQuery,
    response: pageOf(QueueMember),
    errors: ["not_found"],
  }),
  setQueueMembers: defineEndpoint({
    operationId: "setQueueMembers",
    method: "PUT",
    path: "/api/queues/:id/members",
    tag: "Queues",
    summary: "Replaces the members of a queue, with effect at once",
    access: "ADMIN",
    params: IdParams,
    body: z.strictObject({ userIds: z.array(Id).max(1000) }),
    status: 204,
    errors: ["not_found"],
  }),
  addQueueMember: defineEndpoint({
    operationId: "addQueueMember",
    method: "POST",
    path: "/api/queues/:id/members",
    tag: "Queues",
    summary: "Adds one member, with effect at once; harmless when already one",
    access: "ADMIN",
    params: IdParams,
    body: z.strictObject({ userId: Id }),
    status: 204,
    errors: ["not_found"],
  }),
  removeQueueMember: defineEndpoint({
    operationId: "removeQueueMember",
    method: "DELETE",
    path: "/api/queues/:id/members/:userId",
    tag: "Queues",
    summary: "Removes one member, with effect at once",
    access: "ADMIN",
    params: MemberParams,
    status: 204,
    errors: ["not_found"],
  }),
};
