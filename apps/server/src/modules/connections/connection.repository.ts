import type { ConnectionStatus, ConnectionStatusCode, DriverKind, Pacing } from "@whatskovi/contract";
import type { Db, Sql } from "../../platform/db/db.ts";

/** A number as stored, without its secrets. */
export type ConnectionRow = {
  readonly id: string;
  readonly name: string;
  readonly driver: DriverKind;
  readonly phoneNumber: string | null;
  readonly status: ConnectionStatus;
  readonly statusReason: string | null;
  readonly statusCode: ConnectionStatusCode | null;
  readonly providerCode: string | null;
  readonly statusSince: Date;
  readonly progress: number | null;
  readonly restrictedUntil: Date | null;
  readonly attempt: number;
  readonly nextRetryAt: Date | null;
  readonly lastOnlineAt: Date | null;
  readonly isEnabled: boolean;
  readonly qrCode: string | null;
  readonly pairingCode: string | null;
  readonly isDefault: boolean;
  readonly queueId: string | null;
  readonly groupsEnabled: boolean;
  readonly sendsReadReceipts: boolean;
  /** Null is the driver's own. */
  readonly pacing: Pacing | null;
  readonly settings: Record<string, unknown>;
  readonly createdAt: Date;
};

const columns = `c."id", c."name", c."driver", c."phoneNumber", c."status", c."statusReason", c."statusCode", c."providerCode",
  c."statusSince", c."progress", c."restrictedUntil", c."attempt", c."nextRetryAt", c."lastOnlineAt", c."isEnabled",
  c."qrCode", c."pairingCode", c."isDefault", c."queueId", c."groupsEnabled", c."sendsReadReceipts", c."pacing", c."settings", c."createdAt"`;

/** The numbers of these ids that were not removed, in no order. */
export async function loadConnections(db: Pick<Sql, "query">, ids: readonly string[]): Promise<ConnectionRow[]> {
  return db.query<ConnectionRow>(
    `SELECT ${columns} FROM "WhatsAppConnection" c WHERE c."id" = ANY($1::uuid[]) AND c."deletedAt" IS NULL`,
    [ids],
  );
}

/** The default number first, then by name. */
export async function listConnectionRows(
  db: Pick<Sql, "query">,
  after: { isOther: boolean; name: string; id: string } | null,
  limit: number,
): Promise<ConnectionRow[]> {
  return db.query<ConnectionRow>(
    `SELECT ${columns} FROM "WhatsAppConnection" c
     WHERE c."deletedAt" IS NULL
       AND ($1::boolean IS NULL OR (NOT c."isDefault", lower(c."name"), c."id") > ($1::boolean, $2::text, $3::uuid))
     ORDER BY NOT c."isDefault", lower(c."name"), c."id" LIMIT $4::int`,
    [after?.isOther ?? null, after?.name ?? null, after?.id ?? null, limit],
  );
}

/** The number, locked until the transaction ends; null once removed. */
export async function lockConnection(tx: Pick<Sql, "query">, id: string): Promise<ConnectionRow | null> {
  const [row] = await tx.query<ConnectionRow>(
    `SELECT ${columns} FROM "WhatsAppConnection" c WHERE c."id" = $1::uuid AND c."deletedAt" IS NULL FOR UPDATE`,
    [id],
  );
  return row ?? null;
}

export type ConnectionFields = {
  name: string;
  driver: string;
  isDefault: boolean;
  queueId: string | null;
  settings: Record<string, unknown>;
  secrets: Uint8Array<ArrayBuffer> | null;
  externalId: string | null;
};

/** How a number behaves, which every number begins with a default of. `pacing` null is the driver's own. */
export type ConnectionHabits = { groupsEnabled: boolean; sendsReadReceipts: boolean; pacing: Pacing | null };

/** Throws a unique violation when the name, or the number of the official API, is taken. The first number is the default. */
export async function insertConnection(tx: Db, id: string, fields: ConnectionFields): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(7103)::text AS "locked"`);
  const isFirst = (await tx.models.whatsAppConnection.count({ where: { isDefault: true, deletedAt: null } })) === 0;
  if (fields.isDefault) await clearDefault(tx);
  await tx.models.whatsAppConnection.create({
    data: { id, ...fields, settings: fields.settings as object, isDefault: fields.isDefault || isFirst },
    select: { id: true },
  });
}

/** Throws as `insertConnection` does. */
export async function writeConnection(
  tx: Db,
  id: string,
  changes: Partial<ConnectionFields & ConnectionHabits>,
): Promise<void> {
  const { settings, pacing, ...fields } = changes;
  await tx.query(`SELECT pg_advisory_xact_lock(7103)::text AS "locked"`);
  if (changes.isDefault === true) await clearDefault(tx);
  const data = { ...fields, ...(settings !== undefined && { settings: settings as object }) };
  if (pacing !== undefined) {
    await tx.query(`UPDATE "WhatsAppConnection" SET "pacing" = $2::jsonb WHERE "id" = $1::uuid`, [
      id,
      pacing === null ? null : JSON.stringify(pacing),
    ]);
  }
  await tx.models.whatsAppConnection.update({ where: { id }, data, select: { id: true } });
}

async function clearDefault(tx: Db): Promise<void> {
  await tx.models.whatsAppConnection.updateMany({
    where: { isDefault: true, deletedAt: null },
    data: { isDefault: false },
  });
}

export async function writeDesiredState(tx: Db, id: string, isEnabled: boolean): Promise<void> {
  await tx.models.whatsAppConnection.update({ where: { id }, data: { isEnabled }, select: { id: true } });
}

/** Takes a number out of sight with all it knew; its tickets and messages stay. Another one becomes the default. */
export async function removeConnection(tx: Db, id: string): Promise<void> {
  await tx.query(
    `UPDATE "WhatsAppConnection" SET "deletedAt" = now(), "isEnabled" = false, "isDefault" = false, "secrets" = NULL,
       "qrCode" = NULL, "pairingCode" = NULL, "status" = 'stopped', "statusReason" = NULL, "statusCode" = NULL, "nextRetryAt" = NULL, "statusSince" = now()
     WHERE "id" = $1::uuid`,
    [id],
  );
  await tx.query(`DELETE FROM "WhatsAppAuthKey" WHERE "whatsappId" = $1::uuid`, [id]);
  await tx.query(
    `UPDATE "WhatsAppConnection" SET "isDefault" = true
     WHERE "id" = (SELECT "id" FROM "WhatsAppConnection" WHERE "deletedAt" IS NULL ORDER BY "createdAt", "id" LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM "WhatsAppConnection" WHERE "isDefault" AND "deletedAt" IS NULL)`,
  );
}
