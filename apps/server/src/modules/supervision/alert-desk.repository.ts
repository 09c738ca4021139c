import type { Db } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";
import type { Outbox } from "../../platform/outbox/outbox.ts";
import type { AlertDesk } from "../../whatsapp/supervision-log.ts";

type Named = { id: string };

export const alertEntries = (rows: readonly Named[]) => rows.map(({ id }) => ({ type: "alert", alertId: id }) as const);

/** Alerts in their table. Which one is open is decided by a partial unique index. */
export function createAlertDesk({ db, outbox }: { db: Db; outbox: Outbox }): AlertDesk {
  return {
    async raise(connectionId, { kind, since, statusCode, reason, attempts, restrictedUntil }) {
      await db.sqlTransaction(async (tx) => {
        const raised = await tx.query<Named>(
          `INSERT INTO "Alert" ("id", "kind", "whatsappId", "since", "statusCode", "reason", "attempts", "restrictedUntil")
           SELECT $1::uuid, $3::text, c."id", $4::timestamptz, $5::text, $6::text, $7::int, $8::timestamptz
           FROM "WhatsAppConnection" c WHERE c."id" = $2::uuid AND c."deletedAt" IS NULL
           ON CONFLICT ("whatsappId", "kind") WHERE "resolvedAt" IS NULL AND "gapId" IS NULL DO UPDATE
           SET "statusCode" = EXCLUDED."statusCode", "reason" = EXCLUDED."reason", "attempts" = EXCLUDED."attempts",
               "restrictedUntil" = EXCLUDED."restrictedUntil", "acknowledgedAt" = NULL, "acknowledgedById" = NULL
           RETURNING "id"`,
          [newId(), connectionId, kind, since, statusCode, reason, attempts, restrictedUntil],
        );
        await outbox.append(tx, alertEntries(raised));
      });
    },
    async resolve(connectionId, at) {
      await db.sqlTransaction(async (tx) => {
        const resolved = await tx.query<Named>(
          `UPDATE "Alert" SET "resolvedAt" = $2::timestamptz
           WHERE "whatsappId" = $1::uuid AND "resolvedAt" IS NULL AND "gapId" IS NULL RETURNING "id"`,
          [connectionId, at],
        );
        await outbox.append(tx, alertEntries(resolved));
      });
    },
  };
}
