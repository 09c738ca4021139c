import type { MentionableColleague } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";

type Query = { readonly q?: string | undefined; readonly limit: number; readonly exceptId: string };

/** Active colleagues by name, those first who may see a ticket of this scope: `canSeeTicket` in SQL, and a test that both agree. */
export function listColleagues(
  sql: Sql,
  { status, queueId, userId }: TicketScope,
  { q = "", limit, exceptId }: Query,
): Promise<MentionableColleague[]> {
  const parameters = createParameters();
  const { bind, values } = parameters;
  const isMember = `EXISTS (SELECT 1 FROM "UserQueue" m WHERE m."userId" = u."id" AND m."queueId" = ${bind(queueId, "uuid")})`;
  const isSeen = `(u."id" IS NOT DISTINCT FROM ${bind(userId, "uuid")} OR u."role" = 'ADMIN'
    OR (${isMember} AND (u."role" = 'SUPERVISOR' OR ${bind(status, "text")} = 'PENDING')))`;
  const conditions = [`u."isActive"`, `u."id" <> ${bind(exceptId, "uuid")}`];
  if (q.trim() !== "") conditions.push(contains(`u."name"`, searchFragments(q), parameters));
  return sql.query(
    `SELECT u."id", u."name", u."status"::text AS "status", ${isSeen} AS "canSee" FROM "User" u
     WHERE ${conditions.join(" AND ")} ORDER BY "canSee" DESC, lower(u."name"), u."id" LIMIT ${bind(limit, "int")}`,
    values,
  );
}

/** The active people of these ids. */
export function findNamed(sql: Sql, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return sql.query(`SELECT "id", "name" FROM "User" WHERE "id" = ANY($1::uuid[]) AND "isActive"`, [[...ids]]);
}
