import type { Context } from "../../platform/context.ts";
import { DriverError, type MessageRef, type WhatsAppDriver } from "../../whatsapp/driver.ts";
import type { ReadReceiptPayload } from "../tickets/index.ts";
import { toIdentities, toMessageRef } from "./message-ref.ts";
import { findUnread, markReadUpTo } from "./read-receipts.repository.ts";

/** Tells WhatsApp that messages of a number were read. Throws `DriverError`. */
export type MarkRead = (connectionId: string, messages: readonly MessageRef[]) => Promise<void>;

export type ReadReceiptDeps = Pick<Context, "db"> & { readonly markRead: MarkRead };

/**
 * Shows a customer that their messages were read, where the number does so. Throws while trying again makes sense; after the last
 * attempt the customer is not told, which harms nobody.
 */
export async function sendReadReceipts(
  { db, markRead }: ReadReceiptDeps,
  payload: ReadReceiptPayload,
  isLastAttempt: boolean,
): Promise<void> {
  const readAt = new Date(payload.readAt);
  const unread = await findUnread(db, payload.ticketId, readAt);
  if (unread === null || !unread.sendsReadReceipts) return;
  const chat = toIdentities(unread.identities);
  try {
    await markRead(
      unread.connectionId,
      unread.messages.map((message) => toMessageRef(message, chat)),
    );
  } catch (error) {
    const isFinal = error instanceof DriverError && (error.kind === "unsupported" || error.kind === "permanent");
    if (isLastAttempt || isFinal) return;
    throw error;
  }
  await markReadUpTo(db, payload.ticketId, readAt);
}

/** The driver's way of it, where it has one. */
export async function markReadBy(driver: WhatsAppDriver | null, messages: readonly MessageRef[]): Promise<void> {
  if (driver === null) throw new DriverError("not_connected", "the number is not connected");
  if (!driver.capabilities.readReceipts || driver.markRead === undefined) {
    throw new DriverError("unsupported", "this kind of connection tells nobody that we read");
  }
  await driver.markRead(messages);
}
