import type { QueryClient } from "@tanstack/react-query";
import type { Message, SendMessage, Ticket } from "@whatskovi/contract";
import { v7 as uuidv7 } from "uuid";
import { api, endpoints } from "../../lib/api/index.ts";
import { useSession } from "../../stores/session.ts";
import { ticketKeys } from "../tickets/index.ts";
import { applyMessage } from "./message-cache.ts";
import { cancelUpload, sendTo } from "./outbox/deliver.ts";
import * as outbox from "./outbox/outbox.ts";
import { alone } from "./outbox/tabs.ts";
import { useOutgoing } from "./outgoing.ts";
import type { PendingMessage } from "./timeline.ts";

export type NewMessage = {
  readonly ticketId: string;
  readonly body: string;
  readonly isPrivate: boolean;
  readonly quotedMessageId: string | null;
  readonly file: File | null;
  readonly extra?: SendExtra;
};

/** What goes with a message beyond text and file, and as what a file goes. */
export type SendExtra = Pick<
  SendMessage,
  "type" | "voice" | "location" | "contacts" | "template" | "mentions" | "mentionedUserIds"
>;

/**
 * Shows a message at once, keeps it in this browser and sends it as soon as the server can be reached. The id is made here, so
 * that however often it is tried, by whichever tab, it is one message.
 */
export function sendMessage(queryClient: QueryClient, message: NewMessage): void {
  const userId = useSession.getState().user?.id;
  if (userId === undefined) return;
  const ticket = queryClient.getQueryData<Ticket>(ticketKeys.detail(message.ticketId));
  const now = new Date().toISOString();
  const kept = outbox.enter({
    ...message,
    userId,
    id: uuidv7(),
    to: ticket?.contact.name ?? "",
    mediaId: null,
    createdAt: now,
    releasedAt: now,
    isAttempted: false,
    refusal: null,
  });
  void kept.then(() => sendTo(queryClient, message.ticketId));
}

/** Tries a message again that was refused. */
export async function resend(queryClient: QueryClient, { id, ticketId }: PendingMessage): Promise<void> {
  useOutgoing.getState().change(id, { state: "queued", error: null });
  await outbox.change(id, { refusal: null, releasedAt: new Date().toISOString() });
  await sendTo(queryClient, ticketId);
}

/**
 * Takes a message back that has not been sent: null when it has left meanwhile. `read` sees it as it was kept before it is
 * dropped.
 */
async function takeBack({ id, ticketId }: PendingMessage, read?: (file: File | null) => void): Promise<void> {
  await outbox.callOff(id);
  cancelUpload(id);
  await alone(ticketId, async () => {
    const entry = await outbox.find(id);
    if (entry === null) return;
    read?.(entry.file);
    await outbox.forget(id);
  });
}

/** Stops an upload, or gives up a message that could not be sent. */
export async function discard(queryClient: QueryClient, message: PendingMessage): Promise<void> {
  await takeBack(message);
  await sendTo(queryClient, message.ticketId);
}

/** Takes a message back to be written anew; `receive` gets its file. Does nothing when it has left meanwhile. */
export async function withdraw(message: PendingMessage, receive: (file: File | null) => void): Promise<void> {
  await takeBack(message, receive);
}

/** Has WhatsApp's failure tried again. */
export async function retryFailed(queryClient: QueryClient, message: Message): Promise<void> {
  const after = await api.call(endpoints.retryMessage, { params: { id: message.id } });
  if (message.ticketId !== null) applyMessage(queryClient, { message: after, ticketId: message.ticketId });
}
