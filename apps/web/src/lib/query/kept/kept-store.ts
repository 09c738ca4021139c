import type { QueryKey } from "@tanstack/react-query";
import type { DBSchema } from "idb";
import { lazyDatabase } from "../../storage/index.ts";
import { type KeptGroup, mostKept } from "./kept-meta.ts";

/** What one query held when it was last written down. */
export type KeptQuery = {
  readonly hash: string;
  readonly group: KeptGroup;
  readonly queryKey: QueryKey;
  readonly queryType: "infinite" | undefined;
  readonly data: unknown;
  /** When the server last said so; milliseconds since 1970. */
  readonly updatedAt: number;
  readonly usedAt: number;
};

/** Whose state this is, by which build, and up to which place of the stream of events it is true. */
export type KeptMark = { readonly userId: string; readonly build: string; readonly seq: number; readonly at: number };

interface Schema extends DBSchema {
  queries: { key: string; value: KeptQuery; indexes: { byUse: [KeptGroup, number] } };
  marks: { key: "mark"; value: KeptMark };
}

const database = lazyDatabase<Schema>("whatskovi.state", 1, (db) => {
  db.createObjectStore("queries", { keyPath: "hash" }).createIndex("byUse", ["group", "usedAt"]);
  db.createObjectStore("marks");
});

const ofGroup = (group: KeptGroup) => IDBKeyRange.bound([group, 0], [group, Number.POSITIVE_INFINITY]);

export const readMark = async (): Promise<KeptMark | undefined> => (await database()).get("marks", "mark");

export const readGroup = async (group: KeptGroup): Promise<KeptQuery[]> =>
  (await database()).getAllFromIndex("queries", "byUse", ofGroup(group));

/**
 * Writes queries and the mark down together. `take` is asked for them when nothing can come between their reading and their
 * writing; null when there is no need any more.
 */
export async function write(take: () => { queries: readonly KeptQuery[]; mark: KeptMark } | null): Promise<void> {
  const db = await database();
  const taken = take();
  if (taken === null) return;
  const transaction = db.transaction(["queries", "marks"], "readwrite");
  const queries = transaction.objectStore("queries");
  const marks = transaction.objectStore("marks");
  const before = await marks.get("mark");
  const isOthers = before?.userId !== taken.mark.userId || before.build !== taken.mark.build;
  if (isOthers) void queries.clear();
  void marks.put(taken.mark, "mark");
  for (const query of taken.queries) void queries.put(query);
  for (const group of new Set(taken.queries.map((query) => query.group))) {
    const keys = await queries.index("byUse").getAllKeys(ofGroup(group));
    for (const key of keys.slice(0, Math.max(0, keys.length - mostKept[group]))) void queries.delete(key);
  }
  await transaction.done;
}

/** Drops single queries. */
export async function drop(hashes: readonly string[]): Promise<void> {
  const transaction = (await database()).transaction("queries", "readwrite");
  for (const hash of hashes) void transaction.store.delete(hash);
  await transaction.done;
}

/** Nothing of anybody is left. */
export async function dropAll(): Promise<void> {
  const transaction = (await database()).transaction(["queries", "marks"], "readwrite");
  void transaction.objectStore("queries").clear();
  void transaction.objectStore("marks").clear();
  await transaction.done;
}
