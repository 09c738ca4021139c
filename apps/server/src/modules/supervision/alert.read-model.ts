import type { AlertKind, ConnectionStatusCode } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { type ConnectionRow, loadConnections } from "../connections/index.ts";
import { type GapRow, loadGaps } from "./gap.read-model.ts";

type StoredAlert = {
  readonly id: string;
  readonly kind: AlertKind;
  readonly connectionId: string;
  readonly gapId: string | null;
  readonly since: Date;
  readonly statusCode: ConnectionStatusCode | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly restrictedUntil: Date | null;
  readonly resolvedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedById: string | null;
  readonly acknowledgedByName: string | null;
  readonly createdAt: Date;
};

/** An alert with what it speaks of. */
export type AlertRow = StoredAlert & { readonly connection: ConnectionRow; readonly gap: GapRow | null };

const select = `SELECT alert."id", alert."kind", alert."whatsappId" AS "connectionId", alert."gapId", alert."since",
    alert."statusCode", alert."reason", alert."attempts", alert."restrictedUntil", alert."resolvedAt",
    alert."acknowledgedAt", alert."acknowledgedById", who."name" AS "acknowledgedByName", alert."createdAt"
  FROM "Alert" alert
  JOIN "WhatsAppConnection" c ON c."id" = alert."whatsappId" AND c."deletedAt" IS NULL
  LEFT JOIN "User" who ON who."id" = alert."acknowledgedById"`;

/** The alerts of these ids, in no order. Not those of numbers that were removed. */
export async function loadAlerts(db: Pick<Sql, "query">, ids: readonly string[]): Promise<AlertRow[]> {
  return withSubjects(db, await db.query<StoredAlert>(`${select} WHERE alert."id" = ANY($1::uuid[])`, [ids]));
}

/** What holds, after a place in the list, the latest first. */
export async function listOpenAlerts(
  db: Pick<Sql, "query">,
  after: readonly [string, string] | null,
  limit: number,
): Promise<AlertRow[]> {
  const stored = await db.query<StoredAlert>(
    `${select} WHERE alert."resolvedAt" IS NULL
       AND ($1::timestamptz IS NULL OR (alert."createdAt", alert."id") < ($1::timestamptz, $2::uuid))
     ORDER BY alert."createdAt" DESC, alert."id" DESC LIMIT $3::int`,
    [after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return withSubjects(db, stored);
}

async function withSubjects(db: Pick<Sql, "query">, stored: readonly StoredAlert[]): Promise<AlertRow[]> {
  const connections = await loadConnections(
    db,
    stored.map(({ connectionId }) => connectionId),
  );
  const gaps = await loadGaps(
    db,
    stored.flatMap(({ gapId }) => gapId ?? []),
  );
  return stored.flatMap((alert) => {
    const connection = connections.find(({ id }) => id === alert.connectionId);
    const gap = gaps.find(({ id }) => id === alert.gapId) ?? null;
    return connection === undefined ? [] : [{ ...alert, connection, gap }];
  });
}
