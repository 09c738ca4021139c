import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { z } from "zod";
import express, { type Express, type Request, type Response } from "express";
import { controlRouter } from "./control.ts";
import { withFault } from "./faults.ts";
import { invalidToken, sendGraphError, unknownObject } from "./graph-error.ts";
import { describeMedia, sendMediaBytes, storeMedia, takeUpload } from "./media.ts";
import { takeMessage } from "./messages.ts";
import { type CustomerMessage, echoesPayload, type FakeStatus, messagesPayload, statusesPayload } from "./payloads.ts";
import { GraphState } from "./state.ts";
import { FakeTemplate, listTemplates } from "./templates.ts";
import { type FakeBehaviour, type FakeNumber, Fault, type PostedWebhook, type StoredMedia } from "./types.ts";
import { WebhookPoster } from "./webhooks.ts";

export type FakeGraphOptions = {
  /** A free one unless told. Always on 127.0.0.1. */
  readonly port?: number;
  readonly numbers?: readonly Partial<FakeNumber>[];
  readonly behaviour?: Partial<FakeBehaviour>;
};

/** A Graph API of our own, to send to and to be written to by customers who do not exist. */
export type FakeGraph = {
  /** `http://127.0.0.1:…`: the connection's `graphBaseUrl`. */
  readonly url: string;
  readonly state: GraphState;
  addNumber(number?: Partial<FakeNumber>): FakeNumber;
  behave(behaviour: Partial<FakeBehaviour>): void;
  fail(fault: z.input<typeof Fault>): void;
  storeMedia(phoneNumberId: string, file: { bytes: Uint8Array; mimeType: string; fileName?: string }): StoredMedia;
  /** Customers write: one webhook with all of it. Resolves when it was answered with 200, or given up. */
  write(
    phoneNumberId: string,
    messages: readonly CustomerMessage[],
  ): Promise<{ ids: string[]; webhook: PostedWebhook }>;
  /** The owner writes on the phone, as in coexistence; `from` of each is the customer written to. */
  echo(phoneNumberId: string, messages: readonly CustomerMessage[]): Promise<{ ids: string[]; webhook: PostedWebhook }>;
  addTemplate(businessAccountId: string, template: z.input<typeof FakeTemplate>): FakeTemplate;
  tick(phoneNumberId: string, statuses: readonly FakeStatus[]): Promise<PostedWebhook>;
  /** Any payload, signed by the number's secret and repeated until taken. */
  deliver(phoneNumberId: string, payload: unknown): Promise<PostedWebhook>;
  /** Any payload (a string goes as it is), once, also with a signature of one's own; tells the answer's status. */
  postOnce(phoneNumberId: string, payload: unknown, signature?: string): Promise<number>;
  /** Resolves when no webhook is on its way. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a fake Graph API on 127.0.0.1. Its control over HTTP is at `/control`. */
export async function startFakeGraph(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  const state = new GraphState();
  for (const number of options.numbers ?? [{}]) state.addNumber(number);
  if (options.behaviour !== undefined) state.behave(options.behaviour);
  const poster = new WebhookPoster(state);
  const app = express();
  const server = createServer(app);
  // As with WhatsApp, it is the caller who closes an idle line: else a request may meet its closing, and nobody knows what became of it.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const graph = assemble(state, poster, server);
  app.use("/control", controlRouter(graph));
  serveGraph(app, graph.url, state, poster);
  return graph;
}

function assemble(state: GraphState, poster: WebhookPoster, server: Server): FakeGraph {
  const numberOf = (phoneNumberId: string): FakeNumber => {
    const number = state.numbers.get(phoneNumberId);
    if (number === undefined) throw new Error(`No number with the id ${phoneNumberId}`);
    return number;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    addNumber: (number) => state.addNumber(number),
    behave: (behaviour) => void state.behave(behaviour),
    fail: (fault) => void state.faults.push(Fault.parse(fault)),
    storeMedia: (phoneNumberId, file) => storeMedia(state, phoneNumberId, file),
    write: async (phoneNumberId, messages) => {
      for (const { from, timestamp } of messages)
        state.wrote(
          [from.phone, from.userId, from.parentUserId],
          timestamp === undefined ? Date.now() : timestamp * 1000,
        );
      const { payload, ids } = messagesPayload(numberOf(phoneNumberId), messages);
      return { ids, webhook: await poster.deliver(numberOf(phoneNumberId), payload) };
    },
    echo: async (phoneNumberId, messages) => {
      const { payload, ids } = echoesPayload(numberOf(phoneNumberId), messages);
      return { ids, webhook: await poster.deliver(numberOf(phoneNumberId), payload) };
    },
    addTemplate: (businessAccountId, input) => {
      const template = FakeTemplate.parse(input);
      state.templates.set(businessAccountId, [...(state.templates.get(businessAccountId) ?? []), template]);
      return template;
    },
    tick: (phoneNumberId, statuses) =>
      poster.deliver(numberOf(phoneNumberId), statusesPayload(numberOf(phoneNumberId), statuses)),
    deliver: (phoneNumberId, payload) => poster.deliver(numberOf(phoneNumberId), payload),
    postOnce: (phoneNumberId, payload, signature) => poster.postOnce(numberOf(phoneNumberId), payload, signature),
    drain: () => poster.drain(),
    close: async () => {
      await poster.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serveGraph(app: Express, url: string, state: GraphState, poster: WebhookPoster): void {
  app.use(express.json({ limit: "1mb" }));
  app.use((req, _res, next) => {
    state.requests.push({
      method: req.method,
      path: req.path,
      headers: { ...req.headers },
      body: req.body,
      at: Date.now(),
    });
    next();
  });
  const forNumber =
    (serve: (number: FakeNumber, req: Request, res: Response) => void) => (req: Request, res: Response) => {
      const number = state.numbers.get(String(req.params["id"]));
      if (!isKnownToken(state, req, number)) return sendGraphError(res, invalidToken);
      if (number === undefined) return sendGraphError(res, unknownObject(String(req.params["id"]), "post"));
      serve(number, req, res);
    };
  app.post(
    "/:version/:id/messages",
    withFault(
      state,
      "messages",
      forNumber((number, req, res) => takeMessage(state, poster, number, req, res)),
    ),
  );
  app.post(
    "/:version/:id/media",
    withFault(
      state,
      "media-upload",
      forNumber((number, req, res) => takeUpload(state, number, req, res)),
    ),
  );
  app.get(
    "/:version/:id/message_templates",
    withFault(state, "templates", (req, res) => {
      if (!isTokenOfAccount(state, req)) return sendGraphError(res, invalidToken);
      listTemplates(state, url, req, res);
    }),
  );
  const media = withFault(state, "media-url", (req, res) => {
    if (!isKnownToken(state, req, undefined)) return sendGraphError(res, invalidToken);
    describeMedia(state, url, String(req.params["id"]), res);
  });
  const phone = withFault(
    state,
    "phone-number",
    forNumber((number, _req, res) => describeNumber(number, res)),
  );
  app.get("/:version/:id", (req, res, next) =>
    (state.media.has(req.params["id"]) || isNoNumber(state, req) ? media : phone)(req, res, next),
  );
  app.get(
    "/files/media-bytes/:id",
    withFault(state, "media-bytes", (req, res) => {
      if (!isKnownToken(state, req, undefined)) return void res.status(401).end();
      sendMediaBytes(state, String(req.params["id"]), res);
    }),
  );
}

/** A number that exists takes its own token alone; other objects any token that exists. */
function isKnownToken(state: GraphState, req: Request, number: FakeNumber | undefined): boolean {
  const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1];
  if (number !== undefined) return token === number.accessToken;
  return [...state.numbers.values()].some((each) => each.accessToken === token);
}

function isTokenOfAccount(state: GraphState, req: Request): boolean {
  const numbers = [...state.numbers.values()].filter((each) => each.businessAccountId === req.params["id"]);
  return numbers.some((number) => isKnownToken(state, req, number));
}

const isNoNumber = (state: GraphState, req: Request) => !state.numbers.has(String(req.params["id"]));

function describeNumber(number: FakeNumber, res: Response): void {
  res.json({
    verified_name: number.verifiedName,
    display_phone_number: number.displayPhoneNumber,
    quality_rating: "GREEN",
    id: number.phoneNumberId,
  });
}
