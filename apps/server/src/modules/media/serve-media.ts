import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import type { FileStorage } from "../../platform/storage/index.ts";
import { parseRange } from "./byte-range.ts";
import { servedAs } from "./file-kind.ts";
import type { MediaInUse } from "./media.repository.ts";
import { requireVisibleMedia } from "./visible-media.ts";

export type MediaVariant = "original" | "thumbnail";

/** Writes the bytes of a file that the person may see, or of its small picture. Throws `not_found`, also while it is not there yet. */
export async function serveMedia(
  { actor, db }: UserContext,
  storage: FileStorage,
  { id, variant }: { id: string; variant: MediaVariant },
  { req, res }: { req: Request; res: Response },
): Promise<void> {
  const media = await requireVisibleMedia(db, actor, id);
  const { sha256, size, fileName, mimeType } = bytesOf(media, variant);
  if (media.status !== "READY" || sha256 === null || size === null) throw new AppError("not_found");
  if (!(await storage.has(sha256, size))) throw new AppError("not_found");
  const tag = `"${sha256}"`;
  writeHeaders(res, { tag, fileName, mimeType });
  if (req.get("If-None-Match") === tag) {
    res.status(304).end();
    return;
  }
  const ifRange = req.get("If-Range");
  const range = ifRange === undefined || ifRange === tag ? parseRange(req.get("Range"), size) : null;
  if (range === "unsatisfiable") {
    res.status(416).setHeader("Content-Range", `bytes */${size}`).end();
    return;
  }
  if (range === null) {
    res.setHeader("Content-Length", size);
  } else {
    res.status(206).setHeader("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
    res.setHeader("Content-Length", range.end - range.start + 1);
  }
  // A client that goes away in the middle is no error of ours.
  await pipeline(storage.open(sha256, range ?? undefined), res).catch(() => res.destroy());
}

function bytesOf(media: MediaInUse, variant: MediaVariant) {
  if (variant === "original") return media;
  const { thumbnailSha256: sha256, thumbnailSize: size, fileName } = media;
  return { sha256, size, fileName: `${fileName}.webp`, mimeType: "image/webp" };
}

function writeHeaders(
  res: Response,
  { tag, fileName, mimeType }: { tag: string; fileName: string; mimeType: string },
): void {
  const { contentType, disposition } = servedAs(mimeType);
  res.setHeader("Content-Type", contentType);
  res.setHeader("Content-Disposition", `${disposition}; filename*=UTF-8''${encodeRfc5987(fileName)}`);
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
  res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  // Kept by the browser, but asked for each time: sight of a ticket may end. `no-transform` keeps ranges true.
  res.setHeader("Cache-Control", "private, no-cache, no-transform");
  res.setHeader("ETag", tag);
  res.setHeader("Accept-Ranges", "bytes");
}

const encodeRfc5987 = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
