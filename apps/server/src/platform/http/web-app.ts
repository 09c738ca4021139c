import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import express, { type RequestHandler, type Response, type Router } from "express";
import { contentSecurityPolicy } from "./security.ts";

type WebPage = { readonly html: Buffer; readonly policy: string; readonly modifiedMs: number };

/**
 * Serves the exported web app: `/tickets` is `tickets.html`, `/` leads to `/tickets`, what does not exist is `404.html`.
 * Next.js writes inline scripts into its pages; each page allows exactly its own, by hash.
 */
export function serveWebApp(folder: string): Router {
  const router = express.Router();
  const pages = new Map<string, WebPage>();

  router.get("/", (_req, res) => res.redirect(302, "/tickets"));
  router.use(
    "/_next/static",
    express.static(path.join(folder, "_next/static"), { immutable: true, maxAge: "1y", index: false, redirect: false }),
  );
  router.use(page(folder, pages));
  // Asked for again every time as well: what Next.js fetches to change pages names the files of its own build.
  router.use(express.static(folder, { index: false, redirect: false, dotfiles: "ignore", maxAge: 0 }));
  router.use(notFoundPage(folder, pages));
  return router;
}

function page(folder: string, pages: Map<string, WebPage>): RequestHandler {
  return async (req, res, next) => {
    const name = pageName(req.path);
    const found = name === undefined || !isReading(req.method) ? undefined : await loadPage(pages, folder, name);
    if (found === undefined) next();
    else sendPage(res, found);
  };
}

function notFoundPage(folder: string, pages: Map<string, WebPage>): RequestHandler {
  return async (req, res) => {
    res.status(404);
    const found = isReading(req.method) ? await loadPage(pages, folder, "404") : undefined;
    if (found === undefined) res.type("text/plain").send("Not found\n");
    else sendPage(res, found);
  };
}

const isReading = (method: string) => method === "GET" || method === "HEAD";

/** The page's file without `.html`, only for paths that can be one. */
function pageName(urlPath: string): string | undefined {
  return /^((?:\/[\w-]+)+)\/?(?:\.html)?$/.exec(urlPath)?.[1]?.slice(1);
}

async function loadPage(pages: Map<string, WebPage>, folder: string, name: string): Promise<WebPage | undefined> {
  const file = path.join(folder, `${name}.html`);
  const modifiedMs = await stat(file).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
  if (modifiedMs === undefined) return undefined;
  const known = pages.get(name);
  if (known?.modifiedMs === modifiedMs) return known;
  const html = await readFile(file);
  const loaded = { html, modifiedMs, policy: contentSecurityPolicy(inlineScriptHashes(html.toString("utf8"))) };
  pages.set(name, loaded);
  return loaded;
}

function sendPage(res: Response, { html, policy }: WebPage): void {
  res.setHeader("Content-Security-Policy", policy);
  res.setHeader("Cache-Control", "no-cache");
  res.type("html").send(html);
}

/** `sha256-…` of every script that stands in the page itself. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  const hashes = [...scripts].map(
    ([, script = ""]) => `sha256-${createHash("sha256").update(script).digest("base64")}`,
  );
  return [...new Set(hashes)];
}
