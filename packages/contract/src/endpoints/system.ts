import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { AnyServerEvent } from "../events.ts";

export const systemEndpoints = {
  getLive: defineEndpoint({
    operationId: "getLive",
    method: "GET",
    path: "/health/live",
    tag: "Health",
    summary: "The process answers",
    access: "public",
    response: z.object({ status: z.literal("ok") }),
  }),
  getReady: defineEndpoint({
    operationId: "getReady",
    method: "GET",
    path: "/health/ready",
    tag: "Health",
    summary: "Whether work can be done, by dependency; 503 when the database does not answer",
    access: "public",
    response: z.object({
      status: z.enum(["ok", "degraded", "unavailable"]),
      checks: z.record(
        z.string(),
        z.object({ status: z.enum(["ok", "degraded", "unavailable"]), detail: z.string().optional() }),
      ),
    }),
    errors: ["unavailable"],
  }),
  getOpenApi: defineEndpoint({
    operationId: "getOpenApi",
    method: "GET",
    path: "/api/openapi.json",
    tag: "Documentation",
    summary: "This API as OpenAPI 3.1",
    access: "public",
    response: z.record(z.string(), z.unknown()),
  }),
  getDocs: defineEndpoint({
    operationId: "getDocs",
    method: "GET",
    path: "/api/docs",
    tag: "Documentation",
    summary: "This API as a page to read",
    access: "public",
  }),
  sync: defineEndpoint({
    operationId: "sync",
    method: "GET",
    path: "/api/sync",
    tag: "Real time",
    summary:
      "What a socket missed since a sequence number: the same events, with the present state and for the present rights. 410 when it is too long ago",
    access: "AGENT",
    query: z.strictObject({ since: z.coerce.number().int().min(0) }),
    response: z.object({
      /** Ask from here next time. */
      seq: z.number().int(),
      events: z.array(AnyServerEvent),
      /** True when there is more: ask again from `seq`. */
      hasMore: z.boolean(),
    }),
    errors: ["sync_too_old"],
  }),
  verifyCloudApiWebhook: defineEndpoint({
    operationId: "verifyCloudApiWebhook",
    method: "GET",
    path: "/webhooks/cloud-api",
    tag: "Webhooks",
    summary: "Meta's verification: answers the challenge as text when the token is a connection's",
    access: "credential",
    query: z.looseObject({}),
  }),
  receiveCloudApiWebhook: defineEndpoint({
    operationId: "receiveCloudApiWebhook",
    method: "POST",
    path: "/webhooks/cloud-api",
    tag: "Webhooks",
    summary: "Messages and statuses from Meta, signed over the raw body; 200 only after all of it is stored",
    access: "credential",
    bodyKind: "raw",
    errors: ["invalid_signature", "malformed_body", "payload_too_large"],
  }),
};
