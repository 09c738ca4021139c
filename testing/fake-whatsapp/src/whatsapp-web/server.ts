import { mkdir, writeFile } from "node:fs/promises";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import express from "express";
import { type WebSocket, WebSocketServer } from "ws";
import type { z } from "zod";
import { webControlRouter } from "./control.ts";
import { makeCertificate } from "./certificate.ts";
import { shownBy } from "./device.ts";
import { PageLine } from "./page-line.ts";
import { answerPage, helloTo, pictureOf } from "./page-requests.ts";
import { assemblePage, UNSUPPORTED_BROWSER, VERSIONS } from "./page.ts";
import type { FakePhone } from "./phone.ts";
import type { Behaviour, Person, PhoneOptions } from "./types.ts";
import { World } from "./world.ts";

export type FakeWhatsAppWebOptions = {
  /** A free one unless told. Always on 127.0.0.1. */
  readonly port?: number;
  /** Where the control over HTTP listens: a free port unless told, on 127.0.0.1. */
  readonly controlPort?: number;
  readonly phones?: readonly z.input<typeof PhoneOptions>[];
  readonly behaviour?: Partial<Behaviour>;
};

/** A web.whatsapp.com of our own for the real whatsapp-web.js in a real Chromium. One may serve many accounts. */
export type FakeWhatsAppWeb = {
  readonly port: number;
  /** `http://127.0.0.1:…/control`: the stand-in in the hands of another process. */
  readonly controlUrl: string;
  /** Lead Chromium's every way to WhatsApp here, and nowhere else. Needed however the page is served. */
  readonly chromiumArgs: readonly string[];
  readonly world: World;
  addPhone(options?: z.input<typeof PhoneOptions>): FakePhone;
  /** By its number; the first one unless told. */
  phone(number?: string): FakePhone;
  /** Says something of somebody: their name, LID, picture, or that they are not on WhatsApp. */
  person(person: z.input<typeof Person>): void;
  behave(behaviour: Partial<Behaviour>): Behaviour;
  /** The page that shows this QR code sits idle, as if nobody had scanned it for too long. */
  idle(qrPayload: string): void;
  /** Writes the page as `<version>.html`: the client's `webVersion`, and the folder of a strict local `webVersionCache`. */
  save(folder: string): Promise<{ webVersion: string; path: string }>;
  close(): Promise<void>;
};

const CONTROL_URL = "wss://web.whatsapp.com/ctl";
const MAX_UPLOAD = 200 * 1024 * 1024;
const POLICY =
  "default-src 'self' 'unsafe-inline' data: blob:; connect-src 'self' wss://web.whatsapp.com data: blob: https://pps.whatsapp.net";

/** Starts a stand-in of WhatsApp Web on 127.0.0.1, over HTTPS with a certificate made now. */
export async function startFakeWhatsAppWeb(options: FakeWhatsAppWebOptions = {}): Promise<FakeWhatsAppWeb> {
  const world = new World();
  world.behave(options.behaviour ?? {});
  for (const phone of options.phones ?? [{}]) world.addPhone(phone);
  const { key, cert, spki } = await makeCertificate();
  const server = createServer({ key, cert }, (request, response) => void serve(world, request, response));
  const lines = new WebSocketServer({ server, path: "/ctl" });
  lines.on("connection", (socket) => welcome(world, socket));
  const app = express();
  const control = createHttpServer(app);
  const port = await listen(server, options.port);
  const controlPort = await listen(control, options.controlPort);
  const web: FakeWhatsAppWeb = {
    port,
    controlUrl: `http://127.0.0.1:${controlPort}/control`,
    world,
    chromiumArgs: [
      `--host-resolver-rules=MAP web.whatsapp.com 127.0.0.1:${port}, MAP pps.whatsapp.net 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${spki}`,
      // A page that the client answers for itself counts as public, and may not speak to a local address unless told.
      `--ip-address-space-overrides=127.0.0.1:${port}=public`,
    ],
    addPhone: (phone) => world.addPhone(phone),
    phone: (number) => (number === undefined ? firstPhone(world) : world.phone(number)),
    person: (person) => void world.people.set(person),
    behave: (behaviour) => world.behave(behaviour),
    idle: (qrPayload) => {
      shownBy([...world.devices.values()], qrPayload)?.idle();
    },
    save: async (folder) => {
      await mkdir(folder, { recursive: true });
      const webVersion = VERSIONS[world.behaviour.keyProperty];
      await writeFile(join(folder, `${webVersion}.html`), await currentPage(world));
      return { webVersion, path: folder };
    },
    close: () => close([server, control], lines, world),
  };
  app.use("/control", webControlRouter(web));
  return web;
}

async function listen(server: Server | HttpServer, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

function firstPhone(world: World): FakePhone {
  const [phone] = world.phones.values();
  if (phone === undefined) throw new Error("There is no phone: add one with addPhone");
  return phone;
}

function currentPage({ behaviour }: World): Promise<string> {
  const { keyProperty, removedModules } = behaviour;
  if (behaviour.page === "unsupported-browser") return Promise.resolve(UNSUPPORTED_BROWSER);
  return assemblePage({ version: VERSIONS[keyProperty], keyProperty, removedModules, controlUrl: CONTROL_URL });
}

/** A page says who it is with its first words. */
function welcome(world: World, socket: WebSocket): void {
  let answer: ReturnType<typeof answerPage> | undefined;
  const line: PageLine = new PageLine(socket, (ask, about) => {
    if (ask !== "hello") return answer?.(ask, about);
    const device = world.device(String(about["device"]));
    device.line = line;
    answer = answerPage(device, world);
    socket.once("close", () => {
      if (device.line !== line) return;
      device.line = null;
      device.rest();
      device.phone?.changed();
    });
    const hello = helloTo(device);
    queueMicrotask(() => device.phone?.changed());
    return hello;
  });
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "https://web.whatsapp.com");
  const [, room, name] = pathname.split("/");
  response.setHeader("access-control-allow-origin", "*");
  if (pathname === "/") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", POLICY);
    response.end(await currentPage(world));
  } else if (room === "media" && request.method === "POST") {
    await takeUpload(world, request, response);
  } else if (room === "media") {
    world.media.askedFor++;
    await pause(world.behaviour.mediaDelayMs);
    const file = world.media.get(name ?? "");
    if (file?.state === "ready") response.end(file.bytes);
    else response.writeHead(404).end();
  } else if (room === "pictures") {
    const picture = pictureOf(world, name ?? "");
    if (picture === null) response.writeHead(404).end();
    else response.setHeader("content-type", "image/jpeg").end(picture);
  } else {
    response.writeHead(404).end();
  }
}

async function takeUpload(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (world.behaviour.refusesUploads) return void response.writeHead(503).end();
  if (Number(request.headers["content-length"] ?? 0) > MAX_UPLOAD) return void response.writeHead(413).end();
  const bytes = await buffer(request);
  const { id } = world.media.add({ bytes, mimeType: request.headers["content-type"] ?? "application/octet-stream" });
  response.setHeader("content-type", "application/json").end(JSON.stringify({ id }));
}

async function close(servers: readonly (Server | HttpServer)[], lines: WebSocketServer, world: World): Promise<void> {
  world.close();
  for (const socket of lines.clients) socket.terminate();
  for (const server of servers) {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
