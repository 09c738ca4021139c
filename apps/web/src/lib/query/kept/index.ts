import type { QueryClient, QueryKey } from "@tanstack/react-query";
import "./kept-meta.ts";

const keeper = () => import("./keeper.ts");

const ignore = () => undefined;

/** The last state of this person, kept in this browser: none of it comes with the first page. */
export const restoreQueries = async (
  queryClient: QueryClient,
  userId: string,
  isWanted: () => boolean,
): Promise<boolean> => (await keeper()).restoreQueries(queryClient, userId, isWanted);

/** Keeps what this person sees from now on; the answer ends that. */
export function keepQueries(queryClient: QueryClient, userId: string): () => void {
  let end: (() => void) | null = null;
  let isOver = false;
  void keeper().then((module) => {
    if (!isOver) end = module.keepQueries(queryClient, userId);
  }, ignore);
  return () => {
    isOver = true;
    end?.();
  };
}

/** What is out of the person's sight leaves this browser too. */
export const dropQueries = (keys: readonly QueryKey[]): void =>
  void keeper()
    .then((module) => module.dropQueries(keys))
    .catch(ignore);

/** Nobody's state is left in this browser. */
export const dropAllQueries = (): void =>
  void keeper()
    .then((module) => module.dropAllQueries())
    .catch(ignore);
