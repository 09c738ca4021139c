import type { QueryClient } from "@tanstack/react-query";

type Change = (queryClient: QueryClient) => void;
type Watch = { readonly startedAt: Map<string, number>; journal: Change[] };

const watches = new WeakMap<QueryClient, Watch>();

/** What was changed since the fetch began. */
function finish(watch: Watch, queryHash: string): Change[] {
  const start = watch.startedAt.get(queryHash);
  watch.startedAt.delete(queryHash);
  const missed = start === undefined ? [] : watch.journal.slice(start);
  if (watch.startedAt.size === 0) watch.journal = [];
  return missed;
}

/** Notes when fetches begin and end, from now until the answer is called. Once for a client. */
export function watchFetches(queryClient: QueryClient): () => void {
  const watch: Watch = { startedAt: new Map(), journal: [] };
  watches.set(queryClient, watch);
  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "removed") finish(watch, event.query.queryHash);
    if (event.type !== "updated") return;
    const { action, query } = event;
    if (action.type === "fetch") watch.startedAt.set(query.queryHash, watch.journal.length);
    else if (action.type === "error") finish(watch, query.queryHash);
    else if (action.type === "success" && action.manual !== true)
      for (const change of finish(watch, query.queryHash)) change(queryClient);
  });
  return () => {
    unsubscribe();
    watches.delete(queryClient);
  };
}

/**
 * Applies what an event tells, and once more to whatever is being fetched just now: the answer may be older than the event
 * and would undo it. So changes must bear repetition.
 */
export function applyToCache(queryClient: QueryClient, change: Change): void {
  change(queryClient);
  const watch = watches.get(queryClient);
  if (watch !== undefined && watch.startedAt.size > 0) watch.journal.push(change);
}
