import type { Logger } from "../../platform/logging/index.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { receiveEvents } from "../messages/index.ts";
import type { CloudApiConnections, WebhookReader } from "./cloud-api-webhook.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { shareLookups } from "./shared-lookups.ts";
import { verifySubscription } from "./verify-subscription.ts";

export type WebhookHandlersDeps = {
  readonly connections: CloudApiConnections;
  readonly reader: WebhookReader;
  readonly logger: Logger;
};

export function webhookHandlers(
  deps: WebhookHandlersDeps,
): Pick<Handlers, "verifyCloudApiWebhook" | "receiveCloudApiWebhook"> {
  const connections = shareLookups(deps.connections);
  return {
    verifyCloudApiWebhook: async ({ query, http }) => {
      http.res.type("text/plain").send(await verifySubscription(connections, query));
    },
    receiveCloudApiWebhook: async ({ context, body, http }) => {
      await receiveWebhook(
        { ...deps, connections, receiveEvents: (connectionId, events) => receiveEvents(context, connectionId, events) },
        { bytes: body, signature: http.req.headers["x-hub-signature-256"], receivedAt: context.clock.now() },
      );
      http.res.type("text/plain").send("ok");
    },
  };
}
