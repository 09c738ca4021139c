/** Webhooks of the official WhatsApp API: where what customers write comes in. */
export { webhookHandlers, type WebhookHandlersDeps } from "./webhook.controller.ts";
export type { CloudApiConnection, CloudApiConnections, WebhookReader } from "./cloud-api-webhook.ts";
