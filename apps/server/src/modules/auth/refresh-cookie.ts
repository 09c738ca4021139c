import { parseCookie } from "cookie";
import type { Request, Response } from "express";

const name = "whatskovi_refresh";

/** The cookie in which the refresh token travels: unseen by scripts, sent to `/api/auth` only and never across sites. */
export type RefreshCookie = {
  read(req: Request): string | undefined;
  set(req: Request, res: Response, token: string, expiresAt: Date): void;
  clear(req: Request, res: Response): void;
};

export function createRefreshCookie(options: { isHttps: boolean }): RefreshCookie {
  const attributes = (req: Request) =>
    ({ httpOnly: true, sameSite: "strict", path: "/api/auth", secure: options.isHttps || req.secure }) as const;
  return {
    read: (req) => parseCookie(req.headers.cookie ?? "")[name],
    set: (req, res, token, expiresAt) => res.cookie(name, token, { ...attributes(req), expires: expiresAt }),
    clear: (req, res) => res.clearCookie(name, attributes(req)),
  };
}
