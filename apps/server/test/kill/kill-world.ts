import { type CustomerMessage, type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { newId } from "../../src/platform/ids.ts";
import { type ApiClient, createApiClient } from "../api-client.ts";
import { freePort, type ServerProcess, startServer } from "../server-process.ts";

const PHONE_NUMBER_ID = "100000000000001";
const administrator = { name: "Ana Prado", email: "ana@example.com", password: "correct horse battery" };

/** The product in a process that can be killed, a fake WhatsApp that cannot, and open tickets of one administrator. */
export type KillWorld = {
  readonly graph: FakeGraph;
  readonly ticketIds: readonly string[];
  /** Signs in anew where the token runs out. */
  api(): Promise<ApiClient>;
  /** One customer writes; resolves with WhatsApp's id when the webhook was answered with 200. */
  write(customer: number, body: string): Promise<string>;
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
};

export async function createKillWorld(options: {
  databaseUrl: string;
  dataDir: string;
  customers: number;
}): Promise<KillWorld> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const graph = await startFakeGraph({
    numbers: [{ phoneNumberId: PHONE_NUMBER_ID, webhookUrl: `${url}/webhooks/cloud-api` }],
    behaviour: {
      statuses: ["sent", "delivered", "read"],
      webhookDelayMs: [0, 30],
      retryAfterMs: 8,
      maxAttempts: 10_000,
      shufflesStatuses: true,
    },
  });
  const start = () => startServer({ ...options, port, env: { DELIVERY_UNKNOWN_AFTER_SECONDS: "5", NODE_ENV: "test" } });
  let server: ServerProcess = await start();
  let session: { client: Promise<ApiClient>; until: number } | undefined;

  const signIn = async (): Promise<ApiClient> => {
    const { email, password } = administrator;
    const { accessToken } = await createApiClient(url).login({ body: { email, password } });
    return createApiClient(url, accessToken);
  };
  const api = (): Promise<ApiClient> => {
    if (session !== undefined && session.until > Date.now()) return session.client;
    const client = signIn();
    session = { client, until: Date.now() + 10 * 60_000 };
    client.catch(() => {
      session = undefined;
    });
    return client;
  };
  const write = async (customer: number, body: string): Promise<string> => {
    const { ids, webhook } = await graph.write(PHONE_NUMBER_ID, [messageOf(customer, body)]);
    if (!webhook.isDone) throw new Error(`the webhook was given up with ${webhook.status}`);
    return ids[0] ?? "";
  };
  const stop = async () => {
    await server.stop();
    await graph.close();
  };
  const ticketIds = await setUp(url, graph)
    .then(async () => openTickets(await api(), write, options.customers))
    .catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  return {
    graph,
    api,
    write,
    ticketIds,
    stop,
    killAndRestart: async () => {
      await server.kill();
      server = await start();
    },
  };
}

const messageOf = (customer: number, body: string): CustomerMessage => ({
  from: { phone: `55119876${String(10_000 + customer)}`, name: `Cliente ${customer}` },
  id: `wamid.${newId()}`,
  content: { type: "text", text: { body } },
});

async function setUp(url: string, graph: FakeGraph): Promise<void> {
  const { email, password } = administrator;
  await createApiClient(url).setUp({ body: administrator });
  const { accessToken } = await createApiClient(url).login({ body: { email, password } });
  const api = createApiClient(url, accessToken);
  const queue = await api.createQueue({ body: { name: "Atendimento", color: "#2f7d5b" } });
  const connection = await api.createConnection({
    body: {
      name: "Oficial",
      driver: "cloud-api",
      queueId: queue.id,
      settings: {
        phoneNumberId: PHONE_NUMBER_ID,
        accessToken: "fake-access-token",
        appSecret: "fake-app-secret",
        verifyToken: "fake-verify-token",
        graphBaseUrl: graph.url,
      },
    },
  });
  await until(
    "the number is online",
    async () => (await api.getConnection({ params: { id: connection.id } })).status === "online",
  );
}

async function openTickets(api: ApiClient, write: KillWorld["write"], customers: number): Promise<string[]> {
  for (let customer = 0; customer < customers; customer++) await write(customer, "Olá");
  const { items } = await api.listTickets({ query: { status: "PENDING", limit: 100 } });
  for (const { id } of items) await api.acceptTicket({ params: { id }, body: {} });
  return items.map(({ id }) => id);
}

/** Asks again and again until it is so, for a minute at most. */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await isSo().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${seconds} seconds later it is not so that ${what}`);
}
