import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import { hashKey, hydrate } from "@tanstack/react-query";
import { buildId } from "../../build.ts";
import { streamPlace, takeUpStream } from "../../realtime/stream-place.ts";
import { type KeptGroup, mostPages } from "./kept-meta.ts";
import * as store from "./kept-store.ts";

const writeEveryMs = 4000;

/** What is kept is shown that long after the server was last heard: by then rights may have changed without our knowing. */
export const keptForMs = 72 * 3_600_000;

const firstPages = (data: unknown, group: KeptGroup): unknown => {
  if (typeof data !== "object" || data === null || !("pages" in data) || !("pageParams" in data)) return data;
  const { pages, pageParams } = data as { pages: unknown[]; pageParams: unknown[] };
  const most = mostPages[group];
  return pages.length <= most ? data : { pages: pages.slice(0, most), pageParams: pageParams.slice(0, most) };
};

const keptOf = (query: Query, group: KeptGroup): store.KeptQuery => ({
  hash: query.queryHash,
  group,
  queryKey: query.queryKey,
  queryType:
    typeof query.state.data === "object" && query.state.data !== null && "pages" in query.state.data
      ? "infinite"
      : undefined,
  data: firstPages(query.state.data, group),
  updatedAt: query.state.dataUpdatedAt,
  usedAt: Date.now(),
});

/** Writes down what changes on the screen of this person, every few seconds and when the page is left. The answer ends that. */
export function keepQueries(queryClient: QueryClient, userId: string): () => void {
  const changed = new Set<Query>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    void store
      .write(() => {
        const queries = [...changed].flatMap((query) =>
          query.meta?.kept === undefined || query.state.data === undefined ? [] : [keptOf(query, query.meta.kept)],
        );
        changed.clear();
        const seq = streamPlace();
        if (isStopped || queries.length === 0 || seq === null) return null;
        return { queries, mark: { userId, build: buildId, seq, at: Date.now() } };
      })
      .catch(() => undefined);
  };
  const note = (query: Query) => {
    changed.add(query);
    timer ??= setTimeout(flush, writeEveryMs);
  };
  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    const { query } = event;
    if (query.meta?.kept === undefined) return;
    if (event.type === "observerAdded" || (event.type === "updated" && event.action.type === "success")) note(query);
    if (event.type !== "removed") return;
    changed.delete(query);
    // Nobody keeps a list right that is not loaded.
    if (query.meta.kept === "list") void store.drop([query.queryHash]).catch(() => undefined);
  });
  const hidden = () => {
    if (document.visibilityState === "hidden" && changed.size > 0) flush();
  };
  document.addEventListener("visibilitychange", hidden);
  return () => {
    isStopped = true;
    unsubscribe();
    document.removeEventListener("visibilitychange", hidden);
    if (timer !== null) clearTimeout(timer);
  };
}

function load(queryClient: QueryClient, queries: readonly store.KeptQuery[]): void {
  const now = Date.now();
  hydrate(queryClient, {
    queries: queries.map(({ hash, group, queryKey, queryType, data, updatedAt }) => ({
      queryHash: hash,
      queryKey,
      meta: { kept: group },
      dehydratedAt: now,
      ...(queryType && { queryType }),
      state: {
        data,
        dataUpdateCount: 1,
        dataUpdatedAt: updatedAt,
        error: null,
        errorUpdateCount: 0,
        errorUpdatedAt: 0,
        fetchFailureCount: 0,
        fetchFailureReason: null,
        fetchMeta: null,
        fetchStatus: "idle" as const,
        // It is shown until the server has said how things are.
        isInvalidated: true,
        status: "success" as const,
      },
    })),
  });
}

/**
 * Brings back what this person saw last, when it is theirs, not too old and written by this build; drops it otherwise. Lists come
 * before the answer, conversations after, both only while `isWanted`. Answers whether there is an inbox to be shown.
 */
export async function restoreQueries(
  queryClient: QueryClient,
  userId: string,
  isWanted: () => boolean,
): Promise<boolean> {
  const mark = await store.readMark();
  if (mark === undefined) return false;
  if (mark.userId !== userId || mark.build !== buildId || Date.now() - mark.at > keptForMs) {
    await store.dropAll();
    return false;
  }
  const [lists, catalogues] = await Promise.all([store.readGroup("list"), store.readGroup("catalogue")]);
  if (!isWanted()) return false;
  load(queryClient, [...lists, ...catalogues]);
  takeUpStream(mark.seq);
  void store.readGroup("conversation").then((conversations) => {
    if (isWanted()) load(queryClient, conversations);
  });
  return lists.length > 0;
}

/** The person may no longer see these. */
export const dropQueries = (keys: readonly QueryKey[]): Promise<void> => store.drop(keys.map((key) => hashKey(key)));

export { dropAll as dropAllQueries } from "./kept-store.ts";
