import type { QueryClient } from "@tanstack/react-query";

type Change = (queryClient: QueryClient) => void;

/**
 * Closes the gap between a fetch and the events that arrive while it runs: the answer may be older than they are, and would
 * undo them. Every change made meanwhile is applied once more to what was fetched, so changes must bear repetition.
 */
export function replayIntoFetches(queryClient: QueryClient): { apply(change: Change): void; stop(): void } {
  const startedAt = new Map<string, number>();
  let journal: Change[] = [];
  const finish = (queryHash: string) => {
    const start = startedAt.get(queryHash);
    startedAt.delete(queryHash);
    const missed = start === undefined ? [] : journal.slice(start);
    if (startedAt.size === 0) journal = [];
    return missed;
  };
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "removed") finish(event.query.queryHash);
    if (event.type !== "updated") return;
    const { action, query } = event;
    if (action.type === "fetch") startedAt.set(query.queryHash, journal.length);
    else if (action.type === "error") finish(query.queryHash);
    else if (action.type === "success" && action.manual !== true) for (const change of finish(query.queryHash)) change(queryClient);
  });
  return {
    apply(change) {
      change(queryClient);
      if (startedAt.size > 0) journal.push(change);
    },
    stop,
  };
}
