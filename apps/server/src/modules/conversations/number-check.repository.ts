import type { Sql } from "../../platform/db/db.ts";
import type { Identity, NumberCheck } from "../../whatsapp/driver.ts";

type Kept = { readonly isOnWhatsApp: boolean; readonly identities: Identity[] };

/** What WhatsApp said of a phone (digits) since the given times: a yes holds longer than a no. */
export async function findNumberCheck(
  sql: Sql,
  phone: string,
  { yesSince, noSince }: { readonly yesSince: Date; readonly noSince: Date },
): Promise<NumberCheck | null> {
  const [kept] = await sql.query<Kept>(
    `SELECT "isOnWhatsApp", "identities" FROM "NumberCheck"
     WHERE "phone" = $1::text AND "checkedAt" > CASE WHEN "isOnWhatsApp" THEN $2::timestamptz ELSE $3::timestamptz END`,
    [phone, yesSince, noSince],
  );
  if (kept === undefined) return null;
  return kept.isOnWhatsApp ? { isOnWhatsApp: true, identities: kept.identities } : { isOnWhatsApp: false };
}

/** Keeps an answer of WhatsApp's, and lets go of those that nobody can use any more. */
export async function keepNumberCheck(
  sql: Sql,
  phone: string,
  check: NumberCheck,
  now: Date,
  goneBefore: Date,
): Promise<void> {
  await sql.query(
    `WITH gone AS (DELETE FROM "NumberCheck" WHERE "checkedAt" < $5::timestamptz AND "phone" <> $1::text)
     INSERT INTO "NumberCheck" ("phone", "isOnWhatsApp", "identities", "checkedAt")
     VALUES ($1::text, $2::boolean, $3::jsonb, $4::timestamptz)
     ON CONFLICT ("phone") DO UPDATE
     SET "isOnWhatsApp" = EXCLUDED."isOnWhatsApp", "identities" = EXCLUDED."identities", "checkedAt" = EXCLUDED."checkedAt"`,
    [phone, check.isOnWhatsApp, JSON.stringify(check.isOnWhatsApp ? check.identities : []), now, goneBefore],
  );
}
