import type { MediaStatus } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { MediaRef } from "../../whatsapp/driver.ts";
import type { SharedScope } from "./shared-file.policy.ts";
import type { FileFacts } from "./inspect/inspect-file.ts";

/** What is shown of a file. */
export type MediaInfo = {
  status: MediaStatus;
  fileName: string;
  mimeType: string;
  size: number | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  waveform: number[] | null;
  hasThumbnail: boolean;
};

/** JSON: the `MediaInfo` of the file of that alias. */
export const mediaInfoOf = (alias: string): string =>
  `json_build_object('status', ${alias}."status", 'fileName', ${alias}."fileName", 'mimeType', ${alias}."mimeType",
     'size', ${alias}."size", 'width', ${alias}."width", 'height', ${alias}."height",
     'durationSeconds', ${alias}."durationSeconds", 'waveform', ${alias}."waveform", 'hasThumbnail', ${alias}."thumbnailSha256" IS NOT NULL)`;

export type MediaRow = MediaInfo & {
  id: string;
  sha256: string | null;
  uploaderId: string | null;
  source: MediaRef | null;
  thumbnailSha256: string | null;
  thumbnailSize: number | null;
};

/** A file with the tickets in which it is shown, the number by which it came, and for whom quick replies hold it. */
export type MediaInUse = MediaRow & { ticketIds: string[]; connectionId: string | null; sharedIn: SharedScope[] };

/** Null when there is none. */
export async function findMedia(sql: Sql, id: string): Promise<MediaInUse | null> {
  const [row] = await sql.query<MediaInUse>(
    `SELECT f."id", f."status", f."fileName", f."mimeType", f."size", f."sha256", f."uploaderId", f."source",
       f."width", f."height", f."durationSeconds", f."waveform", f."thumbnailSha256", f."thumbnailSize",
       f."thumbnailSha256" IS NOT NULL AS "hasThumbnail",
       coalesce((SELECT json_agg(DISTINCT m."ticketId") FROM "Message" m WHERE m."mediaId" = f."id" AND m."ticketId" IS NOT NULL), '[]'::json) AS "ticketIds",
       (SELECT m."whatsappId" FROM "Message" m WHERE m."mediaId" = f."id" LIMIT 1) AS "connectionId",
       coalesce((SELECT json_agg(json_build_object('ownerId', r."ownerId", 'queueId', r."queueId"))
         FROM "QuickReply" r WHERE r."mediaId" = f."id"), '[]'::json) AS "sharedIn"
     FROM "MediaFile" f WHERE f."id" = $1::uuid`,
    [id],
    "find-media",
  );
  return row ?? null;
}

type Ready = { fileName: string; mimeType: string; size: number; sha256: string; facts: FileFacts };

const factColumns = `"width", "height", "durationSeconds", "waveform", "thumbnailSha256", "thumbnailSize"`;
const factValues = ({ width, height, durationSeconds, waveform, thumbnail }: FileFacts): unknown[] => [
  width,
  height,
  durationSeconds,
  waveform === null ? null : JSON.stringify(waveform),
  thumbnail?.sha256 ?? null,
  thumbnail?.size ?? null,
];

export async function insertUpload(sql: Sql, upload: Ready & { id: string; uploaderId: string }): Promise<void> {
  await sql.query(
    `INSERT INTO "MediaFile" ("id", "status", "fileName", "mimeType", "size", "sha256", "uploaderId", ${factColumns})
     VALUES ($1::uuid, 'READY', $2::text, $3::text, $4::int, $5::text, $6::uuid,
       $7::int, $8::int, $9::float8, $10::jsonb, $11::text, $12::int)`,
    [
      upload.id,
      upload.fileName,
      upload.mimeType,
      upload.size,
      upload.sha256,
      upload.uploaderId,
      ...factValues(upload.facts),
    ],
  );
}

/** False when it was fetched meanwhile. */
export async function markReady(sql: Sql, id: string, file: Ready): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "MediaFile" SET "status" = 'READY', "fileName" = $2::text, "mimeType" = $3::text, "size" = $4::int,
       "sha256" = $5::text, "failure" = NULL,
       (${factColumns}) = ($6::int, $7::int, $8::float8, $9::jsonb, $10::text, $11::int)
     WHERE "id" = $1::uuid AND "status" <> 'READY' RETURNING "id"`,
    [id, file.fileName, file.mimeType, file.size, file.sha256, ...factValues(file.facts)],
  );
  return rows.length > 0;
}

/** PENDING to FAILED. False when it is not PENDING any more. */
export async function markFailed(sql: Sql, id: string, failure: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "MediaFile" SET "status" = 'FAILED', "failure" = left($2::text, 500) WHERE "id" = $1::uuid AND "status" = 'PENDING' RETURNING "id"`,
    [id, failure],
  );
  return rows.length > 0;
}

/** FAILED to PENDING. False when it did not fail, or was never to be fetched. */
export async function resetFailed(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "MediaFile" SET "status" = 'PENDING', "failure" = NULL
     WHERE "id" = $1::uuid AND "status" = 'FAILED' AND "source" IS NOT NULL RETURNING "id"`,
    [id],
  );
  return rows.length > 0;
}

/** The messages that show a file. */
export function listShowing(sql: Sql, mediaId: string): Promise<{ id: string; ticketId: string }[]> {
  return sql.query(`SELECT "id", "ticketId" FROM "Message" WHERE "mediaId" = $1::uuid AND "ticketId" IS NOT NULL`, [
    mediaId,
  ]);
}

/** Uploads that no message has used and no quick reply holds. */
export function deleteOrphans(
  sql: Sql,
  uploadedBefore: Date,
  limit: number,
): Promise<{ sha256: string | null; thumbnailSha256: string | null }[]> {
  return sql.query(
    `DELETE FROM "MediaFile" WHERE "id" IN (
       SELECT f."id" FROM "MediaFile" f
       WHERE f."uploaderId" IS NOT NULL AND f."createdAt" < $1::timestamptz
         AND NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."mediaId" = f."id")
         AND NOT EXISTS (SELECT 1 FROM "QuickReply" r WHERE r."mediaId" = f."id")
       LIMIT $2::int)
     RETURNING "sha256", "thumbnailSha256"`,
    [uploadedBefore, limit],
  );
}

/** Whether a row names these bytes, as its file or as the small picture of it. */
export async function isStoredFor(sql: Sql, sha256: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM "MediaFile" WHERE "sha256" = $1::text UNION ALL
     SELECT 1 FROM "MediaFile" WHERE "thumbnailSha256" = $1::text LIMIT 1`,
    [sha256],
  );
  return rows.length > 0;
}
