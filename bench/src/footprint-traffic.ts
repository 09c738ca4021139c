import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startFakeGraph, startFakeWhatsAppWeb } from "@whatskovi/fake-whatsapp";
import { startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import { freePort, type ServerProcess, startServer } from "@whatskovi/server/server-process";
import pg from "pg";
import { AgentSocket } from "./agent-socket.ts";
import { Api } from "./api.ts";
import type { HostOrder } from "./footprint-host.ts";
import { cpuSecondsOfTree, memoryOfTree } from "./process-tree.ts";
import { atRate, type Distribution, distributionOf, round } from "./statistics.ts";

type Driver = HostOrder["driver"];

const inbound = Number(process.env["BENCH_FOOTPRINT_COUNT"] ?? 1000);
const outbound = Number(process.env["BENCH_FOOTPRINT_SENDS"] ?? 100);
const customers = 20;
/** Messages a second: what each library bears without a queue. */
const pace: Record<Driver, number> = { simulator: 100, "cloud-api": 100, baileys: 50, "whatsapp-web": 10 };
const ownPhone = "5511940000001";
const password = "a password for benchmarks";
const unpaced = { gapMs: [0, 0], newConversationsPerDay: null, warmUp: false };

/** Customers of one number, whoever plays them. */
type Outside = {
  readonly env: Record<string, string>;
  readonly settings: Record<string, unknown>;
  /** The number exists and may be linked. */
  link(api: Api, connectionId: string, serverUrl: string): Promise<unknown>;
  write(customer: number, body: string): Promise<unknown>;
  close(): Promise<unknown>;
};

const customerPhone = (customer: number) => `55119${String(70_000_000 + customer)}`;
const nameOf = (customer: number) => `Cliente ${customer}`;

async function openOutside(driver: Driver, serverUrl: string): Promise<Outside> {
  if (driver === "cloud-api") return openGraph(serverUrl);
  if (driver === "baileys") {
    const fake = await startFakeMultiDevice({ phones: [{ phone: ownPhone, name: "Loja" }] });
    const phone = fake.phone(ownPhone);
    return {
      env: { BAILEYS_WS_URL: fake.url },
      settings: {},
      link: (api, id) => scanned(api, id, (qr) => phone.scanQr(qr)),
      write: (customer, body) => phone.customerWrites({ phone: customerPhone(customer), name: nameOf(customer), body }),
      close: () => fake.close(),
    };
  }
  if (driver === "whatsapp-web") {
    const web = await startFakeWhatsAppWeb({ phones: [{ phone: ownPhone, name: "Loja" }] });
    const phone = web.phone(ownPhone);
    return {
      env: { WHATSAPP_WEB_ARGS: JSON.stringify(web.chromiumArgs) },
      settings: {},
      link: (api, id) => scanned(api, id, (qr) => phone.scanQr(qr)),
      write: async (customer, body) =>
        phone.customerWrites({ phone: customerPhone(customer), name: nameOf(customer), body }),
      close: () => web.close(),
    };
  }
  let write: Outside["write"] = async () => {};
  return {
    env: {},
    settings: {},
    link: async (api, id) => {
      write = (customer, body) =>
        api.call("POST", `/api/simulator/${id}/messages`, {
          from: { phone: `+${customerPhone(customer)}`, name: nameOf(customer) },
          type: "TEXT",
          body,
        });
    },
    write: (customer, body) => write(customer, body),
    close: async () => {},
  };
}

async function openGraph(serverUrl: string): Promise<Outside> {
  const phoneNumberId = "100000000000001";
  const secrets = { accessToken: "bench", appSecret: "bench" };
  const webhookUrl = `${serverUrl}/webhooks/cloud-api`;
  const graph = await startFakeGraph({ numbers: [{ phoneNumberId, ...secrets, webhookUrl }] });
  graph.behave({ statuses: ["sent"] });
  return {
    env: {},
    settings: { phoneNumberId, ...secrets, verifyToken: "bench", graphBaseUrl: graph.url },
    link: async () => {},
    write: (customer, body) =>
      graph.write(phoneNumberId, [
        { from: { phone: customerPhone(customer), name: nameOf(customer) }, content: { type: "text", text: { body } } },
      ]),
    close: () => graph.close(),
  };
}

async function scanned(api: Api, connectionId: string, scan: (qr: string) => unknown): Promise<void> {
  const { qrCode } = await until(api, connectionId, (connection) => connection.qrCode !== null);
  await scan(qrCode ?? "");
}

type Connection = { status: string; qrCode: string | null };

async function until(api: Api, connectionId: string, isReached: (connection: Connection) => boolean) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const connection = await api.call<Connection>("GET", `/api/connections/${connectionId}`);
    if (isReached(connection)) return connection;
    if (Date.now() > deadline) throw new Error(`the connection stays ${connection.status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Resolves markers of messages as sockets tell of them. */
class Markers {
  readonly #waiting = new Map<string, (at: number) => void>();
  readonly seen = (marker: string, at: number): void => {
    this.#waiting.get(marker)?.(at);
    this.#waiting.delete(marker);
  };
  expect(marker: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.set(marker, resolve));
  }
}

/** One number through the whole product: a steady stream in, then messages out one after the other. */
export async function measureTraffic(adminUrl: string, driver: Driver) {
  const port = await freePort();
  const outside = await openOutside(driver, `http://127.0.0.1:${port}`);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-traffic-"));
  const database = await createDatabase(adminUrl);
  const server = await startServer({ databaseUrl: database.url, dataDir, port, env: outside.env });
  try {
    return await runTraffic(driver, server, outside);
  } finally {
    await server.stop();
    await outside.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runTraffic(driver: Driver, server: ServerProcess, outside: Outside) {
  const visitor = new Api(server.url);
  await visitor.call("POST", "/api/setup", { name: "Eva", email: "eva@example.com", password });
  const admin = await visitor.signIn("eva@example.com", password);
  const { id } = await admin.call<{ id: string }>("POST", "/api/connections", {
    name: "Loja",
    driver,
    settings: outside.settings,
  });
  await admin.call("PATCH", `/api/connections/${id}`, { pacing: unpaced });
  await outside.link(admin, id, server.url);
  await until(admin, id, ({ status }) => status === "online");
  const arrived = new Markers();
  const sent = new Markers();
  const socket = await AgentSocket.connect(server.url, admin.token, arrived.seen, sent.seen);
  try {
    const incoming = await streamIn(server.pid, pace[driver], arrived, outside);
    const sendMs = await sendOut(admin, sent);
    return { ...incoming, sendMs };
  } finally {
    socket.close();
  }
}

async function streamIn(pid: number, perSecond: number, arrived: Markers, outside: Outside) {
  const run = randomUUID();
  const latencies: number[] = [];
  const write = async (index: number) => {
    const marker = `bench:${run}.${index}`;
    const at = arrived.expect(marker);
    const started = performance.now();
    await outside.write(index % customers, `${marker}; olá, meu pedido ainda não chegou`);
    latencies.push((await at) - started);
  };
  for (let customer = 0; customer < customers; customer++) await write(inbound + customer);
  latencies.length = 0;
  const before = { cpu: await cpuSecondsOfTree(pid), memory: (await memoryOfTree(pid)).megabytes };
  await atRate(perSecond, inbound, write);
  const cpu = (await cpuSecondsOfTree(pid)) - before.cpu;
  const memory = (await memoryOfTree(pid)).megabytes;
  return {
    messages: inbound,
    perSecond,
    cpuSecondsPerThousand: round((cpu * 1000) / inbound),
    megabytesAfter: memory,
    megabytesGrown: round(memory - before.memory),
    inToScreenMs: distributionOf(latencies),
  };
}

/** From the request to the tick that says that WhatsApp has it. */
async function sendOut(api: Api, sent: Markers): Promise<Distribution> {
  const { items } = await api.call<{ items: { id: string }[] }>("GET", "/api/tickets?status=PENDING&limit=20");
  for (const { id } of items) await api.call("POST", `/api/tickets/${id}/accept`);
  const run = randomUUID();
  const latencies: number[] = [];
  for (let index = 0; index < outbound; index++) {
    const marker = `bench:${run}.out${index}`;
    const at = sent.expect(marker);
    const started = performance.now();
    const ticketId = items[index % items.length]?.id;
    await api.call("POST", "/api/messages", { id: randomUUID(), ticketId, body: `${marker}; seu pedido saiu` });
    latencies.push((await at) - started);
  }
  return distributionOf(latencies);
}

async function createDatabase(adminUrl: string) {
  const name = `whatskovi_footprint_${randomUUID().slice(0, 8)}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE DATABASE "${name}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`DROP DATABASE "${name}" WITH (FORCE)`) };
}
