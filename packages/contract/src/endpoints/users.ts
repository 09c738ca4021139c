import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { Role, UserStatus } from "../enums.ts";
import { Email, Id, IdParams, Name, pageOf, PageQuery, Password, QueryBoolean, Timestamp } from "../primitives.ts";

/** Who somebody is, as far as every colleague may know. */
export const UserSummary = z.object({ id: Id, name: z.string() });
export type UserSummary = z.infer<typeof UserSummary>;

/** A colleague as shown where work is handed over. */
export const Colleague = UserSummary.extend({
  role: Role,
  status: UserStatus,
  queueIds: z.array(Id),
});
export type Colleague = z.infer<typeof Colleague>;

/** A person who works here. The password is never part of it. */
export const User = UserSummary.extend({
  email: z.string(),
  role: Role,
  status: UserStatus,
  /** How many open tickets at most; null is no limit. */
  maxTickets: z.number().int().nullable(),
  isActive: z.boolean(),
  queueIds: z.array(Id),
  createdAt: Timestamp,
});
export type User = z.infer<typeof User>;

const UserFields = {
  name: Name,
  email: Email,
  role: Role,
  maxTickets: z.number().int().min(1).max(1000).nullable(),
  queueIds: z.array(Id).max(200),
};

export const userEndpoints = {
  listUsers: defineEndpoint({
    operationId: "listUsers",
    method: "GET",
    path: "/api/users",
    tag: "Users",
    summary: "Everybody who works here, by name",
    access: "SUPERVISOR",
    query: PageQuery.extend({ q: z.string().max(200).optional(), isActive: QueryBoolean.optional() }),
    response: pageOf(User),
  }),
  listColleagues: defineEndpoint({
    operationId: "listColleagues",
    method: "GET",
    path: "/api/colleagues",
    tag: "Users",
    summary: "Active colleagues to whom a ticket can be handed, by name",
    access: "AGENT",
    query: PageQuery.extend({ q: z.string().max(200).optional(), queueId: Id.optional() }),
    response: pageOf(Colleague),
  }),
  getUser: defineEndpoint({
    operationId: "getUser",
    method: "GET",
    path: "/api/users/:id",
    tag: "Users",
    summary: "One person",
    access: "SUPERVISOR",
    params: IdParams,
    response: User,
    errors: ["not_found"],
  }),
  createUser: defineEndpoint({
    operationId: "createUser",
    method: "POST",
    path: "/api/users",
    tag: "Users",
    summary: "Adds a person",
    access: "ADMIN",
    body: z.strictObject({
      name: UserFields.name,
      email: UserFields.email,
      password: Password,
      role: UserFields.role.default("AGENT"),
      maxTickets: UserFields.maxTickets.default(null),
      queueIds: UserFields.queueIds.default([]),
    }),
    status: 201,
    response: User,
    errors: ["already_exists", "not_found"],
  }),
  updateUser: defineEndpoint({
    operationId: "updateUser",
    method: "PATCH",
    path: "/api/users/:id",
    tag: "Users",
    summary: "Changes a person; role, queues and deactivation take effect at once, on open sockets too",
    access: "ADMIN",
    params: IdParams,
    body: z.strictObject({ ...UserFields, isActive: z.boolean() }).partial(),
    response: User,
    errors: ["already_exists", "last_administrator", "not_found"],
  }),
  deactivateUser: defineEndpoint({
    operationId: "deactivateUser",
    method: "DELETE",
    path: "/api/users/:id",
    tag: "Users",
    summary: "Deactivates a person: history stays, sessions end, open tickets go back to their queues",
    access: "ADMIN",
    params: IdParams,
    status: 204,
    errors: ["last_administrator", "not_found"],
  }),
  setOwnStatus: defineEndpoint({
    operationId: "setOwnStatus",
    method: "PUT",
    path: "/api/users/me/status",
    tag: "Users",
    summary: "Says that one is here or away; offline follows from having no live session",
    access: "AGENT",
    body: z.strictObject({ status: z.enum(["ONLINE", "AWAY"]) }),
    status: 204,
  }),
};
