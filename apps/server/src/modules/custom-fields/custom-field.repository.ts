import type { CustomField, CustomFieldOption, CustomFieldUse, CustomFieldValue } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

const columns = `"id", "name", "kind", "options"`;

/** All fields in their order. */
export async function loadCustomFields(sql: Pick<Sql, "query">): Promise<CustomField[]> {
  return sql.query<CustomField>(`SELECT ${columns} FROM "CustomField" ORDER BY "position", "id"`);
}

/** The same, and no option goes until the transaction ends: for who writes values. */
export async function holdCustomFields(tx: Sql): Promise<CustomField[]> {
  return tx.query<CustomField>(`SELECT ${columns} FROM "CustomField" ORDER BY "position", "id" FOR SHARE`);
}

export async function findCustomField(sql: Sql, id: string): Promise<CustomField | null> {
  const [row] = await sql.query<CustomField>(`SELECT ${columns} FROM "CustomField" WHERE "id" = $1::uuid`, [id]);
  return row ?? null;
}

/** One change of the fields at a time, so that their number and order hold. */
export async function lockCustomFields(tx: Sql): Promise<void> {
  await tx.query(`LOCK TABLE "CustomField" IN SHARE ROW EXCLUSIVE MODE`);
}

/** As the last. Throws a unique violation when the name is taken. */
export async function insertCustomField(tx: Sql, field: Omit<CustomField, "id">): Promise<CustomField> {
  const [row] = await tx.query<CustomField>(
    `INSERT INTO "CustomField" ("id", "name", "kind", "options", "position")
     SELECT $1::uuid, $2::text, $3::"CustomFieldKind", $4::jsonb, coalesce(max("position"), 0) + 1 FROM "CustomField"
     RETURNING ${columns}`,
    [newId(), field.name, field.kind, JSON.stringify(field.options)],
  );
  if (row === undefined) throw new Error("an INSERT answered nothing");
  return row;
}

/** Values of options that are left out go with them. Throws a unique violation when the name is taken. */
export async function writeCustomField(
  tx: Sql,
  id: string,
  { name, options }: { name: string; options: readonly CustomFieldOption[] },
): Promise<void> {
  await tx.query(`UPDATE "CustomField" SET "name" = $2::text, "options" = $3::jsonb WHERE "id" = $1::uuid`, [
    id,
    name,
    JSON.stringify(options),
  ]);
  await tx.query(
    `DELETE FROM "ContactFieldValue" USING "CustomField" AS field
     WHERE "fieldId" = $1::uuid AND field."id" = "fieldId" AND field."kind" = 'CHOICE' AND "value" <> ALL($2::text[])`,
    [id, options.map((option) => option.id)],
  );
}

/** With all that contacts have in it. Null when there is none. */
export async function removeCustomField(tx: Sql, id: string): Promise<CustomField | null> {
  const [row] = await tx.query<CustomField>(`DELETE FROM "CustomField" WHERE "id" = $1::uuid RETURNING ${columns}`, [
    id,
  ]);
  return row ?? null;
}

/** Those that are not named follow in the order they had. */
export async function writeOrder(tx: Sql, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE "CustomField" AS field SET "position" = place."position"
     FROM (
       SELECT "id", row_number() OVER (ORDER BY array_position($1::uuid[], "id") NULLS LAST, "position", "id") AS "position"
       FROM "CustomField"
     ) AS place
     WHERE place."id" = field."id" AND field."position" <> place."position"`,
    [ids],
  );
}

/** How many contacts have something in a field, and in each of its options. */
export async function countUse(sql: Sql, { id, options }: CustomField): Promise<CustomFieldUse> {
  const rows = await sql.query<{ value: string | null; contacts: number }>(
    `SELECT CASE WHEN "value" = ANY($2::text[]) THEN "value" END AS "value", count(*) AS "contacts"
     FROM "ContactFieldValue" WHERE "fieldId" = $1::uuid GROUP BY 1`,
    [id, options.map((option) => option.id)],
  );
  return {
    contacts: rows.reduce((sum, row) => sum + row.contacts, 0),
    options: options.map((option) => ({
      id: option.id,
      contacts: rows.find((row) => row.value === option.id)?.contacts ?? 0,
    })),
  };
}

/** What a contact has in the fields, in their order, as a column; `contact` is the table's name in the statement. */
export const customFieldsColumn = `
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('fieldId', value."fieldId", 'value', value."value") ORDER BY field."position", field."id")
    FROM "ContactFieldValue" AS value JOIN "CustomField" AS field ON field."id" = value."fieldId"
    WHERE value."contactId" = contact."id"
  ), '[]') AS "customFields"`;

export type FieldChange = { readonly fieldId: string; readonly value: string | null };

/**
 * Writes checked values of one contact; null empties. With `expected` a value is written only where the field holds that now:
 * answers with the fields where it does not.
 */
export async function writeFieldValues(
  tx: Sql,
  contactId: string,
  changes: readonly FieldChange[],
  expected: readonly FieldChange[] = [],
): Promise<string[]> {
  if (expected.length > 0) {
    const stale = await tx.query<{ fieldId: string }>(
      `SELECT was."fieldId" FROM jsonb_to_recordset($2::jsonb) AS was("fieldId" uuid, "value" text)
       LEFT JOIN "ContactFieldValue" AS now ON now."contactId" = $1::uuid AND now."fieldId" = was."fieldId"
       WHERE now."value" IS DISTINCT FROM was."value"`,
      [contactId, JSON.stringify(expected)],
    );
    if (stale.length > 0) return stale.map(({ fieldId }) => fieldId);
  }
  await writeManyFieldValues(
    tx,
    changes.map((change) => ({ contactId, ...change })),
  );
  return [];
}

/** Writes checked values of many contacts; null empties. At most one for each contact and field. */
export async function writeManyFieldValues(
  tx: Sql,
  changes: readonly (FieldChange & { readonly contactId: string })[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = JSON.stringify(changes);
  await tx.query(
    `DELETE FROM "ContactFieldValue" AS value USING jsonb_to_recordset($1::jsonb) AS gone("contactId" uuid, "fieldId" uuid, "value" text)
     WHERE gone."value" IS NULL AND value."contactId" = gone."contactId" AND value."fieldId" = gone."fieldId"`,
    [rows],
  );
  await tx.query(
    `INSERT INTO "ContactFieldValue" ("contactId", "fieldId", "value")
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS new("contactId" uuid, "fieldId" uuid, "value" text) WHERE new."value" IS NOT NULL
     ON CONFLICT ("contactId", "fieldId") DO UPDATE SET "value" = EXCLUDED."value"`,
    [rows],
  );
}

/** What was given from one contact to another, and what the first had: to part them again. */
export type MovedValues = { readonly gone: CustomFieldValue[]; readonly added: CustomFieldValue[] };

/** Gives one contact what another has in fields where it has nothing itself. */
export async function moveFieldValues(tx: Sql, goneId: string, keptId: string): Promise<MovedValues> {
  const of = `jsonb_agg(jsonb_build_object('fieldId', "fieldId", 'value', "value"))`;
  const [moved] = await tx.query<MovedValues>(
    `WITH added AS (
       INSERT INTO "ContactFieldValue" ("contactId", "fieldId", "value")
       SELECT $2::uuid, "fieldId", "value" FROM "ContactFieldValue" WHERE "contactId" = $1::uuid
       ON CONFLICT DO NOTHING RETURNING "fieldId", "value"
     )
     SELECT coalesce((SELECT ${of} FROM "ContactFieldValue" WHERE "contactId" = $1::uuid), '[]') AS "gone",
            coalesce((SELECT ${of} FROM added), '[]') AS "added"`,
    [goneId, keptId],
  );
  return moved ?? { gone: [], added: [] };
}

/** Takes back what a merge gave, unless it was changed since, and gives the parted contact what it had, where the fields still are. */
export async function returnFieldValues(tx: Sql, keptId: string, goneId: string, moved: MovedValues): Promise<void> {
  await tx.query(
    `DELETE FROM "ContactFieldValue" AS value USING jsonb_to_recordset($2::jsonb) AS was("fieldId" uuid, "value" text)
     WHERE value."contactId" = $1::uuid AND value."fieldId" = was."fieldId" AND value."value" = was."value"`,
    [keptId, JSON.stringify(moved.added)],
  );
  await tx.query(
    `INSERT INTO "ContactFieldValue" ("contactId", "fieldId", "value")
     SELECT $1::uuid, was."fieldId", was."value" FROM jsonb_to_recordset($2::jsonb) AS was("fieldId" uuid, "value" text)
     JOIN "CustomField" AS field ON field."id" = was."fieldId"
     WHERE field."kind" <> 'CHOICE' OR field."options" @> jsonb_build_array(jsonb_build_object('id', was."value"))`,
    [goneId, JSON.stringify(moved.gone)],
  );
}
