import type { Logger } from "../../platform/logging/index.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import type { InboundEventInput } from "../../whatsapp/driver.ts";
import type { CloudApiConnection, CloudApiConnections, WebhookChange, WebhookReader } from "./cloud-api-webhook.ts";
import { signatureCheck } from "./webhook-signature.ts";

export type ReceiveWebhookDeps = {
  readonly connections: CloudApiConnections;
  readonly reader: WebhookReader;
  /** Resolves after the commit. */
  readonly receiveEvents: (connectionId: string, events: readonly InboundEventInput[]) => Promise<void>;
  readonly logger: Logger;
};

export type ReceivedWebhook = { readonly signature: unknown; readonly bytes: Uint8Array; readonly receivedAt: Date };

/**
 * Stores what a webhook tells. Resolves after everything is committed: only then may Meta be answered with 200.
 *
 * What the payload says of itself is believed for one thing alone, to find whose secret the signature must match; each part is
 * taken only with the secret of its own connection. A part whose connection has another secret is refused with
 * `invalid_signature`, so that Meta keeps it until the secret is set right; the parts that are right are stored all the same.
 * The same webhook again changes nothing.
 */
export async function receiveWebhook(deps: ReceiveWebhookDeps, webhook: ReceivedWebhook): Promise<void> {
  const isSignedWith = signatureCheck(webhook.signature, webhook.bytes);
  if (isSignedWith === null) throw new AppError("invalid_signature");
  const payload = parse(webhook.bytes);
  const changes = payload === undefined ? [] : deps.reader.changesOf(payload);
  const phoneNumberIds = [...new Set(changes.flatMap(({ phoneNumberId }) => phoneNumberId ?? []))];
  const named = phoneNumberIds.length === 0 ? [] : await deps.connections.find(phoneNumberIds);
  const proven = named.filter(({ appSecret }) => isSignedWith(appSecret));
  if (named.length === 0 && !(await deps.connections.list()).some(({ appSecret }) => isSignedWith(appSecret))) {
    throw new AppError("invalid_signature");
  }
  if (payload === undefined) throw new AppError("malformed_body");
  await Promise.all(proven.map((connection) => store(deps, connection, changes, webhook.receivedAt)));
  const known = new Set(named.map(({ phoneNumberId }) => phoneNumberId));
  const unknown = phoneNumberIds.filter((id) => !known.has(id));
  if (unknown.length > 0)
    deps.logger.warn({ phoneNumberIds: unknown }, "a webhook for a number that no connection has");
  if (proven.length < named.length) throw new AppError("invalid_signature");
}

async function store(
  { reader, receiveEvents, logger }: ReceiveWebhookDeps,
  { connectionId, phoneNumberId }: CloudApiConnection,
  changes: readonly WebhookChange[],
  receivedAt: Date,
): Promise<void> {
  const events: InboundEventInput[] = [];
  for (const change of changes) {
    if (change.phoneNumberId !== phoneNumberId) continue;
    const told = reader.normalizeChange(change, receivedAt.getTime());
    if (told.length === 0)
      logger.debug({ connectionId, field: change.field }, "a webhook that tells nothing of a conversation");
    events.push(...told);
  }
  if (events.length > 0) await receiveEvents(connectionId, events);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
