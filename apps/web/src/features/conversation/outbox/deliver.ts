import type { QueryClient } from "@tanstack/react-query";
import type { Message } from "@whatskovi/contract";
import { api, type ApiErrorCode, endpoints, isApiError } from "../../../lib/api/index.ts";
import { isServerReachable } from "../../../lib/realtime/index.ts";
import { useSession } from "../../../stores/session.ts";
import { applyMessage, messageKeys } from "../message-cache.ts";
import { useOutgoing } from "../outgoing.ts";
import * as outbox from "./outbox.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { alone } from "./tabs.ts";

const answerWithinMs = 20_000;
const stalledAfterMs = 30_000;
/** So often an answer that blames the server is taken for a passing trouble. */
const mostFailures = 5;
const shortestPauseMs = 2000;
const longestPauseMs = 30_000;

const uploads = new Map<string, AbortController>();
const posts = new Set<AbortController>();
const failures = new Map<string, number>();
const uploadedAnew = new Set<string>();
let retry: ReturnType<typeof setTimeout> | null = null;
let pauseMs = shortestPauseMs;

const passing: readonly ApiErrorCode[] = ["network", "unavailable", "rate_limited", "internal"];
const signedOut: readonly ApiErrorCode[] = ["unauthenticated", "session_expired"];

async function upload({ id, file }: OutboxEntry & { file: File }): Promise<string> {
  const abort = new AbortController();
  uploads.set(id, abort);
  useOutgoing.getState().change(id, { state: "uploading", progress: 0 });
  let stalled = setTimeout(() => abort.abort(), stalledAfterMs);
  const onUploadProgress = (progress: number) => {
    clearTimeout(stalled);
    stalled = setTimeout(() => abort.abort(), stalledAfterMs);
    useOutgoing.getState().change(id, { progress });
  };
  const body = new FormData();
  body.append("file", file, file.name);
  try {
    return (await api.call(endpoints.uploadMedia, { body }, { signal: abort.signal, onUploadProgress })).id;
  } finally {
    clearTimeout(stalled);
    uploads.delete(id);
  }
}

/** Null when it was called off before the server was asked. */
async function post(entry: OutboxEntry, mediaId: string | null): Promise<Message | null> {
  const { id, ticketId, body, isPrivate, quotedMessageId, extra } = entry;
  useOutgoing.getState().change(id, { state: "sending" });
  const marked = await outbox.change(id, { isAttempted: true });
  if (marked?.calledOffAt !== undefined) return null;
  if (useSession.getState().user?.id !== entry.userId) throw new Error("somebody else is signed in");
  const abort = new AbortController();
  posts.add(abort);
  const request = {
    id,
    ticketId,
    body,
    isPrivate,
    ...(!isPrivate && { canUndo: true }),
    ...(quotedMessageId && { quotedMessageId }),
    ...(mediaId && { mediaId }),
    ...extra,
  };
  const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(answerWithinMs)]);
  try {
    return await api.call(endpoints.sendMessage, { body: request }, { signal });
  } finally {
    posts.delete(abort);
  }
}

async function fileAtServer({ file, ...entry }: OutboxEntry): Promise<string | null> {
  if (file === null || entry.mediaId !== null) return entry.mediaId;
  const mediaId = await upload({ ...entry, file });
  await outbox.change(entry.id, { mediaId });
  return mediaId;
}

/** Why a message waits or is refused; false ends the turn of its ticket. */
async function settle(queryClient: QueryClient, entry: OutboxEntry, error: unknown): Promise<boolean> {
  const { id, ticketId } = entry;
  const code = isApiError(error) ? error.code : null;
  const isPassing = code === null || passing.includes(code) || signedOut.includes(code);
  if (code === "internal") failures.set(id, (failures.get(id) ?? 0) + 1);
  if (isPassing && (failures.get(id) ?? 0) < mostFailures) {
    useOutgoing.getState().change(id, { state: "queued" });
    // Refused at the door: the server surely has not taken it.
    if (code === "rate_limited" || (code !== null && signedOut.includes(code)))
      await outbox.change(id, { isAttempted: entry.isAttempted });
    const asked = isApiError(error) ? (error.problem?.retryAfter ?? 0) * 1000 : 0;
    if (code === null || passing.includes(code)) retryLater(queryClient, asked);
    return false;
  }
  failures.delete(id);
  // Only this very message can have its id: its ticket was united with another after it arrived.
  if (code === "message_id_taken" && entry.isAttempted) {
    await outbox.forget(id);
    void queryClient.invalidateQueries({ queryKey: messageKeys.ofTicket(ticketId) });
    return true;
  }
  // What was uploaded long ago and never sent is cleared away at the server.
  if (code === "not_found" && entry.mediaId !== null && !uploadedAnew.has(id)) {
    uploadedAnew.add(id);
    await outbox.change(id, { mediaId: null });
    return true;
  }
  await outbox.change(id, { refusal: code ?? "other" });
  return true;
}

async function deliver(queryClient: QueryClient, entry: OutboxEntry): Promise<boolean> {
  if (!(await isServerReachable())) {
    retryLater(queryClient);
    return false;
  }
  try {
    const message = await post(entry, await fileAtServer(entry));
    if (message === null) return true;
    applyMessage(queryClient, { message, ticketId: entry.ticketId });
    failures.delete(entry.id);
    pauseMs = shortestPauseMs;
    await outbox.forget(entry.id);
    return true;
  } catch (error) {
    return settle(queryClient, entry, error);
  }
}

/** Sends what waits for one ticket, one after the other, until nothing is left or the server cannot be reached. */
export const sendTo = (queryClient: QueryClient, ticketId: string): Promise<void> =>
  alone(ticketId, async () => {
    for (let next = await outbox.nextTo(ticketId); next !== null; next = await outbox.nextTo(ticketId))
      if (!(await deliver(queryClient, next))) return;
  });

/** The server may be reachable again: what waits goes on its way. */
export function sendAll(queryClient: QueryClient): void {
  const waiting = useOutgoing.getState().messages.filter(({ state }) => state === "queued");
  for (const ticketId of new Set(waiting.map((message) => message.ticketId))) void sendTo(queryClient, ticketId);
}

function retryLater(queryClient: QueryClient, atLeastMs = 0): void {
  if (retry !== null) return;
  const again = () => {
    retry = null;
    sendAll(queryClient);
  };
  retry = setTimeout(again, Math.max(pauseMs, atLeastMs));
  pauseMs = Math.min(longestPauseMs, pauseMs * 2);
}

/** Nothing is tried again until something new is to be sent. */
export function stopRetrying(): void {
  if (retry !== null) clearTimeout(retry);
  retry = null;
}

/** The line is gone: nobody answers what has been asked. It is asked again when there is a line. */
export function giveUpWaiting(): void {
  for (const abort of posts) abort.abort();
}

export const cancelUpload = (id: string): void => uploads.get(id)?.abort();
