import { useSession } from "../../../stores/session.ts";
import { useOutgoing } from "../outgoing.ts";
import type { PendingMessage } from "../timeline.ts";
import { inOrder, type OutboxEntry, staleAfterMs } from "./outbox-entry.ts";
import * as store from "./outbox-store.ts";
import { alone, tellTabs } from "./tabs.ts";

/** What the browser could not keep, for as long as this page is there. */
const unkept = new Map<string, OutboxEntry>();
/** Being written to the disk just now. */
const entering = new Set<string>();

const summaryOf = (file: File): PendingMessage["file"] => ({
  name: file.name,
  mimeType: file.type,
  size: file.size,
  previewUrl: file.type.startsWith("image/") ? URL.createObjectURL(file) : null,
});

function show(entry: OutboxEntry): void {
  const { id, ticketId, to, body, isPrivate, quotedMessageId, extra, createdAt, isAttempted, refusal } = entry;
  useOutgoing.getState().add({
    id,
    ticketId,
    to,
    body,
    isPrivate,
    quotedMessageId,
    createdAt,
    isAttempted,
    ...(extra && { extra }),
    file: entry.file === null ? null : summaryOf(entry.file),
    state: refusal === null ? "queued" : "failed",
    error: refusal,
    progress: 0,
    isKept: true,
  });
}

function hide(id: string): void {
  const shown = useOutgoing.getState().messages.find((message) => message.id === id);
  if (shown?.file?.previewUrl) URL.revokeObjectURL(shown.file.previewUrl);
  useOutgoing.getState().remove(id);
}

/** Shows a message at once and has the browser keep it. Where it cannot, it lives as long as the page, and says so. */
export async function enter(entry: OutboxEntry): Promise<void> {
  show(entry);
  entering.add(entry.id);
  try {
    await store.keep(entry);
  } catch {
    unkept.set(entry.id, entry);
    useOutgoing.getState().change(entry.id, { isKept: false });
  }
  entering.delete(entry.id);
  tellTabs();
}

async function allOf(userId: string): Promise<OutboxEntry[]> {
  const kept = await store.keptOf(userId).catch((): OutboxEntry[] => []);
  return [...kept, ...[...unkept.values()].filter((entry) => entry.userId === userId)].toSorted(inOrder);
}

/** Changes a message, here and on the disk. Null when it is gone. */
export async function change(id: string, changes: Partial<OutboxEntry>): Promise<OutboxEntry | null> {
  const held = unkept.get(id);
  const changed = held === undefined ? await store.change(id, changes).catch(() => null) : { ...held, ...changes };
  if (held !== undefined && changed !== null) unkept.set(id, changed);
  if (changed === null) return null;
  const { isAttempted, refusal } = changed;
  const shown: Partial<PendingMessage> = { isAttempted, error: refusal };
  useOutgoing.getState().change(id, refusal === null ? shown : { ...shown, state: "failed" });
  return changed;
}

/** Nobody is to send a message any more, be it another tab. One that has been asked for already is on its way. */
export const callOff = async (id: string): Promise<void> =>
  void (await change(id, { calledOffAt: new Date().toISOString() }));

/** Drops what was called off and is still there, because its page went away in between. */
export async function sweep(): Promise<void> {
  const userId = me();
  const kept = userId === null ? [] : await allOf(userId);
  const longAgo = Date.now() - 60_000;
  for (const { id, ticketId, calledOffAt = "" } of kept)
    if (calledOffAt !== "" && Date.parse(calledOffAt) < longAgo) await alone(ticketId, () => forget(id));
}

/** The message is at the server, or nobody wants it any more. */
export async function forget(id: string): Promise<void> {
  unkept.delete(id);
  await store.drop(id).catch(() => undefined);
  hide(id);
  tellTabs();
}

/** The server tells of a message: one that waited for its answer has arrived. One under way here ends by itself. */
export function confirm(id: string): void {
  if (useOutgoing.getState().messages.some((message) => message.id === id && message.state === "queued"))
    void forget(id);
}

const me = () => useSession.getState().user?.id ?? null;

/** What goes next to a ticket, for the person signed in. Marks what has waited too long to go unasked. */
export async function nextTo(ticketId: string): Promise<OutboxEntry | null> {
  const userId = me();
  if (userId === null) return null;
  const ofTicket = (await allOf(userId)).filter((entry) => entry.ticketId === ticketId);
  for (const entry of ofTicket.filter(({ refusal, calledOffAt }) => refusal === null && calledOffAt === undefined)) {
    const isStale = !entry.isAttempted && Date.now() - Date.parse(entry.releasedAt) > staleAfterMs;
    if (!isStale) return entry;
    await change(entry.id, { refusal: "stale" });
  }
  return null;
}

/** A message as it is kept; null when it is gone. */
export async function find(id: string): Promise<OutboxEntry | null> {
  const userId = me();
  return userId === null ? null : ((await allOf(userId)).find((entry) => entry.id === id) ?? null);
}

/** Brings the screen in line with what is kept: after the start, and when another tab has changed it. */
export async function showKept(): Promise<void> {
  const userId = me();
  const kept = userId === null ? [] : (await allOf(userId)).filter(({ calledOffAt }) => calledOffAt === undefined);
  if (me() !== userId) return;
  const shown = new Map(useOutgoing.getState().messages.map((message) => [message.id, message]));
  const ids = new Set(kept.map(({ id }) => id));
  for (const id of shown.keys()) if (!ids.has(id) && !entering.has(id)) hide(id);
  for (const entry of kept) {
    const before = shown.get(entry.id);
    const isAsBefore = before?.error === entry.refusal && before.isAttempted === entry.isAttempted;
    if (before === undefined) show(entry);
    else if (!isAsBefore && before.state !== "sending" && before.state !== "uploading")
      useOutgoing.getState().change(entry.id, {
        error: entry.refusal,
        isAttempted: entry.isAttempted,
        state: entry.refusal === null ? "queued" : "failed",
      });
  }
}

/** Nobody is signed in, or somebody else: what is kept is no longer theirs to see. */
export function hideAll(): void {
  unkept.clear();
  for (const { id } of useOutgoing.getState().messages) hide(id);
}

/** Whether something would be lost with this page. */
export const hasUnkept = (): boolean => unkept.size > 0 || entering.size > 0;
