import { AppError } from "../../platform/errors/app-error.ts";
import type { CloudApiConnections } from "./cloud-api-webhook.ts";
import { isSameText } from "./webhook-signature.ts";

const MAX_CHALLENGE = 1000;

/**
 * Meta's question whether this address is ours: the challenge is answered when the token is that of any connection, else it is
 * `forbidden`. https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export async function verifySubscription(
  connections: CloudApiConnections,
  query: Readonly<Record<string, unknown>>,
): Promise<string> {
  const token = query["hub.verify_token"];
  const challenge = query["hub.challenge"];
  const isComplete = query["hub.mode"] === "subscribe" && typeof token === "string" && typeof challenge === "string";
  if (!isComplete || challenge.length > MAX_CHALLENGE) throw new AppError("forbidden");
  const matches = (await connections.list()).filter(({ verifyToken }) => isSameText(token, verifyToken));
  if (matches.length === 0) throw new AppError("forbidden");
  return challenge;
}
