import { Readable } from "node:stream";
import type { FailureCode } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { FileStorage } from "../../platform/storage/index.ts";
import type { ClaimedMessage, DeliveryQueue } from "../../whatsapp/delivery-queue.ts";
import type { SendCommand, SendReceipt } from "../../whatsapp/driver.ts";
import { refreshPreviews } from "./message-preview.repository.ts";
import {
  claimOldest,
  failAllOutgoing,
  failSending,
  findConnectionOf,
  learnAddress,
  listSending,
  nextDue,
  type OutgoingMessage,
  releaseSending,
} from "./outgoing-message.repository.ts";
import { identityKey } from "./receive/batch-keys.ts";
import type { ReceiveDeps } from "./receive/receive-batch.ts";
import { receiveEvents } from "./receive/receive-events.ts";

export type DeliveryQueueDeps = ReceiveDeps & { readonly storage: FileStorage };

/** The messages table as the delivery lane's queue: see the port for what each promises. */
export function createDeliveryQueue(deps: DeliveryQueueDeps): DeliveryQueue {
  const { db, clock } = deps;
  return {
    claimNext: (connectionId, busyContactIds) => claimNext(deps, connectionId, busyContactIds),
    nextDueAt: (connectionId) => nextDue(db, connectionId),
    markSent: (messageId, receipt) => markSent(deps, messageId, receipt),
    markFailed: (messageId, failureCode) => markFailed(deps, messageId, failureCode),
    scheduleRetry: (messageId, at) => releaseSending(db, messageId, at),
    listInDoubt: (connectionId, claimedBefore) => listSending(db, connectionId, claimedBefore),
    failPending: (connectionId, failureCode) =>
      db.sqlTransaction(async (tx) => {
        const failed = await failAllOutgoing(tx, connectionId, failureCode);
        await tellChanged(deps, tx, failed);
        return failed.length;
      }),
  };

  async function claimNext(
    { storage }: DeliveryQueueDeps,
    connectionId: string,
    busyContactIds: readonly string[],
  ): Promise<ClaimedMessage | null> {
    for (;;) {
      const message = await claimOldest(db, connectionId, busyContactIds, clock.now());
      if (message === null) return null;
      const command = await commandFor(storage, message);
      if (command !== null) return { contactId: message.contactId, attempts: message.attempts, command };
      await markFailed(deps, message.id, message.identities.length === 0 ? "invalid_recipient" : "media_rejected");
    }
  }
}

/** A receipt is a status like those that WhatsApp tells later, and comes in by the same way: so the two cannot pass each other. */
async function markSent(
  deps: DeliveryQueueDeps,
  messageId: string,
  { providerId, recipient }: SendReceipt,
): Promise<void> {
  const place = await findConnectionOf(deps.db, messageId);
  if (place === null) return;
  const timestamp = deps.clock.now().getTime();
  await receiveEvents(deps, place.whatsappId, [{ kind: "status", messageId, providerId, status: "SENT", timestamp }]);
  if (recipient === undefined) return;
  const identity = { kind: recipient.kind, value: identityKey(recipient), address: recipient.value };
  await learnAddress(deps.db, place.contactId, identity);
}

function markFailed(deps: DeliveryQueueDeps, messageId: string, failureCode: FailureCode): Promise<void> {
  return deps.db.sqlTransaction(async (tx) => {
    const ticketId = await failSending(tx, messageId, failureCode);
    if (ticketId !== null) await tellChanged(deps, tx, [{ id: messageId, ticketId }]);
  });
}

async function tellChanged(
  { outbox }: DeliveryQueueDeps,
  tx: Sql,
  messages: readonly { id: string; ticketId: string | null }[],
): Promise<void> {
  const lastIds = await refreshPreviews(
    tx,
    messages.map(({ id }) => id),
  );
  const shown = messages.flatMap(({ id, ticketId }) => (ticketId === null ? [] : [{ id, ticketId }]));
  await outbox.append(
    tx,
    shown.map(({ id, ticketId }) => ({ type: "message-update", ticketId, messageId: id, isLast: lastIds.has(id) })),
  );
}

/** The message as a driver takes it; null when nobody can be named or its file is not there. */
async function commandFor(storage: FileStorage, message: OutgoingMessage): Promise<SendCommand | null> {
  if (message.identities.length === 0) return null;
  const content = await contentFor(storage, message);
  if (content === null) return null;
  const to = message.identities.map(({ kind, address }) => ({ kind, value: address }));
  const quoted = message.quoted === null ? null : { ...message.quoted, chat: to, author: null };
  return { messageId: message.id, to, content, quoted };
}

async function contentFor(
  storage: FileStorage,
  { type, body, media }: OutgoingMessage,
): Promise<SendCommand["content"] | null> {
  if (media === null) return { type: "TEXT", body };
  const { sha256, size, fileName, mimeType } = media;
  if (sha256 === null || size === null || !(await storage.has(sha256, size))) return null;
  const open = async () => Readable.toWeb(storage.open(sha256)) as ReadableStream<Uint8Array>;
  const kind = type === "IMAGE" || type === "VIDEO" || type === "AUDIO" ? type : "DOCUMENT";
  return { type: kind, body, file: { fileName, mimeType, size, open } };
}
