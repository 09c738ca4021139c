import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { Email, Id, IdParams, Name, pageOf, PageQuery, Password, Timestamp } from "../primitives.ts";
import { Preferences } from "./preferences.ts";
import { User } from "./users.ts";

/** What sign-in, refresh and set-up answer. The refresh token travels only in an httpOnly cookie. */
export const SignedIn = z.object({
  /** A JWT for `Authorization: Bearer` and for the socket's `auth.token`. */
  accessToken: z.string(),
  /** When the access token ends. */
  expiresAt: Timestamp,
  user: User,
  preferences: Preferences,
});
export type SignedIn = z.infer<typeof SignedIn>;

/** One signed-in browser. */
export const Session = z.object({
  id: Id,
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp,
  expiresAt: Timestamp,
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const authEndpoints = {
  getSetup: defineEndpoint({
    operationId: "getSetup",
    method: "GET",
    path: "/api/setup",
    tag: "Set-up",
    summary: "Tells whether the first administrator is still to be made",
    access: "public",
    response: z.object({ isNeeded: z.boolean() }),
  }),
  setUp: defineEndpoint({
    operationId: "setUp",
    method: "POST",
    path: "/api/setup",
    tag: "Set-up",
    summary: "Makes the first administrator and signs in, once",
    access: "public",
    body: z.strictObject({ name: Name, email: Email, password: Password }),
    status: 201,
    response: SignedIn,
    errors: ["already_set_up"],
  }),
  login: defineEndpoint({
    operationId: "login",
    method: "POST",
    path: "/api/auth/login",
    tag: "Access",
    summary: "Signs in; sets the refresh cookie",
    access: "public",
    body: z.strictObject({ email: Email, password: z.string().min(1).max(1000) }),
    response: SignedIn,
    errors: ["invalid_credentials"],
  }),
  refresh: defineEndpoint({
    operationId: "refresh",
    method: "POST",
    path: "/api/auth/refresh",
    tag: "Access",
    summary: "Exchanges the refresh cookie for a new pair; a token used twice ends every session of its family",
    access: "credential",
    response: SignedIn,
    errors: ["session_expired"],
  }),
  logout: defineEndpoint({
    operationId: "logout",
    method: "POST",
    path: "/api/auth/logout",
    tag: "Access",
    summary: "Ends this session and clears the cookie; harmless when there is none",
    access: "public",
    status: 204,
  }),
  getMe: defineEndpoint({
    operationId: "getMe",
    method: "GET",
    path: "/api/auth/me",
    tag: "Access",
    summary: "The person signed in",
    access: "AGENT",
    response: User,
  }),
  changePassword: defineEndpoint({
    operationId: "changePassword",
    method: "POST",
    path: "/api/auth/password",
    tag: "Access",
    summary: "Changes one's own password and ends all other sessions",
    access: "AGENT",
    body: z.strictObject({ currentPassword: z.string().min(1).max(1000), newPassword: Password }),
    status: 204,
    errors: ["invalid_credentials"],
  }),
  listSessions: defineEndpoint({
    operationId: "listSessions",
    method: "GET",
    path: "/api/auth/sessions",
    tag: "Access",
    summary: "One's own live sessions, the latest used first",
    access: "AGENT",
    query: PageQuery,
    response: pageOf(Session),
  }),
  endAllSessions: defineEndpoint({
    operationId: "endAllSessions",
    method: "DELETE",
    path: "/api/auth/sessions",
    tag: "Access",
    summary: "Signs out everywhere, here included",
    access: "AGENT",
    status: 204,
  }),
  endSession: defineEndpoint({
    operationId: "endSession",
    method: "DELETE",
    path: "/api/auth/sessions/:id",
    tag: "Access",
    summary: "Ends one of one's own sessions",
    access: "AGENT",
    params: IdParams,
    status: 204,
    errors: ["not_found"],
  }),
  createPasswordReset: defineEndpoint({
    operationId: "createPasswordReset",
    method: "POST",
    path: "/api/users/:id/password-reset",
    tag: "Users",
    summary: "Makes a link, good once for 24 hours, with which a person sets a new password",
    access: "ADMIN",
    params: IdParams,
    status: 201,
    response: z.object({ url: z.string(), expiresAt: Timestamp }),
    errors: ["not_found"],
  }),
  resetPassword: defineEndpoint({
    operationId: "resetPassword",
    method: "POST",
    path: "/api/auth/password-reset",
    tag: "Access",
    summary: "Sets a new password by a one-time link and ends all sessions of that person",
    access: "credential",
    body: z.strictObject({ token: z.string().min(20).max(200), password: Password }),
    status: 204,
    errors: ["session_expired"],
  }),
};
