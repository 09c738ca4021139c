import { api, endpoints, isApiError } from "../../../lib/api/index.ts";
import { allPages } from "../../../lib/query/all-pages.ts";
import type { RealtimeHandlers } from "../../../lib/realtime/index.ts";
import {
  acceptAllDrafts,
  acceptDraft,
  claimDrafts,
  type Draft,
  forgetSavedDrafts,
  isDirty,
  markAsked,
  useDrafts,
} from "../../../stores/drafts.ts";
import { useSession } from "../../../stores/session.ts";

/** So long after the last key a draft is saved. */
const pauseMs = 800;
const againMs = 15_000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const underWay = new Set<string>();

const draftOf = (ticketId: string): Draft | undefined => useDrafts.getState().byTicket[ticketId];

async function save(ticketId: string, isLeaving = false): Promise<void> {
  clearTimeout(timers.get(ticketId));
  timers.delete(ticketId);
  const draft = draftOf(ticketId);
  if (draft === undefined || !isDirty(draft) || useSession.getState().accessToken === null) return;
  if (underWay.has(ticketId) && !isLeaving) return saveLater(ticketId);
  underWay.add(ticketId);
  markAsked(ticketId);
  const { savedVersion: _saved, isModeOnly: _mode, isKnown: _known, mentions, ...fields } = draft;
  const ownerId = useSession.getState().user?.id;
  try {
    const body = { ...fields, mentions: [...mentions] };
    const kept = await api.call(endpoints.saveDraft, { params: { id: ticketId }, body }, { keepalive: isLeaving });
    if (useSession.getState().user?.id === ownerId) acceptDraft(kept);
  } catch (error) {
    // Out of sight there is nothing to save for; everything else is tried again, at the latest with the next connection.
    if (!isApiError(error, "not_found")) saveLater(ticketId, againMs);
  } finally {
    underWay.delete(ticketId);
  }
}

function saveLater(ticketId: string, afterMs = pauseMs): void {
  clearTimeout(timers.get(ticketId));
  timers.set(
    ticketId,
    setTimeout(() => void save(ticketId), afterMs),
  );
}

/** Saves what is not saved, now: one leaves the field or the page. */
export function saveDrafts(isLeaving = false): void {
  for (const [ticketId, draft] of Object.entries(useDrafts.getState().byTicket))
    if (isDirty(draft)) void save(ticketId, isLeaving);
}

/** Keeps the server's copy of the drafts of who is signed in, as long as the answer is not called. */
export function watchDrafts(): () => void {
  const claim = () => {
    const { status, user, endReason } = useSession.getState();
    if (user !== null) claimDrafts(user.id);
    else if (status === "signed-out" && endReason === "signed_out") forgetSavedDrafts();
  };
  claim();
  const stops = [
    useSession.subscribe(claim),
    useDrafts.subscribe(({ byTicket }, before) => {
      for (const [ticketId, draft] of Object.entries(byTicket))
        if (draft !== before.byTicket[ticketId] && isDirty(draft)) saveLater(ticketId);
    }),
  ];
  const hide = () => {
    if (document.visibilityState === "hidden") saveDrafts(true);
  };
  const leave = () => saveDrafts(true);
  document.addEventListener("visibilitychange", hide);
  window.addEventListener("pagehide", leave);
  return () => {
    for (const stop of stops) stop();
    document.removeEventListener("visibilitychange", hide);
    window.removeEventListener("pagehide", leave);
  };
}

async function fetchDrafts(): Promise<void> {
  const ownerId = useSession.getState().user?.id;
  const drafts = await allPages((page) => api.call(endpoints.listDrafts, { query: page }));
  if (ownerId === undefined || useSession.getState().user?.id !== ownerId) return;
  acceptAllDrafts(drafts);
  saveDrafts();
}

/** What events do to one's drafts. */
export const draftHandlers: RealtimeHandlers = {
  "draft:changed": (_queryClient, draft) => acceptDraft(draft),
  // What could not be fetched now is told by the next connection.
  "session:ready": () => void fetchDrafts().catch(() => {}),
};
