import type { Draft as ServerDraft, DraftMention } from "@whatskovi/contract";
import { create } from "zustand";
import { persist, type PersistStorage, type StorageValue } from "zustand/middleware";

/** Unsent text: reply and note apart, each with what it quotes, the mode, and whom the texts name. */
export type Draft = {
  readonly body: string;
  readonly noteBody: string;
  readonly isPrivate: boolean;
  readonly quotedMessageId: string | null;
  readonly noteQuotedMessageId: string | null;
  readonly mentions: readonly DraftMention[];
  /** When it was typed: see Draft of the contract. */
  readonly version: number;
  /** The version that the server has. Where it is lower, what is here has yet to be saved. */
  readonly savedVersion: number;
  /** Nothing but the mode was changed since it was saved: the texts are still the server's. */
  readonly isModeOnly: boolean;
  /** Whether the server may have one: it was asked to keep it, or told of it. */
  readonly isKnown: boolean;
};

export const emptyDraft: Draft = {
  body: "",
  noteBody: "",
  isPrivate: false,
  quotedMessageId: null,
  noteQuotedMessageId: null,
  mentions: [],
  version: 0,
  savedVersion: 0,
  isModeOnly: false,
  isKnown: false,
};

type ByTicket = Readonly<Record<string, Draft>>;

type Drafts = {
  /** Whose they are: nobody else who signs in here sees them. */
  readonly ownerId: string | null;
  readonly byTicket: ByTicket;
  /** What others who were signed in here left and the server has not got, by person, the one who left last at the end. */
  readonly left: Readonly<Record<string, ByTicket>>;
};

const nobodys: Drafts = { ownerId: null, byTicket: {}, left: {} };
/** Of so many people what they left is kept. */
const mostOwners = 8;

const writeAfterMs = 300;

/** Keys are typed faster than a browser should write: what was typed is written when they pause, and when the page is left. */
function calmStorage(): PersistStorage<Drafts> {
  let waiting: { name: string; value: StorageValue<Drafts> } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== null) localStorage.setItem(waiting.name, JSON.stringify(waiting.value));
    waiting = null;
  };
  if (typeof window !== "undefined") {
    window.addEventListener("pagehide", write);
    document.addEventListener("visibilitychange", write);
  }
  return {
    getItem: (name) => JSON.parse(localStorage.getItem(name) ?? "null") as StorageValue<Drafts> | null,
    setItem: (name, value) => {
      waiting = { name, value };
      timer ??= setTimeout(write, writeAfterMs);
    },
    removeItem: (name) => localStorage.removeItem(name),
  };
}

/** What earlier versions kept, in today's form: notes quoted nothing, and nobody's drafts were put aside. */
function fromBefore(kept: unknown, version: number): Drafts {
  if (version !== 1) return nobodys;
  const { ownerId, byTicket } = kept as Drafts;
  const drafts = Object.entries(byTicket).map(([id, draft]) => [id, { ...emptyDraft, ...draft }] as const);
  return { ownerId, byTicket: Object.fromEntries(drafts), left: {} };
}

/** What was typed and not sent, by ticket: this browser's copy comes first, the server's follows. */
export const useDrafts = create<Drafts>()(
  persist((): Drafts => nobodys, {
    name: "whatskovi.drafts",
    version: 2,
    migrate: fromBefore,
    storage: calmStorage(),
  }),
);

const draftOf = (ticketId: string): Draft => useDrafts.getState().byTicket[ticketId] ?? emptyDraft;

export const isDirty = ({ version, savedVersion }: Draft): boolean => version > savedVersion;

export const isEmpty = ({ body, noteBody, quotedMessageId, noteQuotedMessageId }: Draft): boolean =>
  body === "" && noteBody === "" && quotedMessageId === null && noteQuotedMessageId === null;

/** What a list shows of it: the side that one was writing, else the other. */
export const draftText = (draft: Draft | undefined): string | undefined => {
  if (draft === undefined) return undefined;
  return (draft.isPrivate ? draft.noteBody || draft.body : draft.body || draft.noteBody) || undefined;
};

function put(ticketId: string, draft: Draft): void {
  // A choice of mode alone is nothing to keep for another day, and what the server never had need not be emptied there.
  const isNothing = isEmpty(draft) && (!draft.isKnown || !isDirty(draft)) && !draft.isPrivate;
  useDrafts.setState(({ byTicket }) => {
    const { [ticketId]: _before, ...others } = byTicket;
    return { byTicket: isNothing ? others : { ...others, [ticketId]: draft } };
  });
}

/** What one types here and now. */
export function changeDraft(
  ticketId: string,
  change: Partial<Omit<Draft, "version" | "savedVersion" | "isModeOnly" | "isKnown">>,
  now = Date.now(),
): void {
  const before = draftOf(ticketId);
  const isModeOnly =
    Object.keys(change).every((name) => name === "isPrivate") && (before.isModeOnly || !isDirty(before));
  put(ticketId, { ...before, ...change, isModeOnly, version: Math.max(now, before.version + 1) });
}

/** The server is being asked to keep it: from now on it may have it. */
export function markAsked(ticketId: string): void {
  const draft = useDrafts.getState().byTicket[ticketId];
  if (draft !== undefined && !draft.isKnown) put(ticketId, { ...draft, isKnown: true });
}

/** While one has typed within this time, what comes from another browser waits. */
const typingMs = 10_000;

/**
 * What the server says: from another browser of the same person, or as the answer to saving. The later one holds; under the
 * fingers nothing changes, and what is typed here goes over it. Where only the mode was chosen here, the texts are the server's:
 * one that was sent elsewhere meanwhile does not come back.
 */
export function acceptDraft(server: ServerDraft, now = Date.now()): void {
  const { ticketId, updatedAt: _, ...fields } = server;
  const local = draftOf(ticketId);
  if (server.version <= local.savedVersion) return;
  if (server.version === local.version)
    return put(ticketId, { ...local, savedVersion: server.version, isModeOnly: false, isKnown: true });
  if (isDirty(local) && local.isModeOnly)
    return put(ticketId, {
      ...fields,
      isPrivate: local.isPrivate,
      version: Math.max(local.version, server.version + 1),
      savedVersion: server.version,
      isModeOnly: true,
      isKnown: true,
    });
  const isTyping = isDirty(local) && now - local.version < typingMs;
  if (isDirty(local) && (local.version > server.version || isTyping))
    return put(ticketId, {
      ...local,
      version: Math.max(local.version, server.version + 1),
      savedVersion: server.version,
      isKnown: true,
    });
  put(ticketId, { ...fields, savedVersion: server.version, isModeOnly: false, isKnown: true });
}

/** All that the server has: what is here, was saved and is not there any more, was sent or emptied elsewhere. */
export function acceptAllDrafts(drafts: readonly ServerDraft[], now = Date.now()): void {
  for (const draft of drafts) acceptDraft(draft, now);
  const there = new Set(drafts.map(({ ticketId }) => ticketId));
  for (const [ticketId, draft] of Object.entries(useDrafts.getState().byTicket))
    if (!there.has(ticketId) && !isDirty(draft)) put(ticketId, { ...emptyDraft });
}

/** The text of a message that was taken back, before what was begun since. */
export function returnToDraft(server: ServerDraft, undoneBody: string, now = Date.now()): void {
  const local = draftOf(server.ticketId);
  if (!isDirty(local) || local.body === "") return acceptDraft(server, Number.POSITIVE_INFINITY);
  const version = Math.max(now, local.version + 1, server.version + 1);
  const quotedMessageId = local.quotedMessageId ?? server.quotedMessageId;
  const body = `${undoneBody}\n${local.body}`;
  put(server.ticketId, {
    ...local,
    body,
    isPrivate: false,
    quotedMessageId,
    version,
    savedVersion: server.version,
    isModeOnly: false,
    isKnown: true,
  });
}

const unsaved = (byTicket: ByTicket): ByTicket =>
  Object.fromEntries(Object.entries(byTicket).filter(([, draft]) => isDirty(draft)));

/** Whoever signs in finds their own. What another has not saved is put aside until they come back. */
export function claimDrafts(ownerId: string): void {
  const { ownerId: before, byTicket, left } = useDrafts.getState();
  if (before === ownerId) return;
  const { [ownerId]: own = {}, ...others } = left;
  const rest = unsaved(byTicket);
  const hasLeft = before !== null && Object.keys(rest).length > 0;
  const all = Object.entries(hasLeft ? { ...others, [before]: rest } : others);
  useDrafts.setState({ ownerId, byTicket: own, left: Object.fromEntries(all.slice(-mostOwners)) });
}

/** At signing out: what the server has need not lie in this browser. */
export function forgetSavedDrafts(): void {
  useDrafts.setState(({ byTicket }) => ({ byTicket: unsaved(byTicket) }));
}
