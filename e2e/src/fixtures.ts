import { test as base, expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";

export const password = "uma senha longa";

/**
 * Who asks for the `product` gets it running on an empty database of their own. A file whose tests get along with one another
 * shares one: see `testIn`.
 */
export const test = base.extend<{ product: Product; closesPages: void }>({
  // What a test leaves open would go on drawing while the next ones run.
  closesPages: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  product: async ({}, use) => {
    const product = await startProduct();
    await use(product);
    await product.stop();
  },
});

/**
 * The `test` of a file whose journeys share one product: `world` is the product with what `prepare` made of it, once for all of
 * them. What `prepare` gives to `atEnd` is done before the product stops. Each file calls this for itself: one `test` in two files
 * would be one product for both.
 */
export const testIn = <World extends object>(
  prepare: (product: Product, atEnd: (work: () => Promise<void>) => void) => Promise<World>,
) =>
  test.extend<object, { world: World & { readonly product: Product } }>({
    world: [
      async ({}, use) => {
        const product = await startProduct();
        const endings: (() => Promise<void>)[] = [];
        await use({ product, ...(await prepare(product, (work) => endings.push(work))) });
        for (const work of endings.toReversed()) await work();
        await product.stop();
      },
      { scope: "worker", timeout: 240_000 },
    ],
  });

/** A shop that the journeys of a file share. */
export const shopTest = () => testIn(async ({ url }) => ({ shop: await openShop(url) }));

export { expect };

/** Calls the API as a person would with a program. */
export async function callApi<Answer>(
  url: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

/** Sets the product up unless it is, and returns the administrator's token. */
export async function setUp(url: string): Promise<string> {
  const { isNeeded } = await callApi<{ isNeeded: boolean }>(url, "", "GET", "/api/setup");
  const credentials = { email: "admin@example.com", password };
  const signedIn = isNeeded
    ? await callApi<{ accessToken: string }>(url, "", "POST", "/api/setup", { name: "Adriana Prado", ...credentials })
    : await callApi<{ accessToken: string }>(url, "", "POST", "/api/auth/login", credentials);
  await sendsAtOnce(url, signedIn.accessToken);
  return signedIn.accessToken;
}

/** What this person sends leaves without the seconds in which it could be taken back. */
async function sendsAtOnce(url: string, token: string): Promise<void> {
  await callApi(url, token, "PATCH", "/api/users/me/preferences", { undoSeconds: 0 });
}

type Look = { isPhone?: boolean };

function openBrowser(browser: Browser, url: string, { isPhone }: Look): Promise<BrowserContext> {
  const viewport = isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  return browser.newContext({ baseURL: url, locale: "pt-BR", viewport });
}

/** Opens a browser of its own, in which this person is signed in already, at the inbox. It is closed after the test. */
export async function signIn(browser: Browser, url: string, email: string, look: Look = {}): Promise<Page> {
  const context = await openBrowser(browser, url, look);
  const answer = await context.request.post("/api/auth/login", { data: { email, password } });
  expect(answer.ok(), `${email} is signed in`).toBe(true);
  const page = await context.newPage();
  await page.goto("/tickets");
  return page;
}

/** The same, as a person does it. */
export async function signInByPage(browser: Browser, url: string, email: string, look: Look = {}): Promise<Page> {
  const context = await openBrowser(browser, url, look);
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Senha", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForURL(/\/tickets/);
  return page;
}

/** A queue with a number whose customers are simulated, and three people: an administrator, and agents of the queue. */
export async function openShop(url: string) {
  const admin = await setUp(url);
  const call = <Answer>(method: string, path: string, body?: unknown) =>
    callApi<Answer>(url, admin, method, path, body);
  const agents = [
    { name: "Bruno Lima", email: "bruno@example.com" },
    { name: "Carla Dias", email: "carla@example.com" },
  ];
  const memberIds: string[] = [];
  for (const agent of agents) {
    const { id } = await call<{ id: string }>("POST", "/api/users", { ...agent, password, role: "AGENT" });
    memberIds.push(id);
    const credentials = { email: agent.email, password };
    const signedIn = await callApi<{ accessToken: string }>(url, "", "POST", "/api/auth/login", credentials);
    await sendsAtOnce(url, signedIn.accessToken);
  }
  const queue = await call<{ id: string }>("POST", "/api/queues", { name: "Vendas", memberIds });
  const number = await call<{ id: string }>("POST", "/api/connections", {
    name: "Loja",
    driver: "simulator",
    queueId: queue.id,
    settings: {},
  });
  await expect
    .poll(async () => (await call<{ status: string }>("GET", `/api/connections/${number.id}`)).status)
    .toBe("online");
  return {
    call,
    queueId: queue.id,
    numberId: number.id,
    /** Resolves when nothing waits to be sent. */
    settled: () =>
      expect
        .poll(async () => {
          const { items } = await call<{ items: { lastMessage: { status: string } | null }[] }>("GET", "/api/tickets");
          return items.some(({ lastMessage }) => lastMessage?.status === "PENDING");
        })
        .toBe(false),
    /** A customer writes. */
    write: (name: string, phone: string, body: string) =>
      call("POST", `/api/simulator/${number.id}/messages`, { from: { phone, name }, type: "TEXT", body }),
  };
}
