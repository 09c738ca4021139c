import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { onTestFinished } from "vitest";
import whatsapp, { type Client } from "whatsapp-web.js";
import type { FakeWhatsAppWeb } from "./index.ts";

/** Where Debian puts a browser. `CHROMIUM_PATH` names another; without any it is the one that comes by npm. */
const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
const withoutGraphics = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

async function browser(): Promise<{ executablePath: string; args: string[] }> {
  const own = process.env["CHROMIUM_PATH"] ?? installed.find((path) => existsSync(path));
  const quiet = ["--no-sandbox", "--disable-dev-shm-usage"];
  if (own !== undefined) return { executablePath: own, args: quiet };
  return { executablePath: await chromium.executablePath(), args: [...quiet, ...withoutGraphics] };
}

/** A folder for a browser's profile, gone after the test. */
export async function profileFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fake-whatsapp-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The real library in a real browser, with the stand-in as its only outside world. Not started yet; ended after the test. */
export async function realClient(
  web: FakeWhatsAppWeb,
  options: { profile?: string; page?: { webVersion: string; path: string }; pairWithPhoneNumber?: string } = {},
): Promise<Client> {
  const { executablePath, args } = await browser();
  const { page, profile, pairWithPhoneNumber } = options;
  const client = new whatsapp.Client({
    ...(profile === undefined ? {} : { authStrategy: new whatsapp.LocalAuth({ clientId: "a", dataPath: profile }) }),
    ...(page === undefined
      ? { webVersionCache: { type: "none" } }
      : { webVersion: page.webVersion, webVersionCache: { type: "local", path: page.path, strict: true } }),
    ...(pairWithPhoneNumber === undefined
      ? {}
      : { pairWithPhoneNumber: { phoneNumber: pairWithPhoneNumber, showNotification: false, intervalMs: 60_000 } }),
    puppeteer: { headless: true, executablePath, args: [...args, ...web.chromiumArgs] },
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** The next time a client tells something. */
export function next<Told extends unknown[]>(client: Client, event: string): Promise<Told> {
  return new Promise((resolve) => {
    (client as unknown as NodeJS.EventEmitter).once(event, (...told) => resolve(told as Told));
  });
}

/** Starts a client and links it to the stand-in's phone. */
export async function linked(client: Client, web: FakeWhatsAppWeb): Promise<Client> {
  const ready = next(client, "ready");
  client.on("qr", (qr) => web.phone().scanQr(qr));
  await client.initialize();
  await ready;
  return client;
}
