import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "../src/platform/logging/index.ts";
import { newId } from "../src/platform/ids.ts";
import type { ApiClient } from "./api-client.ts";
import { startTestServer, type TestServer } from "./harness.ts";

/** What may stand in no line at info or above. Each is unlike anything else, so that finding it is finding a leak. */
const secrets = {
  password: "senha-que-ninguem-le-1",
  accessToken: "EAAsegredo0token1do2graph",
  appSecret: "segredo0do1aplicativo",
  verifyToken: "segredo0da1verificacao",
  bodies: "texto-do-cliente",
  replies: "resposta-do-atendente",
} as const;
const phoneNumberId = "100000000000001";

const lines: string[] = [];
let server: TestServer;
let graph: FakeGraph;
let api: ApiClient;
let counter = 0;

beforeAll(async () => {
  const output = { write: (line: string) => void lines.push(line) };
  server = await startTestServer({
    config: { deliveryUnknownAfterSeconds: 1 },
    overrides: { logger: createLogger({ logLevel: "info", logFormat: "json" }, output) },
  });
  const { accessToken } = await server.api().setUp({
    body: { name: "Ana", email: "ana@example.com", password: secrets.password },
  });
  api = server.api(accessToken);
  graph = await startFakeGraph({
    numbers: [
      {
        phoneNumberId,
        accessToken: secrets.accessToken,
        appSecret: secrets.appSecret,
        webhookUrl: `${server.url}/webhooks/cloud-api`,
      },
    ],
    behaviour: { retryAfterMs: 10, maxAttempts: 3 },
  });
});
afterAll(async () => {
  await graph.close();
  await server.stop();
});

const said = () => `${secrets.bodies}-${++counter}`;
const answered = () => `${secrets.replies}-${++counter}`;
/** What is refused is part of the journey. */
const tried = (work: Promise<unknown>) => work.catch(() => {});
const online = (id: string) =>
  expect.poll(async () => (await api.getConnection({ params: { id } })).status, { timeout: 10_000 }).toBe("online");

async function acceptedTicket(connectionId: string): Promise<string> {
  await server.drain();
  const { items } = await api.listTickets({ query: { connectionId } });
  const id = items[0]?.id ?? "";
  await api.acceptTicket({ params: { id } });
  return id;
}

const reply = (ticketId: string) => tried(api.sendMessage({ body: { id: newId(), ticketId, body: answered() } }));

it("no secret and no text of a message stands in a log at info or above, whatever goes wrong", async () => {
  await simulatedJourney();
  await officialJourney();
  await peopleInTrouble();
  await databaseInTrouble();
  expect(lines.length).toBeGreaterThan(5);
  const all = Object.entries({ ...secrets, serverKey: server.config.jwtSecret });
  const leaks = lines.flatMap((line) => all.flatMap(([name, secret]) => (line.includes(secret) ? [[name, line]] : [])));
  expect(leaks).toEqual([]);
}, 60_000);

/** Messages both ways, each kind of failure that the simulator plays, dropped, unlinked, logged out. */
async function simulatedJourney(): Promise<void> {
  const { id: connectionId } = await api.createConnection({ body: { driver: "simulator", name: "Simulador" } });
  await online(connectionId);
  const params = { connectionId };
  const write = () =>
    tried(api.simulateMessage({ params, body: { from: { phone: "+5511977770001", name: "Bia" }, body: said() } }));
  await write();
  const ticketId = await acceptedTicket(connectionId);
  await reply(ticketId);
  for (const rate of ["sendFailureRate", "sendTransientRate", "sendLostAnswerRate", "disconnectInSendRate"]) {
    await api.setSimulatorBehaviour({ params, body: { [rate]: 1, duplicateRate: 1 } });
    await reply(ticketId);
    await write();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await api.setSimulatorBehaviour({ params, body: {} });
  await online(connectionId);
  await tried(api.simulateDisconnect({ params, body: { cause: "network", forMs: 100 } }));
  await write();
  await online(connectionId);
  await tried(api.simulateDisconnect({ params, body: { cause: "unlink" } }));
  await api.logoutConnection({ params: { id: connectionId } });
}

/** The official API: with failures of every kind, unknown statuses, wrong signatures and nonsense. */
async function officialJourney(): Promise<void> {
  const { accessToken, appSecret, verifyToken } = secrets;
  const settings = { phoneNumberId, accessToken, appSecret, verifyToken, graphBaseUrl: graph.url };
  const { id } = await api.createConnection({ body: { driver: "cloud-api", name: "Oficial", settings } });
  await online(id);
  const from = { phone: "5511987650001", name: "Caio" };
  const write = (content: object) => tried(graph.write(phoneNumberId, [{ from, content } as never]));
  await write({ type: "text", text: { body: said() } });
  const ticketId = await acceptedTicket(id);
  await reply(ticketId);
  for (const code of [131047, 131026, 130429, 131000, 190]) {
    graph.fail({ kind: "error", code });
    await reply(ticketId);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await write({ type: "something_new", something_new: { secret: said() } });
  for (const body of [`{"text":"${said()}"`, JSON.stringify({ entry: [{ changes: [{ value: said() }] }] })]) {
    await fetch(`${server.url}/webhooks/cloud-api`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Hub-Signature-256": `sha256=${"0".repeat(64)}` },
      body,
    });
  }
  await api.updateConnection({ params: { id }, body: { settings: { graphBaseUrl: "http://127.0.0.1:9" } } });
  await expect
    .poll(async () => (await api.getConnection({ params: { id } })).status, { timeout: 10_000 })
    .toBe("reconnecting");
  await tried(api.updateConnection({ params: { id }, body: { settings: { accessToken: 7 } } }));
}

/** Wrong passwords, wrong tokens, bodies that are no JSON. */
async function peopleInTrouble(): Promise<void> {
  await tried(server.login("ana@example.com", `${secrets.password}x`));
  await tried(server.api(`${secrets.accessToken}.x.y`).getMe());
  await fetch(`${server.url}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: `{"password":"${secrets.password}"`,
  });
  await tried(api.changePassword({ body: { currentPassword: "x", newPassword: secrets.password } }));
}

/** A table that takes no message with this text: PostgreSQL's own words repeat the row that it refused. */
async function databaseInTrouble(): Promise<void> {
  const { id: connectionId } = await api.createConnection({ body: { driver: "simulator", name: "Segundo" } });
  await online(connectionId);
  const write = () =>
    tried(
      api.simulateMessage({
        params: { connectionId },
        body: { from: { phone: "+5511977770002", name: "Davi" }, body: said() },
      }),
    );
  await write();
  const ticketId = await acceptedTicket(connectionId);
  await server.database.query(`ALTER TABLE "Message" ADD CONSTRAINT "refused" CHECK ("body" = '') NOT VALID`);
  await Promise.all([write(), reply(ticketId)]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await server.database.query(`ALTER TABLE "Message" DROP CONSTRAINT "refused"`);
  await server.drain();
}
