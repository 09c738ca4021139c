import type { GapCause } from "@whatskovi/contract";
import { connectionLock } from "../../platform/db/advisory-lock.ts";
import type { Db, Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";
import type { Outbox } from "../../platform/outbox/outbox.ts";
import type { AbsenceLog } from "../../whatsapp/supervision-log.ts";
import { alertEntries } from "./alert-desk.repository.ts";
import { countStored } from "./count-recovered.repository.ts";
import { listUnverified } from "./unverified-parties.read-model.ts";

type Named = { id: string };
type Finished = { connectionId: string; cause: GapCause; startedAt: Date; endedAt: Date };

/** Administrators are told of an interruption as long as this, and of any in which something may be missing. */
const toldAfterMs = 60_000;

const gapEntries = (rows: readonly Named[]) => rows.map(({ id }) => ({ type: "connection-gap", gapId: id }) as const);

/** The interruptions of numbers in their table. Which one goes on is decided by a partial unique index. */
export function createAbsenceLog({ db, outbox }: { db: Db; outbox: Outbox }): AbsenceLog {
  return {
    async noteOnline(connectionIds, at) {
      await db.query(
        `UPDATE "WhatsAppConnection" SET "lastOnlineAt" = $2::timestamptz
         WHERE "id" = ANY($1::uuid[]) AND ("lastOnlineAt" IS NULL OR "lastOnlineAt" < $2::timestamptz)`,
        [connectionIds, at],
      );
    },
    async begin(connectionId, cause, since) {
      const work = async (tx: Sql) => {
        const begun = await tx.query<Named & { isNew: boolean }>(
          `INSERT INTO "ConnectionGap" ("id", "whatsappId", "cause", "startedAt")
           SELECT $1::uuid, c."id", $3::text, $4::timestamptz FROM "WhatsAppConnection" c
           WHERE c."id" = $2::uuid AND c."deletedAt" IS NULL AND c."lastOnlineAt" IS NOT NULL
           ON CONFLICT ("whatsappId") WHERE "state" <> 'done' DO UPDATE SET "state" = 'running', "endedAt" = NULL
           WHERE "ConnectionGap"."state" = 'catching_up'
           RETURNING "id", xmax = 0 AS "isNew"`,
          [newId(), connectionId, cause, since],
        );
        for (const { id, isNew } of begun) if (isNew) await countStored(tx, { gapId: id, connectionId, since });
        await outbox.append(tx, gapEntries(begun));
      };
      await db.sqlTransaction(work, { lock: connectionLock(connectionId) });
    },
    async end(connectionId, at) {
      return db.sqlTransaction(async (tx) => {
        const [ended] = await tx.query<Named & { startedAt: Date }>(
          `UPDATE "ConnectionGap" SET "state" = 'catching_up', "endedAt" = $2::timestamptz
           WHERE "whatsappId" = $1::uuid AND "state" <> 'done' RETURNING "id", "startedAt"`,
          [connectionId, at],
        );
        const [before] = await tx.query<{ lastOnlineAt: Date | null }>(
          `UPDATE "WhatsAppConnection" c SET "lastOnlineAt" = $2::timestamptz FROM "WhatsAppConnection" before
           WHERE c."id" = $1::uuid AND before."id" = c."id" RETURNING before."lastOnlineAt"`,
          [connectionId, at],
        );
        if (ended !== undefined) {
          await outbox.append(tx, gapEntries([ended]));
          return { since: ended.startedAt, gapId: ended.id };
        }
        const since = before?.lastOnlineAt ?? null;
        return since === null ? null : { since, gapId: null };
      });
    },
    async lastNewsAt(gapId) {
      const [row] = await db.query<{ at: Date }>(
        `SELECT greatest("endedAt", "lastRecoveredAt") AS "at" FROM "ConnectionGap"
         WHERE "id" = $1::uuid AND "state" = 'catching_up'`,
        [gapId],
      );
      return row?.at ?? null;
    },
    async finish(gapId, { coverage, unverified }) {
      const shown = await listUnverified(db, unverified);
      await db.sqlTransaction(async (tx) => {
        const [finished] = await tx.query<Finished>(
          `UPDATE "ConnectionGap" SET "state" = 'done', "coverage" = $2::text, "unverified" = $3::jsonb,
             "unverifiedCount" = $4::int
           WHERE "id" = $1::uuid AND "state" = 'catching_up'
           RETURNING "whatsappId" AS "connectionId", "cause", "startedAt", "endedAt"`,
          [gapId, coverage, JSON.stringify(shown), unverified.length],
        );
        if (finished === undefined) return;
        const isToldAnyway = unverified.length > 0 || coverage === "failed";
        const told = isToldAnyway || isWorthTelling(finished) ? await tellOf(tx, gapId, finished) : [];
        await outbox.append(tx, [...gapEntries([{ id: gapId }]), ...alertEntries(told)]);
      });
    },
  };
}

/** Who switches a number off knows it. */
const isWorthTelling = ({ cause, startedAt, endedAt }: Finished): boolean =>
  cause !== "switched_off" && endedAt.getTime() - startedAt.getTime() >= toldAfterMs;

const tellOf = (tx: Pick<Sql, "query">, gapId: string, { connectionId, startedAt }: Finished): Promise<Named[]> =>
  tx.query<Named>(
    `INSERT INTO "Alert" ("id", "kind", "whatsappId", "gapId", "since")
     VALUES ($1::uuid, 'connection_gap', $2::uuid, $3::uuid, $4::timestamptz)
     ON CONFLICT ("gapId") DO NOTHING RETURNING "id"`,
    [newId(), connectionId, gapId, startedAt],
  );
