import type { DBSchema } from "idb";
import { lazyDatabase } from "../../../lib/storage/index.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

interface Schema extends DBSchema {
  messages: { key: string; value: OutboxEntry; indexes: { userId: string } };
}

/** Bytes of files kept for one person: more would crowd out what else the browser keeps. */
const mostBytes = 200 * 1024 * 1024;

const database = lazyDatabase<Schema>("whatskovi.outbox", 1, (db) => {
  db.createObjectStore("messages", { keyPath: "id" }).createIndex("userId", "userId");
});

/** All of one person, in no particular order. */
export const keptOf = async (userId: string): Promise<OutboxEntry[]> =>
  (await database()).getAllFromIndex("messages", "userId", userId);

/** On the disk when it resolves. Rejects when there is no room for it. */
export async function keep(entry: OutboxEntry): Promise<void> {
  const db = await database();
  if (entry.file !== null) {
    const others = (await keptOf(entry.userId)).filter(({ id }) => id !== entry.id);
    const taken = others.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
    if (taken + entry.file.size > mostBytes) throw new Error("the outbox is full");
  }
  const write = db.transaction("messages", "readwrite", { durability: "strict" });
  void write.store.put(entry);
  write.commit();
  await write.done;
}

/** Changes what is still there. Null when it is not: another tab has sent or discarded it. */
export async function change(id: string, changes: Partial<OutboxEntry>): Promise<OutboxEntry | null> {
  const write = (await database()).transaction("messages", "readwrite", { durability: "strict" });
  const current = await write.store.get(id);
  const changed = current === undefined ? null : { ...current, ...changes };
  if (changed !== null) await write.store.put(changed);
  await write.done;
  return changed;
}

export const drop = async (id: string): Promise<void> => (await database()).delete("messages", id);
