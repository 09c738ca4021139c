import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { AlertKind, ConnectionStatusCode, GapCause, GapCoverage, GapState, IdentityKind } from "../enums.ts";
import { Id, IdParams, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { ConnectionSummary } from "./connections.ts";
import { UserSummary } from "./users.ts";

/** A conversation in which something may be missing, because nobody could look. */
export const UnverifiedParty = z.object({
  name: z.string().nullable(),
  /** WhatsApp's own writing. */
  identity: z.object({ kind: IdentityKind, value: z.string() }),
  /** The contact it belongs to, where there is one. */
  contactId: Id.nullable(),
});
export type UnverifiedParty = z.infer<typeof UnverifiedParty>;

/** An interruption of a number: how long it was, why, and what became of the messages of that time. */
export const ConnectionGap = z.object({
  id: Id,
  connectionId: Id,
  state: GapState,
  cause: GapCause,
  /** The last moment at which it was surely online, exact to ten seconds when the server itself died. */
  startedAt: Timestamp,
  /** When it was online again; null while it is not. */
  endedAt: Timestamp.nullable(),
  /** Messages of this time that were stored afterwards. Rises as long as more of them come, also once the gap is `done`. */
  recoveredMessages: z.number().int(),
  /** What could be looked for; null until it has been. */
  coverage: GapCoverage.nullable(),
  /** At most 200 of them. */
  unverified: z.array(UnverifiedParty),
  unverifiedCount: z.number().int(),
  acknowledgedAt: Timestamp.nullable(),
  acknowledgedBy: UserSummary.nullable(),
});
export type ConnectionGap = z.infer<typeof ConnectionGap>;

/** What an administrator has to know of a number. It resolves itself when it no longer holds. */
export const Alert = z.object({
  id: Id,
  kind: AlertKind,
  connection: ConnectionSummary,
  /** Since when it holds: of a gap, when that began. */
  since: Timestamp,
  statusCode: ConnectionStatusCode.nullable(),
  /** In words, for a person. */
  reason: z.string().nullable(),
  /** Failed attempts to connect so far. */
  attempts: z.number().int(),
  /** Of a restriction that ends by itself: when. */
  restrictedUntil: Timestamp.nullable(),
  /** Of `connection_gap`. */
  gap: ConnectionGap.nullable(),
  resolvedAt: Timestamp.nullable(),
  /** Lifted again by every fifth failed attempt. */
  acknowledgedAt: Timestamp.nullable(),
  acknowledgedBy: UserSummary.nullable(),
});
export type Alert = z.infer<typeof Alert>;

export const supervisionEndpoints = {
  listConnectionGaps: defineEndpoint({
    operationId: "listConnectionGaps",
    method: "GET",
    path: "/api/connections/:id/gaps",
    tag: "Connections",
    summary: "The interruptions of a number, the latest first",
    access: "ADMIN",
    params: IdParams,
    query: PageQuery,
    response: pageOf(ConnectionGap),
    errors: ["not_found"],
  }),
  acknowledgeConnectionGap: defineEndpoint({
    operationId: "acknowledgeConnectionGap",
    method: "POST",
    path: "/api/connections/:id/gaps/:gapId/acknowledge",
    tag: "Connections",
    summary: "Notes who has seen the report of an interruption; its alert is resolved. The first one stays noted",
    access: "ADMIN",
    params: z.strictObject({ id: Id, gapId: Id }),
    response: ConnectionGap,
    errors: ["not_found"],
  }),
  listAlerts: defineEndpoint({
    operationId: "listAlerts",
    method: "GET",
    path: "/api/alerts",
    tag: "Alerts",
    summary: "What holds now, acknowledged or not, the latest first",
    access: "ADMIN",
    query: PageQuery,
    response: pageOf(Alert),
  }),
  acknowledgeAlert: defineEndpoint({
    operationId: "acknowledgeAlert",
    method: "POST",
    path: "/api/alerts/:id/acknowledge",
    tag: "Alerts",
    summary: "Notes who has seen an alert; the report of an interruption is resolved by it",
    access: "ADMIN",
    params: IdParams,
    response: Alert,
    errors: ["not_found"],
  }),
};
