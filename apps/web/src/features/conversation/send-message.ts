import type { QueryClient } from "@tanstack/react-query";
import type { Message, SendMessage } from "@whatskovi/contract";
import { v7 as uuidv7 } from "uuid";
import { api, endpoints, isApiError } from "../../lib/api/index.ts";
import { applyMessage } from "./message-cache.ts";
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
export type SendExtra = Pick<SendMessage, "type" | "voice" | "location" | "contacts" | "template">;

/** What is not shown of a message under way: its file, the file's id once it is uploaded, and how to stop. */
const underWay = new Map<string, { readonly file: File | null; mediaId: string | null; abort: AbortController }>();

/** One message after the other, ticket by ticket: two quick ones never overtake each other. */
const lanes = new Map<string, Promise<void>>();

async function upload(id: string, file: File, signal: AbortSignal): Promise<string> {
  const body = new FormData();
  body.append("file", file, file.name);
  const onUploadProgress = (progress: number) => useOutgoing.getState().change(id, { progress });
  return (await api.call(endpoints.uploadMedia, { body }, { signal, onUploadProgress })).id;
}

async function deliver(queryClient: QueryClient, message: PendingMessage): Promise<void> {
  const { id, ticketId, body, isPrivate, quotedMessageId } = message;
  const parts = underWay.get(id);
  if (parts === undefined) return;
  try {
    if (parts.file !== null) parts.mediaId ??= await upload(id, parts.file, parts.abort.signal);
    useOutgoing.getState().change(id, { state: "sending" });
    const request = {
      id,
      ticketId,
      body,
      isPrivate,
      ...(quotedMessageId && { quotedMessageId }),
      ...(parts.mediaId && { mediaId: parts.mediaId }),
      ...message.extra,
    };
    const stored: Message = await api.call(endpoints.sendMessage, { body: request });
    applyMessage(queryClient, { message: stored, ticketId });
    forget(id);
  } catch (error) {
    if (parts.abort.signal.aborted) return;
    useOutgoing.getState().change(id, { state: "failed", error: isApiError(error) ? error.code : "other" });
  }
}

function enqueue(queryClient: QueryClient, message: PendingMessage): void {
  const before = lanes.get(message.ticketId) ?? Promise.resolve();
  lanes.set(
    message.ticketId,
    before.then(() => deliver(queryClient, message)),
  );
}

function forget(id: string): void {
  const pending = useOutgoing.getState().messages.find((message) => message.id === id);
  if (pending?.file?.previewUrl) URL.revokeObjectURL(pending.file.previewUrl);
  underWay.delete(id);
  useOutgoing.getState().remove(id);
}

const summaryOf = (file: File): PendingMessage["file"] => ({
  name: file.name,
  mimeType: file.type,
  size: file.size,
  previewUrl: file.type.startsWith("image/") ? URL.createObjectURL(file) : null,
});

/** Shows a message at once and sends it. The id is made here, so that however often it is tried, it is one message. */
export function sendMessage(queryClient: QueryClient, { file, ...message }: NewMessage): void {
  const pending: PendingMessage = {
    ...message,
    id: uuidv7(),
    file: file === null ? null : summaryOf(file),
    state: file === null ? "sending" : "uploading",
    progress: 0,
    error: null,
    createdAt: new Date().toISOString(),
  };
  underWay.set(pending.id, { file, mediaId: null, abort: new AbortController() });
  useOutgoing.getState().add(pending);
  enqueue(queryClient, pending);
}

/** Tries a message again that the server has not taken. */
export function resend(queryClient: QueryClient, message: PendingMessage): void {
  useOutgoing.getState().change(message.id, { state: message.file === null ? "sending" : "uploading", error: null });
  enqueue(queryClient, message);
}

/** Stops an upload, or gives up a message that could not be sent. */
export function discard(message: PendingMessage): void {
  underWay.get(message.id)?.abort.abort();
  forget(message.id);
}

/** Has WhatsApp's failure tried again. */
export async function retryFailed(queryClient: QueryClient, message: Message): Promise<void> {
  const after = await api.call(endpoints.retryMessage, { params: { id: message.id } });
  if (message.ticketId !== null) applyMessage(queryClient, { message: after, ticketId: message.ticketId });
}

/** The server can be reached again: what waited for it goes on its way. */
export function resendUnsent(queryClient: QueryClient): void {
  for (const message of useOutgoing.getState().messages)
    if (message.state === "failed" && message.error === "network") resend(queryClient, message);
}
