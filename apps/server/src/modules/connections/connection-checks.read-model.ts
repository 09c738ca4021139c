import type { Sql } from "../../platform/db/db.ts";

type Check = { status: "ok" | "degraded"; detail?: string };

/** Of each number that should be connected, by id, whether it is. */
export async function checkConnections(db: Pick<Sql, "query">): Promise<Record<string, Check>> {
  const rows = await db.query<{ id: string; status: string }>(
    `SELECT "id", "status" FROM "WhatsAppConnection" WHERE "isEnabled" AND "deletedAt" IS NULL ORDER BY "createdAt" LIMIT 200`,
  );
  return Object.fromEntries(
    rows.map(({ id, status }) => [
      `connection:${id}`,
      status === "online" ? { status: "ok" } : { status: "degraded", detail: status },
    ]),
  );
}
