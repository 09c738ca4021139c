import type { Request } from "express";
import { AppError } from "../../platform/errors/app-error.ts";

/** Throws `forbidden` when a page of another site sends the request. */
export type OriginCheck = (req: Request) => void;

/**
 * For what is done by cookie or sets one. A browser names the origin of every such request and no page can forge it; what
 * sends none is no browser, and has no cookie that it was not given.
 */
export function createOriginCheck(options: { publicUrl: string; corsOrigins: readonly string[] }): OriginCheck {
  const known = new Set([new URL(options.publicUrl).origin, ...options.corsOrigins]);
  return (req) => {
    const { origin, host, "x-forwarded-host": forwardedHost } = req.headers;
    // No page can send X-Forwarded-Host to another site without being asked for CORS first: a proxy has written it.
    const isOwn = origin === undefined || known.has(origin) || [host, forwardedHost].includes(hostOf(origin));
    if (!isOwn) throw foreign();
    if (origin === undefined && req.headers["sec-fetch-site"] === "cross-site") throw foreign();
  };
}

const foreign = () => new AppError("forbidden", { detail: "This may be done only from our own pages." });
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : origin);
