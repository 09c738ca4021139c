import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpApp } from "./app.ts";

let folder: string;
let server: Server;
let url: string;
const inlineScript = `self.__next_f.push([1,"olá"])`;
const page = (name: string) =>
  `<!doctype html><title>${name}</title><script src="/_next/static/a.js" async=""></script><script id="x">${inlineScript}</script>`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "whatskovi web "));
  await mkdir(path.join(folder, "_next/static"), { recursive: true });
  await mkdir(path.join(folder, "settings"));
  for (const name of ["tickets", "404", "settings/tags"])
    await writeFile(path.join(folder, `${name}.html`), page(name));
  await writeFile(path.join(folder, "_next/static/a.js"), "1");
  await writeFile(path.join(folder, "icon.svg"), "<svg/>");
  await writeFile(path.join(folder, ".secret"), "x");
  const logger = pino({ level: "silent" });
  const app = createHttpApp({
    router: express.Router(),
    logger,
    publicUrl: "http://x",
    corsOrigins: ["https://app.example"],
    trustProxy: 0,
    webFolder: folder,
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const get = (address: string, init?: RequestInit) => fetch(url + address, { redirect: "manual", ...init });
type RequestInit = NonNullable<Parameters<typeof fetch>[1]>;

test("/ leads to the inbox, and pages are found without .html", async () => {
  const root = await get("/");
  expect([root.status, root.headers.get("Location")]).toEqual([302, "/tickets"]);
  expect(await (await get("/tickets")).text()).toContain("<title>tickets");
  expect(await (await get("/tickets?id=1")).text()).toContain("<title>tickets");
  expect(await (await get("/settings/tags")).text()).toContain("<title>settings/tags");
});

test("a page allows its own inline scripts, by hash, and is asked for again every time", async () => {
  const answer = await get("/tickets");
  const hash = createHash("sha256").update(inlineScript).digest("base64");
  expect(answer.headers.get("Content-Security-Policy")).toContain(`script-src 'self' 'sha256-${hash}';`);
  expect(answer.headers.get("Content-Security-Policy")).not.toMatch(/script-src[^;]*unsafe/);
  expect(answer.headers.get("Cache-Control")).toBe("no-cache");
});

test("a page that was built anew is served anew", async () => {
  await get("/settings/tags");
  const file = path.join(folder, "settings/tags.html");
  await writeFile(file, page("new"));
  await utimes(file, new Date(), new Date(Date.now() + 5000));
  expect(await (await get("/settings/tags")).text()).toContain("<title>new");
});

test("what never changes is kept for ever, other files are asked for again", async () => {
  expect((await get("/_next/static/a.js")).headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  expect((await get("/icon.svg")).headers.get("Cache-Control")).toBe("public, max-age=0");
});

test("what does not exist is the 404 page, and nothing outside the folder exists", async () => {
  for (const address of [
    "/nothing",
    "/_next/static/b.js",
    "/.secret",
    "/..%2f..%2fetc%2fpasswd",
    "/%2e%2e/x",
    "/settings",
    "/404",
  ]) {
    const answer = await get(address);
    expect([address, answer.status]).toEqual([address, address === "/404" ? 200 : 404]);
    expect(await answer.text()).toContain("<title>404");
  }
});

test("other sites may call the API only when they are configured", async () => {
  const preflight = (origin: string) =>
    get("/api/tags", {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
      },
    });
  const known = await preflight("https://app.example");
  expect([
    known.status,
    known.headers.get("Access-Control-Allow-Origin"),
    known.headers.get("Access-Control-Allow-Credentials"),
  ]).toEqual([204, "https://app.example", "true"]);
  expect((await preflight("https://evil.example")).headers.get("Access-Control-Allow-Origin")).toBeNull();
});
