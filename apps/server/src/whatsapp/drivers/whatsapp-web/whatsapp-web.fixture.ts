import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { type FakeWhatsAppWeb, type FakeWhatsAppWebOptions, startFakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import { onTestFinished } from "vitest";
import { childEnvironment } from "../../../platform/config/index.ts";
import {
  type DriverContext,
  type DriverMemory,
  DriverState,
  InboundEvent,
  type InboundMessage,
  type OutboundContent,
  type Party,
  type SendCommand,
  type WhatsAppDriver,
} from "../../driver.ts";
import { createWhatsAppWebFactory } from "./index.ts";
import type { ClientTiming } from "./ipc.ts";

const timing: Partial<ClientTiming> = {
  lookEveryMs: 100,
  probeEveryMs: 1000,
  lookDeadlineMs: 3000,
  readyGraceMs: 300,
  qrLifeMs: 60_000,
  stuckAfterMs: 20_000,
};

export const customer = { phone: "5511988887777", lid: "200000000000007", name: "Maria" };

/** What a connection keeps between two starts: its memory and its profile. */
export type Kept = { readonly connectionId: string; readonly dataDir: string; readonly memory: DriverMemory };

export type Line = Kept & {
  readonly driver: WhatsAppDriver;
  readonly states: DriverState[];
  readonly events: InboundEvent[];
  readonly notes: string[];
  readonly typing: Party[];
  /** While it is set, storing fails with it. */
  refusal: Error | null;
  until<Found>(look: () => Found | undefined | false, ms?: number): Promise<Found>;
  /** The first state of this kind that is told from now on, or is the last one told. */
  status(status: DriverState["status"], ms?: number): Promise<DriverState>;
  message(body: string): Promise<InboundMessage>;
  of<Kind extends InboundEvent["kind"]>(kind: Kind): Extract<InboundEvent, { kind: Kind }>[];
};

export async function startWeb(options: FakeWhatsAppWebOptions = {}): Promise<FakeWhatsAppWeb> {
  const web = await startFakeWhatsAppWeb(options);
  onTestFinished(() => web.close());
  return web;
}

/** A driver as the connector would have it, with what it told. */
export function openLine(web: FakeWhatsAppWeb, kept?: Kept, patience: Partial<ClientTiming> = {}): Promise<Line> {
  return makeLine(web, kept, patience);
}

async function makeLine(web: FakeWhatsAppWeb, kept: Kept | undefined, patience: Partial<ClientTiming>): Promise<Line> {
  const connectionId = kept?.connectionId ?? randomUUID();
  const dataDir = kept?.dataDir ?? (await mkdtemp(path.join(tmpdir(), "whatskovi-web-")));
  const memory = kept?.memory ?? createMemory();
  const [states, events, notes] = [[] as DriverState[], [] as InboundEvent[], [] as string[]];
  const typing: Party[] = [];
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  const note = (fields: object, text: string) => void notes.push(`${text} ${JSON.stringify(fields)}`);
  const context: DriverContext = {
    connectionId,
    settings: {},
    memory,
    deliver: async (given) => {
      if (line.refusal !== null) throw line.refusal;
      events.push(...given.map((each) => InboundEvent.parse(each)));
      changed();
    },
    setState: (state) => {
      states.push(DriverState.parse(state));
      changed();
    },
    customerTyping: (chat) => {
      typing.push(chat);
      changed();
    },
    log: { debug: note, info: note, warn: note, error: note },
  };
  const factory = createWhatsAppWebFactory({
    dataDir,
    browser: undefined,
    browserArgs: web.chromiumArgs,
    environment: childEnvironment(),
    timing: { ...timing, ...patience },
  });
  const driver = factory.create(context);
  const line: Line = {
    connectionId,
    dataDir,
    memory,
    driver,
    states,
    events,
    notes,
    typing,
    refusal: null,
    until: (look, ms = 30_000) => untilTrue(watchers, look, ms, () => JSON.stringify({ states, notes }, null, 1)),
    status: (status, ms) => line.until(() => states.at(-1)?.status === status && states.at(-1), ms),
    message: (body) => line.until(() => line.of("message").find((each) => each.body === body)),
    of: (kind) => events.filter((each) => each.kind === kind) as never,
  };
  onTestFinished(async () => {
    await driver.stop(4000);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  return line;
}

/** Linked and online. */
export async function linkedLine(web: FakeWhatsAppWeb, patience: Partial<ClientTiming> = {}): Promise<Line> {
  const line = await openLine(web, undefined, patience);
  await line.driver.start();
  const { qrCode } = await line.status("pairing");
  web.phone().scanQr(qrCode ?? "");
  await line.status("online");
  return line;
}

export const to = (phone: string): SendCommand["to"] => [{ kind: "PHONE", value: phone }];

export function command(content: string | OutboundContent, more: Partial<SendCommand> = {}): SendCommand {
  const given: OutboundContent = typeof content === "string" ? { type: "TEXT", body: content } : content;
  return { messageId: randomUUID(), to: to(customer.phone), content: given, quoted: null, ...more };
}

function createMemory(): DriverMemory {
  const values = new Map<string, Uint8Array>();
  const keyOf = (type: string, id: string) => `${type}/${id}`;
  return {
    get: async (type, ids) =>
      new Map(ids.flatMap((id) => (values.has(keyOf(type, id)) ? [[id, values.get(keyOf(type, id))!] as const] : []))),
    list: async (type) =>
      new Map(
        [...values].flatMap(([key, value]) =>
          key.startsWith(`${type}/`) ? [[key.slice(type.length + 1), value] as const] : [],
        ),
      ),
    set: async (entries) => {
      for (const { type, id, value } of entries) {
        if (value === null) values.delete(keyOf(type, id));
        else values.set(keyOf(type, id), value);
      }
    },
  };
}

async function untilTrue<Found>(
  watchers: Set<() => void>,
  look: () => Found | undefined | false,
  ms: number,
  tell: () => string,
): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const check = () => {
    const found = look();
    if (found !== undefined && found !== false) resolve(found);
  };
  const timer = setTimeout(() => reject(new Error(`did not come true within ${ms} ms: ${tell()}`)), ms);
  watchers.add(check);
  try {
    check();
    return await promise;
  } finally {
    clearTimeout(timer);
    watchers.delete(check);
  }
}
