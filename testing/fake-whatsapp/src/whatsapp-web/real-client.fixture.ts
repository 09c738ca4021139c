import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import whatsapp, { type Client, type MessageId } from "whatsapp-web.js";
import { browserLaunch } from "./browser.fixture.ts";
import { type FakeWhatsAppWeb, type FakeWhatsAppWebOptions, startFakeWhatsAppWeb } from "./index.ts";

type RealClientOptions = {
  profile?: string;
  page?: { webVersion: string; path: string };
  /** Pair by a code for this number. */
  codeFor?: string;
  /** Without the getter that a message id has need of since July 2026. */
  isUncured?: boolean;
};

/** A stand-in that ends with the test. */
export async function standIn(options: FakeWhatsAppWebOptions = {}): Promise<FakeWhatsAppWeb> {
  const web = await startFakeWhatsAppWeb(options);
  onTestFinished(() => web.close());
  return web;
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fake-whatsapp-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The real library in a real browser, with the stand-in as its only outside world. Not started yet; ended after the test. */
export async function realClient(web: FakeWhatsAppWeb, options: RealClientOptions = {}): Promise<Client> {
  const { executablePath, args } = await browserLaunch();
  const { page, profile, codeFor, isUncured = false } = options;
  const client = new whatsapp.Client({
    ...(profile === undefined ? {} : { authStrategy: new whatsapp.LocalAuth({ clientId: "a", dataPath: profile }) }),
    ...(page === undefined
      ? { webVersionCache: { type: "none" } }
      : { webVersion: page.webVersion, webVersionCache: { type: "local", path: page.path, strict: true } }),
    ...(codeFor === undefined
      ? {}
      : { pairWithPhoneNumber: { phoneNumber: codeFor, showNotification: false, intervalMs: 60_000 } }),
    ...(isUncured ? {} : { evalOnNewDoc: givesIdsTheirText }),
    authTimeoutMs: 2_000,
    puppeteer: { headless: true, executablePath, args: [...args, ...web.chromiumArgs], protocolTimeout: 15_000 },
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** What a driver has to do in the page: ids that have no `_serialized` of their own get one. Runs before the page's scripts. */
function givesIdsTheirText(): void {
  type Load = (name: string) => { prototype: object };
  let real: Load | undefined;
  let isCured = false;
  const cure = (load: Load) => {
    const { prototype } = load("WAWebMsgKey");
    isCured = true;
    Object.defineProperty(prototype, "_serialized", {
      configurable: true,
      get(this: { $1?: string }) {
        return this.$1;
      },
      set(value: string) {
        Object.defineProperty(this, "_serialized", { value, enumerable: true, writable: true, configurable: true });
      },
    });
  };
  Object.defineProperty(globalThis, "require", {
    configurable: true,
    get: () => {
      if (real !== undefined && !isCured) cure(real);
      return real;
    },
    set: (load: Load) => {
      real = load;
    },
  });
}

/** The full text of a message's id, wherever it stands. */
export const textOf = (id: MessageId): string => id._serialized ?? (id as MessageId & { $1: string }).$1;

/** A message whose methods work: they read `id._serialized`. */
export function mended<Told extends { id: MessageId }>(message: Told): Told {
  message.id._serialized = textOf(message.id);
  return message;
}

/** The next time a client tells something. */
export function next<Told extends unknown[]>(client: Client, event: string): Promise<Told> {
  const { promise, resolve } = Promise.withResolvers<Told>();
  (client as unknown as NodeJS.EventEmitter).once(event, (...told) => resolve(told as Told));
  return promise;
}

/** Starts a client and links it to the stand-in's phone. Ready when it resolves. */
export async function start(client: Client, web: FakeWhatsAppWeb): Promise<Client> {
  const ready = next(client, "ready");
  client.on("qr", (qr) => web.phone().scanQr(qr));
  await client.initialize();
  await ready;
  return client;
}

/** A linked client. */
export const linkedClient = async (web: FakeWhatsAppWeb, options: RealClientOptions = {}): Promise<Client> =>
  start(await realClient(web, options), web);
