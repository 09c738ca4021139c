import type { Sql } from "../../platform/db/db.ts";

type Check = { status: "ok" | "degraded"; detail?: string };

/** Of each number that should be connected, by id, whether it is, and its state. */
export async function checkConnections(db: Pick<Sql, "query">): Promise<Record<string, Check>> {
  const rows = await db.query<{ id: string; status: string; statusCode: string | null }>(
    `SELECT "id", "status", "statusCode" FROM "WhatsAppConnection" WHERE "isEnabled" AND "deletedAt" IS NULL ORDER BY "createdAt" LIMIT 200`,
  );
  return Object.fromEntries(
    rows.map(({ id, status, statusCode }) => {
      const detail = statusCode === null ? status : `${status} (${statusCode})`;
      return [`connection:${id}`, { status: status === "online" ? "ok" : "degraded", detail }];
    }),
  );
}
