import { type DraftMention, maxDraftLength } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

export type DraftRow = {
  readonly ticketId: string;
  readonly version: number;
  readonly isPrivate: boolean;
  readonly body: string;
  readonly noteBody: string;
  readonly quotedMessageId: string | null;
  readonly noteQuotedMessageId: string | null;
  readonly mentions: DraftMention[];
  readonly updatedAt: Date;
};

/** Whose draft of which ticket. */
export type DraftPlace = { readonly userId: string; readonly ticketId: string };

export const draftColumns = `d."ticketId", d."version", d."isPrivate", d."body", d."noteBody", d."quotedMessageId",
  d."noteQuotedMessageId", d."mentions", d."updatedAt"`;

/** Null when nothing was ever written. */
export async function loadDraft(sql: Sql, { userId, ticketId }: DraftPlace): Promise<DraftRow | null> {
  const [row] = await sql.query<DraftRow>(
    `SELECT ${draftColumns} FROM "TicketDraft" d WHERE d."userId" = $1::uuid AND d."ticketId" = $2::uuid`,
    [userId, ticketId],
    "load-draft",
  );
  return row ?? null;
}

/**
 * Keeps a draft unless a newer version is there: then null. What it quotes must stand in the ticket, else it quotes nothing; a
 * reply, which the customer reads, never quotes a note.
 */
export async function upsertDraft(
  tx: Sql,
  { userId, ticketId }: DraftPlace,
  draft: Omit<DraftRow, "ticketId" | "updatedAt">,
  now: Date,
): Promise<DraftRow | null> {
  const { version, isPrivate, body, noteBody, quotedMessageId, noteQuotedMessageId, mentions } = draft;
  const [row] = await tx.query<DraftRow>(
    `INSERT INTO "TicketDraft" AS d ("userId", "ticketId", "version", "isPrivate", "body", "noteBody", "quotedMessageId",
       "noteQuotedMessageId", "mentions", "updatedAt")
     VALUES ($1::uuid, $2::uuid, $3::bigint, $4::boolean, $5::text, $6::text,
       (SELECT "id" FROM "Message" WHERE "id" = $7::uuid AND "ticketId" = $2::uuid AND NOT "isPrivate"),
       (SELECT "id" FROM "Message" WHERE "id" = $8::uuid AND "ticketId" = $2::uuid), $9::jsonb, $10::timestamptz)
     ON CONFLICT ("userId", "ticketId") DO UPDATE
     SET "version" = EXCLUDED."version", "isPrivate" = EXCLUDED."isPrivate", "body" = EXCLUDED."body",
         "noteBody" = EXCLUDED."noteBody", "quotedMessageId" = EXCLUDED."quotedMessageId",
         "noteQuotedMessageId" = EXCLUDED."noteQuotedMessageId", "mentions" = EXCLUDED."mentions",
         "updatedAt" = EXCLUDED."updatedAt"
     WHERE d."version" < EXCLUDED."version"
     RETURNING ${draftColumns}`,
    [
      userId,
      ticketId,
      version,
      isPrivate,
      body,
      noteBody,
      quotedMessageId,
      noteQuotedMessageId,
      JSON.stringify(mentions),
      now,
    ],
  );
  return row ?? null;
}

/**
 * Empties the side of a draft that was just sent, with what it quotes: what it holds is how the sent text began, for the last
 * keys before sending may not have been saved. What was begun since, and the other side, stay. False when there was nothing to
 * empty.
 */
export async function clearSentDraft(
  tx: Sql,
  { userId, ticketId }: DraftPlace,
  sent: { readonly isPrivate: boolean; readonly body: string; readonly quotedMessageId: string | null },
  now: Date,
): Promise<boolean> {
  const side = sent.isPrivate ? `"noteBody"` : `"body"`;
  const quote = sent.isPrivate ? `"noteQuotedMessageId"` : `"quotedMessageId"`;
  const rows = await tx.query(
    `UPDATE "TicketDraft" d
     SET ${side} = '', ${quote} = NULL, "version" = d."version" + 1, "updatedAt" = $4::timestamptz,
         "mentions" = (SELECT coalesce(jsonb_agg(m), '[]') FROM jsonb_array_elements(d."mentions") m WHERE m ->> 'kind' <> $6::text)
     WHERE d."userId" = $1::uuid AND d."ticketId" = $2::uuid AND starts_with($3::text, btrim(d.${side}, E' \\n\\t'))
       AND (d.${side} <> '' OR d.${quote} = $5::uuid)
     RETURNING 1`,
    [userId, ticketId, sent.body.trim(), now, sent.quotedMessageId, sent.isPrivate ? "colleague" : "member"],
  );
  return rows.length > 0;
}

/** Puts the text of a message that was taken back before whatever the reply of its author's draft holds by now. */
export async function restoreToDraft(
  tx: Sql,
  { userId, ticketId }: DraftPlace,
  undone: { readonly body: string; readonly quotedMessageId: string | null },
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO "TicketDraft" AS d ("userId", "ticketId", "version", "body", "quotedMessageId", "updatedAt")
     VALUES ($1::uuid, $2::uuid, $5::bigint, $3::text, $4::uuid, $6::timestamptz)
     ON CONFLICT ("userId", "ticketId") DO UPDATE
     SET "version" = d."version" + 1, "isPrivate" = false, "updatedAt" = EXCLUDED."updatedAt",
         "body" = left(EXCLUDED."body" || CASE WHEN d."body" = '' THEN '' ELSE E'\\n' || d."body" END, ${maxDraftLength}),
         "quotedMessageId" = coalesce(d."quotedMessageId", EXCLUDED."quotedMessageId")`,
    [userId, ticketId, undone.body, undone.quotedMessageId, now.getTime(), now],
  );
}

/** Forgets drafts that have been empty, or that wait in closed tickets, since that moment. */
export async function pruneDrafts(sql: Sql, before: { readonly empty: Date; readonly closed: Date }): Promise<number> {
  const rows = await sql.query(
    `DELETE FROM "TicketDraft" d USING "Ticket" t
     WHERE t."id" = d."ticketId" AND (
       (d."body" = '' AND d."noteBody" = '' AND d."quotedMessageId" IS NULL AND d."noteQuotedMessageId" IS NULL
        AND d."updatedAt" < $1::timestamptz)
       OR (t."status" = 'CLOSED' AND greatest(d."updatedAt", t."closedAt") < $2::timestamptz))
     RETURNING 1`,
    [before.empty, before.closed],
  );
  return rows.length;
}
