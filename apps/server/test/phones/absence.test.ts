import { setTimeout as pause } from "node:timers/promises";
import type { ConnectionGap, DriverKind } from "@whatskovi/contract";
import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ApiClient } from "../api-client.ts";
import { leaksIn } from "./leaks.ts";
import { phoneDrivers } from "./phone.ts";
import { type Line, type PhoneWorld, startPhoneWorld } from "./phone-world.ts";
import { until } from "./until.ts";

vi.setConfig({ testTimeout: 40_000 });

const phoneNumberId = "100000000000001";
const kinds = ["whatsapp-web", "baileys", "simulator", "cloud-api"] as const satisfies readonly DriverKind[];
type Kind = (typeof kinds)[number];
const rounds = [1, 2, 3, 4, 5];
const seats = Array.from({ length: 20 }, (_, index) => index);
/** Half of the customers are served already, the others write for the first time. */
const isKnown = (seat: number) => seat % 2 === 0;
/** WhatsApp's times are whole seconds: only what is a second apart has an order that repeated webhooks cannot lose. */
const betweenRoundsMs = 1100;

type Customer = { name: string; phone: string };
const customerOf = (kind: Kind, seat: number): Customer => ({
  name: `${kind} ${seat}`,
  phone: `55119870${kinds.indexOf(kind)}${String(1000 + seat)}`,
});

let world: PhoneWorld;
let graph: FakeGraph;
let lines: Record<Kind, Line>;
let killedAt: number;
let startedAt: number;
const served = new Map<string, string>();

beforeAll(async () => {
  world = await startPhoneWorld(phoneDrivers);
  graph = await startFakeGraph({
    numbers: [{ phoneNumberId, webhookUrl: `${world.url}/webhooks/cloud-api` }],
    behaviour: { retryAfterMs: 10, maxAttempts: 10_000 },
  });
  lines = await addLines();
  await greet();
  await world.api.simulateDisconnect({
    params: { connectionId: lines.simulator.connectionId },
    body: { cause: "network", forMs: 600_000 },
  });
  await lines.simulator.becomes("reconnecting");
  await world.kill();
  killedAt = Date.now();
  const webhooks = await writeMeanwhile();
  startedAt = Date.now();
  await world.start();
  await Promise.all(webhooks);
}, 90_000);
afterAll(async () => {
  await world.stop();
  await graph.close();
});

async function addLines(): Promise<Record<Kind, Line>> {
  const settings = {
    phoneNumberId,
    accessToken: "fake-access-token",
    appSecret: "fake-app-secret",
    verifyToken: "fake-verify-token",
    graphBaseUrl: graph.url,
  };
  const [web, baileys, simulator, cloud] = await Promise.all([
    world.link("whatsapp-web"),
    world.link("baileys"),
    world.addLine({ name: "Simulador", driver: "simulator" }),
    world.addLine({ name: "Oficial", driver: "cloud-api", settings }),
  ]);
  await Promise.all([simulator.becomes("online"), cloud.becomes("online")]);
  return { "whatsapp-web": web, baileys, simulator, "cloud-api": cloud };
}

/** Resolves when it is written, which is not yet when it is received. */
async function write(kind: Kind, seat: number, body: string, api: ApiClient, at?: number): Promise<unknown> {
  const { name, phone } = customerOf(kind, seat);
  if (kind === "simulator") {
    const params = { connectionId: lines.simulator.connectionId };
    return api.simulateMessage({ params, body: { from: { phone: `+${phone}`, name }, body } });
  }
  if (kind === "cloud-api")
    return graph.write(phoneNumberId, [
      { from: { phone, name }, content: { type: "text", text: { body } }, ...(at !== undefined && { timestamp: at }) },
    ]);
  return world.phone(kind).write({ phone, name }, { body });
}

async function greet(): Promise<void> {
  for (const kind of kinds) {
    for (const seat of seats.filter(isKnown)) await write(kind, seat, "bom dia", world.api);
    for (const seat of seats.filter(isKnown)) {
      const { name } = customerOf(kind, seat);
      const { id } = await lines[kind].ticketOf(name);
      await world.api.acceptTicket({ params: { id } });
      served.set(name, id);
    }
  }
  await Promise.all(kinds.map((kind) => lines[kind].becomes("online")));
}

/** The server is away. Simulated customers live in a process of their own meanwhile. Returns the webhooks, which are repeated. */
async function writeMeanwhile(): Promise<Promise<unknown>[]> {
  const phones = await world.startBeside({ ROLES: "api" });
  const webhooks: Promise<unknown>[] = [];
  const begun = Math.floor(Date.now() / 1000);
  for (const round of rounds) {
    const next = Date.now() + betweenRoundsMs;
    for (const kind of kinds) {
      const written = seats.map(async (seat) => {
        const writing = write(kind, seat, `durante ${round}`, phones.api, begun + round);
        if (kind === "cloud-api") webhooks.push(writing);
        else await writing;
      });
      await Promise.all(written);
    }
    await pause(Math.max(0, next - Date.now()));
  }
  await phones.end();
  return webhooks;
}

const bodiesOf = async (ticketId: string) => (await world.messages(ticketId)).map(({ body }) => body);
const missed = rounds.map((round) => `durante ${round}`);

test.each(kinds)("%s: 100 messages of an absence are there, in order, once, in the right tickets", async (kind) => {
  const line = lines[kind];
  await line.becomes("online");
  const tickets = await until("everything is there", async () => {
    const found = await line.tickets();
    const bodies = await Promise.all(found.map(({ id }) => bodiesOf(id)));
    return bodies.flat().filter((body) => body !== "bom dia").length >= 100 ? found : null;
  });
  expect(tickets).toHaveLength(seats.length);
  for (const seat of seats) {
    const { name } = customerOf(kind, seat);
    const ticket = tickets.find(({ contact }) => contact.name === name);
    expect(ticket).toMatchObject(isKnown(seat) ? { id: served.get(name), status: "OPEN" } : { status: "PENDING" });
    expect(await bodiesOf(ticket?.id ?? "")).toEqual(isKnown(seat) ? ["bom dia", ...missed] : missed);
  }
});

const coverage: Record<Kind, ConnectionGap["coverage"]> = {
  "whatsapp-web": "recent",
  baileys: "full",
  simulator: "full",
  "cloud-api": null,
};

test.each(kinds)("%s: the report of the absence says how long it was, and what was recovered", async (kind) => {
  const params = { id: lines[kind].connectionId };
  const gap = await until("the report is complete", async () => {
    const [latest] = (await world.api.listConnectionGaps({ params })).items;
    // Whether more webhooks come, nobody can know before a minute.
    return latest?.state === "done" || (kind === "cloud-api" && latest?.recoveredMessages === 100) ? latest : null;
  });
  expect(gap).toMatchObject({
    cause: "server_died",
    recoveredMessages: 100,
    coverage: coverage[kind],
    unverifiedCount: 0,
  });
  const [from, to] = [Date.parse(gap.startedAt), Date.parse(gap.endedAt ?? "")];
  expect(from).toBeGreaterThan(killedAt - 11_000);
  expect(from).toBeLessThanOrEqual(killedAt);
  expect(to).toBeGreaterThan(startedAt);
  expect(to).toBeLessThan(startedAt + 30_000);
});

test("nothing of it was printed", () => {
  expect(leaksIn(world.output(), ["bom dia", "durante"])).toEqual([]);
});
