import { setTimeout as pause } from "node:timers/promises";
import { connectionLock, contactsLock, takeLock } from "../../../platform/db/advisory-lock.ts";
import type { Db, Sql } from "../../../platform/db/db.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { lockTicketsOf } from "../../tickets/index.ts";
import { giveUpWaitingAfter, listConnectionsOf, lockContacts } from "./contact-merge.repository.ts";

const maxAttempts = 12;
/** Shorter than PostgreSQL's `deadlock_timeout`, so that in any circle of waiting it is the merge that steps back. */
const rowPatienceMs = 250;
/** Lock not available, deadlock, serialisation failure, and rows that came or went meanwhile: seen again at the next attempt. */
const retried = new Set(["55P03", "40P01", "40001", "23505", "23503"]);

/** What is to be merged, and whose events are being stored in the same transaction. */
export type MergePlace = { readonly contactIds: readonly string[]; readonly connectionId?: string };

/**
 * Runs work on everything of some contacts while nobody else writes to them. Locks, always in this order: the numbers on which
 * they have anything, by key; the contacts' lock; their tickets, by id; they themselves, against new messages and tickets.
 * Who holds rows in another order (who sends, who accepts) is waited for a moment only, and then all begins anew. The work may
 * so be called more than once. Throws `unavailable` when it never comes to its turn.
 */
export async function withMergeLocks<Result>(
  db: Db,
  { contactIds, connectionId }: MergePlace,
  work: (tx: Sql) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const numbers = new Set(await listConnectionsOf(db, contactIds));
    if (connectionId !== undefined) numbers.add(connectionId);
    try {
      return await db.sqlTransaction(async (tx) => {
        await takeLocks(tx, numbers);
        await giveUpWaitingAfter(tx, rowPatienceMs);
        await lockTicketsOf(tx, contactIds);
        await lockContacts(tx, contactIds);
        const isComplete = (await listConnectionsOf(tx, contactIds)).every((id) => numbers.has(id));
        if (!isComplete) throw new NumbersChangedError();
        return work(tx);
      });
    } catch (error) {
      if (!isWorthAnother(error)) throw error;
      if (attempt === maxAttempts) throw new AppError("unavailable", {}, { cause: error });
      await pause(Math.random() * 20 * attempt);
    }
  }
}

/** They have something on a number whose lock was not taken. */
class NumbersChangedError extends Error {
  override readonly name = "NumbersChangedError";
}

async function takeLocks(tx: Sql, connectionIds: ReadonlySet<string>): Promise<void> {
  const locks = [...connectionIds].map(connectionLock).toSorted((one, other) => one.key - other.key);
  for (const lock of [...locks, contactsLock]) await tx.query(takeLock(lock));
}

function isWorthAnother(error: unknown): boolean {
  if (error instanceof NumbersChangedError) return true;
  return error instanceof Error && "code" in error && retried.has(String(error.code));
}
