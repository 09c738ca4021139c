import { createHmac, randomUUID } from "node:crypto";
import { Pool } from "undici";
import { AgentSocket } from "./agent-socket.ts";
import { measureRawIngest } from "./raw-limit.ts";
import { atRate, type Distribution, distributionOf, inParallel, median, round } from "./statistics.ts";
import { type LargeWorld, openLargeWorld } from "./world.ts";

const appSecret = "bench-app-secret";
const senders = 200;
const count = Number(process.env["BENCH_INGEST_COUNT"] ?? 6000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 3);
/** Webhooks under way at once while the most is measured. */
const width = 32;

type Way = { name: string; post: (marker: string, sender: number) => Promise<void> };
type WayResult = { perSecond: number; ratio: number; halfLoadPerSecond: number; arrivalToSocketMs: Distribution };

/**
 * Inbound messages a second until they are in PostgreSQL and on the sockets of 20 agents, next to the raw limit in the same
 * run; then the time from arrival to socket at half of that load.
 */
export async function benchIngest(databaseUrl: string) {
  const world = await openLargeWorld(databaseUrl);
  const http = new Pool(world.server.url, { connections: width, pipelining: 1 });
  const arrivals = await watchArrivals(world);
  try {
    const cloud = await createCloudConnection(world);
    const simulator = await createSimulator(world);
    const ways: Way[] = [
      { name: "webhook", post: cloudWay(http, cloud.phoneNumberId) },
      { name: "simulator", post: simulatorWay(http, world, simulator.id) },
    ];
    const raws: number[] = [];
    const rates = new Map<string, number[]>(ways.map((way) => [way.name, []]));
    for (const way of ways) await measureMost(way, arrivals, senders * 2);
    for (let round = 0; round < rounds; round++) {
      raws.push(
        await measureRawIngest(databaseUrl, { connectionId: cloud.id, matchKeys: phones().map(matchKey), count }),
      );
      for (const way of ways) rates.get(way.name)?.push(await measureMost(way, arrivals, count));
    }
    const rawPerSecond = median(raws);
    const results: Record<string, WayResult> = {};
    for (const way of ways) {
      const perSecond = median(rates.get(way.name) ?? []);
      const half = Math.max(1, Math.round(perSecond / 2));
      results[way.name] = {
        perSecond: round(perSecond),
        ratio: round(perSecond / rawPerSecond),
        halfLoadPerSecond: half,
        arrivalToSocketMs: await measureLatency(way, arrivals, half),
      };
    }
    return { rawPerSecond: round(rawPerSecond), agents: world.agents.length, messages: count, ...results };
  } finally {
    arrivals.close();
    await http.close();
    await world.stop();
  }
}

type Arrivals = { expect(marker: string): Promise<number[]>; close(): void };

/** Resolves a marker with its times of arrival when every agent's socket has had it. */
async function watchArrivals(world: LargeWorld): Promise<Arrivals> {
  const waiting = new Map<string, { times: number[]; resolve: (times: number[]) => void }>();
  const onMarker = (marker: string, at: number) => {
    const entry = waiting.get(marker);
    if (entry === undefined) return;
    entry.times.push(at);
    if (entry.times.length < world.agents.length) return;
    waiting.delete(marker);
    entry.resolve(entry.times);
  };
  const sockets: AgentSocket[] = [];
  for (const agent of world.agents) sockets.push(await AgentSocket.connect(world.server.url, agent.token, onMarker));
  return {
    expect: (marker) => new Promise((resolve) => waiting.set(marker, { times: [], resolve })),
    close: () => {
      for (const socket of sockets) socket.close();
    },
  };
}

async function measureMost(way: Way, arrivals: Arrivals, messages: number): Promise<number> {
  const run = randomUUID();
  const markers = Array.from({ length: messages }, (_, index) => `bench:${run}.${index}`);
  const all = Promise.all(markers.map((marker) => arrivals.expect(marker)));
  const started = performance.now();
  await inParallel(messages, width, (index) => way.post(markers[index] ?? "", index % senders));
  await all;
  return (messages * 1000) / (performance.now() - started);
}

async function measureLatency(way: Way, arrivals: Arrivals, perSecond: number): Promise<Distribution> {
  const run = randomUUID();
  const latencies: number[] = [];
  await atRate(perSecond, Math.min(count, perSecond * 8), async (index) => {
    const marker = `bench:${run}.${index}`;
    const arrived = arrivals.expect(marker);
    const started = performance.now();
    await way.post(marker, index % senders);
    for (const at of await arrived) latencies.push(at - started);
  });
  return distributionOf(latencies);
}

const phones = () => Array.from({ length: senders }, (_, n) => `55119${60_000_001 + n}`);
/** As the product stores it: without Brazil's ninth digit. */
const matchKey = (phone: string) => phone.slice(0, 4) + phone.slice(5);

function cloudWay(http: Pool, phoneNumberId: string): Way["post"] {
  const from = phones();
  return async (marker, sender) => {
    const body = JSON.stringify(webhookBody(phoneNumberId, from[sender] ?? "", marker));
    const signature = createHmac("sha256", appSecret).update(body).digest("hex");
    const answer = await http.request({
      method: "POST",
      path: "/webhooks/cloud-api",
      headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
      body,
    });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`the webhook answered ${answer.statusCode}`);
  };
}

const webhookBody = (phoneNumberId: string, from: string, marker: string) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "100000000000001",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "5511900000001", phone_number_id: phoneNumberId },
            contacts: [{ profile: { name: `Cliente ${from.slice(-4)}` }, wa_id: from }],
            messages: [
              {
                from,
                id: `wamid.${marker}`,
                timestamp: String(Math.floor(Date.now() / 1000)),
                type: "text",
                text: { body: `${marker}; olá, meu pedido ainda não chegou` },
              },
            ],
          },
        },
      ],
    },
  ],
});

function simulatorWay(http: Pool, world: LargeWorld, connectionId: string): Way["post"] {
  const from = phones();
  return async (marker, sender) => {
    const phone = `+${from[sender]}`;
    const answer = await http.request({
      method: "POST",
      path: `/api/simulator/${connectionId}/messages`,
      headers: { "content-type": "application/json", authorization: `Bearer ${world.admin.token}` },
      body: JSON.stringify({
        from: { phone, name: `Cliente ${phone.slice(-4)}` },
        type: "TEXT",
        body: `${marker}; olá, meu pedido ainda não chegou`,
      }),
    });
    await answer.body.dump();
    if (answer.statusCode !== 201) throw new Error(`the simulator answered ${answer.statusCode}`);
  };
}

async function createCloudConnection(world: LargeWorld): Promise<{ id: string; phoneNumberId: string }> {
  const phoneNumberId = String(100_000_000_000 + Math.floor(Math.random() * 1e9));
  const { id } = await world.admin.call<{ id: string }>("POST", "/api/connections", {
    name: `Oficial ${phoneNumberId}`,
    driver: "cloud-api",
    queueId: world.queueId,
    settings: {
      phoneNumberId,
      accessToken: "bench",
      appSecret,
      verifyToken: "bench",
      graphBaseUrl: "http://127.0.0.1:9",
    },
  });
  return { id, phoneNumberId };
}

const createSimulator = (world: LargeWorld) =>
  world.admin.call<{ id: string }>("POST", "/api/connections", {
    name: `Simulador ${randomUUID().slice(0, 8)}`,
    driver: "simulator",
    queueId: world.queueId,
    settings: {},
  });
