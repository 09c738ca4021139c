import type { ContactImportFailure } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserActor } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { UnreadableCsvError } from "../../platform/csv/index.ts";
import type { Sql } from "../../platform/db/db.ts";
import { isUniqueViolation } from "../../platform/db/violations.ts";
import { loadUser } from "../users/index.ts";
import { endImport, findImport, loadImportFile, markRunning } from "./contact-import.repository.ts";
import { contactRows, type NumberedRow } from "./import-file.ts";
import { enqueueImport, type ImportContactsPayload } from "./import-jobs.repository.ts";
import { storeBatch } from "./store-batch.ts";

export type RunImportDeps = Pick<Context, "db" | "outbox" | "clock">;

const BATCH = 500;
/** A server that stops waits for its jobs: one goes on for this long, and then leaves the rest to a new one. */
const SLICE_MS = 4000;
const MAX_COLLISIONS = 5;
const alive = ["QUEUED", "RUNNING"] as const;

/**
 * Goes on with an import where it stands, for a while; leaves the rest to a new job. A batch and its count are one transaction
 * under the lock of the import: killed at any moment, it goes on behind the last batch that is stored, so no row is stored twice
 * and none is left out. The rights of who began it are read anew for every batch.
 */
export async function runImport(
  deps: RunImportDeps,
  { importId }: ImportContactsPayload,
  isLastAttempt: boolean,
): Promise<void> {
  try {
    await goOn(deps, importId);
  } catch (error) {
    if (error instanceof UnreadableCsvError) return fail(deps, importId, "unreadable");
    if (isLastAttempt) await fail(deps, importId, "internal");
    throw error;
  }
}

/** Ends an import whose job was killed at its last attempt: what was stored stays. */
export const giveUpImport = (deps: RunImportDeps, { importId }: ImportContactsPayload): Promise<void> =>
  fail(deps, importId, "internal");

async function goOn(deps: RunImportDeps, importId: string): Promise<void> {
  const { db } = deps;
  await markRunning(db, importId);
  const current = await findImport(db, importId);
  const file = await loadImportFile(db, importId);
  if (current === null || current.status !== "RUNNING" || file === null) return;
  const until = Date.now() + SLICE_MS;
  let place = 0;
  for await (const batch of batchesOf(contactRows(file, current.settings), current.doneRows)) {
    place = batch.isFirst ? current.doneRows : place;
    const outcome = await store(deps, importId, batch.rows, place);
    if (outcome === "ended") return;
    place += batch.rows.length;
    if (outcome === "moved" || Date.now() > until) return db.sqlTransaction((tx) => enqueueImport(tx, importId));
  }
  await end(deps, importId);
}

async function* batchesOf(
  rows: AsyncIterable<NumberedRow>,
  done: number,
): AsyncGenerator<{ rows: NumberedRow[]; isFirst: boolean }> {
  let passed = 0;
  let isFirst = true;
  let batch: NumberedRow[] = [];
  for await (const row of rows) {
    if (passed++ < done) continue;
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield { rows: batch, isFirst };
    isFirst = false;
    batch = [];
  }
  if (batch.length > 0) yield { rows: batch, isFirst };
}

/**
 * What became of a batch. `moved`: the import stands elsewhere than it was read, for the last batch of a process that was killed was
 * committed after we began. Then it is read anew.
 */
type Stored = "stored" | "ended" | "moved";

async function store(deps: RunImportDeps, importId: string, rows: NumberedRow[], place: number): Promise<Stored> {
  for (let collisions = 0; ; collisions++) {
    try {
      return await deps.db.sqlTransaction((tx) => storeIn(deps, tx, importId, rows, place));
    } catch (error) {
      if (!isUniqueViolation(error) || collisions >= MAX_COLLISIONS) throw error;
    }
  }
}

async function storeIn(
  { outbox, clock }: RunImportDeps,
  tx: Sql,
  importId: string,
  rows: NumberedRow[],
  place: number,
): Promise<Stored> {
  const current = await findImport(tx, importId, { locks: true });
  if (current === null || current.status !== "RUNNING") return "ended";
  if (current.doneRows !== place) return "moved";
  const importer = await importerOf(tx, current.userId);
  if (importer === null) {
    await endImport(tx, importId, { status: "FAILED", failure: "not_allowed", from: alive }, clock.now());
    await outbox.append(tx, [{ type: "contact-import", importId }]);
    return "ended";
  }
  await outbox.append(tx, await storeBatch(tx, current, importer, rows, clock.now()));
  return "stored";
}

/** Who began it, with the rights of this moment; null when they may not import any more. */
async function importerOf(tx: Sql, userId: string): Promise<UserActor | null> {
  const user = await loadUser(tx, userId);
  if (user === null || !user.isActive || user.role === "AGENT") return null;
  const { id, name, role, queueIds, maxTickets } = user;
  return { kind: "user", id, name, role, queueIds, maxTickets, sessionId: "" };
}

async function end({ db, outbox, clock }: RunImportDeps, importId: string): Promise<void> {
  await db.sqlTransaction(async (tx) => {
    if (!(await endImport(tx, importId, { status: "DONE", from: ["RUNNING"] }, clock.now()))) return;
    const ended = await findImport(tx, importId);
    const importer = ended === null ? null : await importerOf(tx, ended.userId);
    if (ended !== null && importer !== null) {
      const { created, updated, skipped, rejected } = ended;
      await recordAudit(tx, importer, {
        action: "contact-import.ended",
        entity: "contact-import",
        entityId: importId,
        details: { created, updated, skipped, rejected },
      });
    }
    await outbox.append(tx, [
      { type: "contact-import", importId },
      { type: "catalogue", catalogue: "contacts" },
    ]);
  });
}

async function fail(
  { db, outbox, clock }: RunImportDeps,
  importId: string,
  failure: ContactImportFailure,
): Promise<void> {
  await db.sqlTransaction(async (tx) => {
    if (!(await endImport(tx, importId, { status: "FAILED", failure, from: alive }, clock.now()))) return;
    await outbox.append(tx, [
      { type: "contact-import", importId },
      { type: "catalogue", catalogue: "contacts" },
    ]);
  });
}
