/** An event with its place in the stream; `seq` is null for what is not numbered (typing, presence, pairing). */
export type StreamEvent = { readonly name: string; readonly payload: unknown; readonly seq: number | null };

export type SyncPage = { readonly seq: number; readonly events: readonly StreamEvent[]; readonly hasMore: boolean };

export type StreamPorts = {
  /** `GET /api/sync?since=`. */
  fetchPage(since: number): Promise<SyncPage>;
  /** `isRepeated`: what was up to date before is told once more, to be sure. */
  apply(event: StreamEvent, isRepeated: boolean): void;
  /** What is on the screen may be out of date: fetch it again. */
  refetchVisible(): void;
  /** Too much has happened to be told: what is not on the screen is no longer known to be true, or allowed to be seen. */
  startAnew(): void;
  /** Whether a page could not be had because too much has happened since. */
  isTooOld(error: unknown): boolean;
  /** Milliseconds until the next try. */
  wait(attempt: number): Promise<void>;
  /** What comes from now on is of this moment (true), or was missed and is told late (false). */
  setCaughtUp(isCaughtUp: boolean): void;
};

/** More than this is fetched faster anew than event by event. */
const furthestCatchUp = 5000;

/**
 * Keeps the screen true over interruptions. The server has subscribed us before it says `ready`; what it missed to tell is
 * fetched page by page, and what arrives meanwhile waits its turn, so that the newest state always comes last. `since` is where the state that was kept from an earlier visit ends.
 */
export function createStream(ports: StreamPorts, since: number | null = null) {
  let lastSeq: number | null = since;
  /** Until the first `ready`, what is loaded may be from an earlier visit, or from another life of the server. */
  let isFirst = true;
  let held: StreamEvent[] | null = null;
  /** A later connection makes the catching up of an earlier one void. */
  let generation = 0;

  const pass = (event: StreamEvent) => {
    // One publication may be several events of one number: a message and its ticket.
    if (event.seq !== null && lastSeq !== null && event.seq < lastSeq) return;
    if (event.seq !== null) lastSeq = event.seq;
    ports.apply(event, false);
  };

  const release = () => {
    const waiting = held ?? [];
    held = null;
    for (const event of waiting) pass(event);
  };

  async function fetchMissed(since: number, isCurrent: () => boolean): Promise<void> {
    let cursor = since;
    const seen = lastSeq ?? 0;
    for (;;) {
      const page = await ports.fetchPage(cursor);
      if (!isCurrent()) return;
      for (const event of page.events) ports.apply(event, event.seq !== null && event.seq <= seen);
      cursor = page.seq;
      lastSeq = Math.max(lastSeq ?? 0, cursor);
      if (!page.hasMore) return;
    }
  }

  async function catchUp(since: number, readySeq: number, isCurrent: () => boolean): Promise<void> {
    for (let attempt = 0; isCurrent(); attempt += 1) {
      try {
        // The line may have broken between two events of one number.
        await fetchMissed(Math.max(0, (lastSeq ?? since) - 1), isCurrent);
        return;
      } catch (error) {
        if (!isCurrent()) return;
        if (ports.isTooOld(error)) {
          lastSeq = readySeq;
          ports.startAnew();
          return;
        }
        await ports.wait(attempt);
      }
    }
  }

  async function takeUp(seq: number, isCurrent: () => boolean): Promise<void> {
    const wasFirst = isFirst;
    isFirst = false;
    if (lastSeq !== null && (seq - lastSeq > furthestCatchUp || (wasFirst && seq < lastSeq))) {
      lastSeq = seq;
      ports.startAnew();
      return release();
    }
    if (lastSeq === null) {
      // What was fetched before may have missed what happened between the fetch and now.
      lastSeq = seq;
      ports.refetchVisible();
      return release();
    }
    if (seq < lastSeq) return release();
    held ??= [];
    await catchUp(lastSeq, seq, isCurrent);
    if (isCurrent()) release();
  }

  return {
    /** The server says from where on it tells us everything. */
    async ready(seq: number): Promise<void> {
      generation += 1;
      const mine = generation;
      const isCurrent = () => mine === generation;
      ports.setCaughtUp(false);
      await takeUp(seq, isCurrent);
      if (isCurrent()) ports.setCaughtUp(true);
    },

    /** An event from the socket. */
    receive(event: StreamEvent): void {
      if (held !== null && event.seq !== null) held.push(event);
      else pass(event);
    },

    /** Up to where the screen is true; null before the first `ready` of a first visit. */
    place: (): number | null => lastSeq,

    /** The connection is gone: catching up is over, and begins again with the next `ready`. */
    interrupted(): void {
      generation += 1;
      held = null;
      ports.setCaughtUp(false);
    },
  };
}

export type Stream = ReturnType<typeof createStream>;
