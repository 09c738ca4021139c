import type { Browser, Page } from "@playwright/test";
import { type Cable, layCable } from "../src/cable.ts";
import { callApi, expect, openShop, password, signIn, testIn } from "../src/fixtures.ts";
import type { Product } from "../src/product.ts";
import { startVersionProxy } from "../src/version-proxy.ts";

type Shop = Awaited<ReturnType<typeof openShop>>;
type World = { readonly product: Product; readonly shop: Shop; readonly cable: Cable };

/** One product for all of these: each test has a customer and a browser of its own. */
const test = testIn(async ({ url }, atEnd) => {
  const cable = await layCable(url);
  atEnd(() => cable.stop());
  return { cable, shop: await openShop(url) };
});
test.use({ serviceWorkers: "allow" });
test.afterEach(({ world }) => world.cable.plug());

const offlineLine = /Sem conexão com o servidor\./;
const waits = "Será enviada quando a conexão voltar.";
const messagesOf = (page: Page) => page.getByRole("region", { name: "Mensagens" });
const fieldOf = (page: Page, name: string) => page.getByLabel(`Mensagem para ${name}`);
const greeting = (name: string) => `Bom dia, aqui é ${name}`;

/** Bruno answers a new customer, at this address. */
async function answerCustomer(page: Page, { shop }: World, name: string, phone: string): Promise<void> {
  await shop.write(name, phone, greeting(name));
  await page.getByRole("tab", { name: /Pendentes/ }).click();
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(fieldOf(page, name)).toBeEnabled();
  await page.getByRole("tab", { name: /Meus/ }).click();
  await expect(page.getByRole("option", { name: new RegExp(name) })).toBeVisible();
  await expect(messagesOf(page).getByText(greeting(name))).toBeVisible();
}

/** The same at the far end of the cable, with everything kept that is needed without it. */
async function answerByCable(browser: Browser, world: World, name: string, phone: string): Promise<Page> {
  const page = await signIn(browser, world.cable.url, "bruno@example.com");
  await answerCustomer(page, world, name, phone);
  await untilKept(page);
  return page;
}

async function goOffline(page: Page, cable: Cable): Promise<void> {
  cable.pull();
  await page.context().setOffline(true);
  await expect(page.getByText(offlineLine)).toBeVisible({ timeout: 20_000 });
}

async function goOnline(page: Page, cable: Cable): Promise<void> {
  cable.plug();
  await page.context().setOffline(false);
  await expect(page.getByText(offlineLine)).toHaveCount(0, { timeout: 20_000 });
}

async function send(page: Page, name: string, text: string): Promise<void> {
  await fieldOf(page, name).fill(text);
  await fieldOf(page, name).press("Enter");
}

async function enter(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Senha", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForURL(/\/tickets/);
}

async function leave(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Sua conta: ${name}` }).click();
  await page.getByRole("menuitem", { name: "Sair" }).click();
}

/** What reached the customer's phone, the oldest first. */
async function received({ shop }: World, phone: string): Promise<string[]> {
  const path = `/api/simulator/${shop.numberId}/chats/${encodeURIComponent(phone)}/messages?limit=100`;
  const { items } = await shop.call<{ items: { body: string; direction: string }[] }>("GET", path);
  return items
    .map(({ body }) => body)
    .filter((body) => !body.startsWith("Bom dia"))
    .toReversed();
}

/** The browser has everything that pages need. */
const untilKept = (page: Page) =>
  expect
    .poll(
      () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated"),
      { timeout: 30_000 },
    )
    .toBe(true);

/** What this browser keeps of the last state: how many lists and conversations. */
const keptQueries = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("whatskovi.state");
        opening.onerror = () => reject(new Error("no database"));
        opening.onsuccess = () => {
          const counting = opening.result.transaction("queries").objectStore("queries").count();
          counting.onsuccess = () => resolve(counting.result);
        };
      }),
  );

test("the app opens without a network with the last state; what is sent then goes out once, after a reload too", async ({
  world,
  browser,
}) => {
  const name = "Lúcia Prado";
  const phone = "+5531988880001";
  const page = await answerByCable(browser, world, name, phone);
  await send(page, name, "resposta 0");
  await expect.poll(() => received(world, phone)).toEqual(["resposta 0"]);
  await expect(messagesOf(page).getByText("resposta 0")).toBeVisible();
  await expect.poll(() => keptQueries(page)).toBeGreaterThan(3);

  await goOffline(page, world.cable);
  await send(page, name, "resposta 1");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "orçamento.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("dez unidades"),
    });
  await send(page, name, "resposta 2");
  await fieldOf(page, name).fill("um começo de frase");
  await expect(page.getByText(waits)).toHaveCount(2);

  await page.reload();
  await expect(page.getByText(offlineLine)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/Isto é de/)).toBeVisible();
  await expect(page.getByRole("option", { name: new RegExp(name) })).toBeVisible();
  const all = ["resposta 0", "resposta 1", "resposta 2"];
  for (const text of all) await expect(messagesOf(page).getByText(text)).toBeVisible();
  await expect(messagesOf(page).getByText("orçamento.txt")).toBeVisible();
  await expect(fieldOf(page, name)).toHaveValue("um começo de frase");
  await page.goto(`${world.cable.url}/contacts`);
  await expect(page.getByRole("heading", { level: 1, name: "Contatos" })).toBeAttached();
  await page.goto(`${world.cable.url}/`);
  await expect(page.getByRole("option", { name: new RegExp(name) })).toBeVisible();

  await goOnline(page, world.cable);
  await expect.poll(() => received(world, phone), { timeout: 20_000 }).toEqual(all);
  await page.getByRole("option", { name: new RegExp(name) }).click();
  for (const text of all) await expect(messagesOf(page).getByText(text)).toHaveCount(1);
  await expect(page.getByText(waits)).toHaveCount(0);
});

test("what waits can be taken back or discarded; another verb says plainly that it needs the connection", async ({
  world,
  browser,
}) => {
  const name = "Rui Matos";
  const phone = "+5531988880002";
  const page = await answerByCable(browser, world, name, phone);
  await goOffline(page, world.cable);
  await send(page, name, "volta para o rascunho");
  await page.getByRole("button", { name: "Voltar ao rascunho" }).click();
  await expect(fieldOf(page, name)).toHaveValue("volta para o rascunho");
  await expect(messagesOf(page).getByText("volta para o rascunho")).toHaveCount(0);
  await fieldOf(page, name).fill("");
  await send(page, name, "some daqui");
  await page.getByRole("button", { name: "Descartar" }).click();
  await expect(messagesOf(page).getByText("some daqui")).toHaveCount(0);
  await page.getByRole("button", { name: "Encerrar" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Encerrar" }).click();
  await expect(page.getByText(/isto precisa dela/).first()).toBeVisible({ timeout: 20_000 });
  await goOnline(page, world.cable);
  await send(page, name, "só esta");
  await expect.poll(() => received(world, phone)).toEqual(["só esta"]);
});

test("what the server refuses meanwhile stays in sight with its reason and its text", async ({ world, browser }) => {
  const name = "Sônia Braga";
  const phone = "+5531988880003";
  const page = await answerByCable(browser, world, name, phone);
  await goOffline(page, world.cable);
  await send(page, name, "um texto que não se perde");
  type Named = { id: string; name: string };
  const { items } = await world.shop.call<{ items: { id: string; contact: Named }[] }>("GET", "/api/tickets?limit=100");
  const ticketId = items.find(({ contact }) => contact.name === name)?.id;
  const people = await world.shop.call<{ items: Named[] }>("GET", "/api/users?limit=100");
  const carla = people.items.find((person) => person.name === "Carla Dias");
  await world.shop.call("POST", `/api/tickets/${ticketId}/transfer`, { userId: carla?.id });
  await goOnline(page, world.cable);
  await expect(page.getByText("1 mensagem sua não foi enviada.")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Ver", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Mensagens não enviadas" });
  await expect(dialog.getByText("um texto que não se perde")).toBeVisible();
  await expect(dialog.getByText("Este atendimento não está mais com você.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Ver", exact: true }).click();
  await dialog.getByRole("button", { name: "Descartar" }).click();
  await expect(dialog.getByText("Nada ficou sem enviar.")).toBeVisible();
  expect(await received(world, phone)).toEqual([]);
});

test("nobody else sees or sends what one person left, and it waits for them", async ({ world, browser }) => {
  const name = "Téo Nunes";
  const phone = "+5531988880004";
  const page = await answerByCable(browser, world, name, phone);
  await expect.poll(() => keptQueries(page), { timeout: 15_000 }).toBeGreaterThan(1);
  await goOffline(page, world.cable);
  await send(page, name, "deixada por Bruno");
  await expect(page.getByText(waits)).toBeVisible();
  await fieldOf(page, name).fill("começada por Bruno");
  await leave(page, "Bruno Lima");
  await expect(page.getByText(name)).toHaveCount(0);
  await expect.poll(() => keptQueries(page)).toBe(0);

  world.cable.plug();
  await page.context().setOffline(false);
  await page.goto(`${world.cable.url}/login`);
  await enter(page, "carla@example.com");
  await page.getByRole("tab", { name: /Pendentes/ }).click();
  await expect(page.getByText(name)).toHaveCount(0);
  await expect(page.getByText(/mensagem sua não foi enviada/)).toHaveCount(0);
  expect(await received(world, phone)).toEqual([]);
  await leave(page, "Carla Dias");
  await enter(page, "bruno@example.com");
  await expect.poll(() => received(world, phone), { timeout: 20_000 }).toEqual(["deixada por Bruno"]);
  await page.getByRole("tab", { name: /Meus/ }).click();
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await expect(fieldOf(page, name)).toHaveValue("começada por Bruno");
});

test("a session that ended meanwhile loses nothing of what was typed or waits", async ({ world, browser }) => {
  const name = "Ugo Farias";
  const phone = "+5531988880007";
  const page = await answerByCable(browser, world, name, phone);
  await goOffline(page, world.cable);
  await send(page, name, "enviada sem sessão");
  await fieldOf(page, name).fill("ainda sendo escrita");
  const { product } = world;
  const credentials = { email: "bruno@example.com", password };
  const { accessToken } = await callApi<{ accessToken: string }>(
    product.url,
    "",
    "POST",
    "/api/auth/login",
    credentials,
  );
  await callApi(product.url, accessToken, "DELETE", "/api/auth/sessions");
  world.cable.plug();
  await page.context().setOffline(false);
  await page.waitForURL(/\/login/, { timeout: 20_000 });
  await enter(page, "bruno@example.com");
  await expect(fieldOf(page, name)).toHaveValue("ainda sendo escrita");
  await expect.poll(() => received(world, phone), { timeout: 20_000 }).toEqual(["enviada sem sessão"]);
  await expect(messagesOf(page).getByText("enviada sem sessão")).toHaveCount(1);
});

test("of two windows one sends what waits, once and in order", async ({ world, browser }) => {
  const name = "Vera Lopes";
  const phone = "+5531988880005";
  const page = await answerByCable(browser, world, name, phone);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(fieldOf(other, name)).toBeEnabled();
  await expect(messagesOf(other).getByText(greeting(name))).toBeVisible();
  await goOffline(page, world.cable);
  const texts = ["janela um, a", "janela dois, b", "janela um, c", "janela dois, d"];
  for (const [index, text] of texts.entries()) {
    const from = index % 2 === 0 ? page : other;
    await send(from, name, text);
    await expect(messagesOf(index % 2 === 0 ? other : page).getByText(text)).toBeVisible();
  }
  await other.close();
  await goOnline(page, world.cable);
  await expect.poll(() => received(world, phone), { timeout: 20_000 }).toEqual(texts);
  for (const text of texts) await expect(messagesOf(page).getByText(text)).toHaveCount(1);
});

test("a part that does not come takes nothing with it; one of a version that is gone leads to the new one", async ({
  world,
  browser,
}) => {
  const name = "Xênia Dutra";
  const proxy = await startVersionProxy(world.product.url);
  const context = await browser.newContext({ baseURL: proxy.url, locale: "pt-BR", serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto("/login");
  await enter(page, "bruno@example.com");
  await answerCustomer(page, world, name, "+5531988880008");
  await fieldOf(page, name).fill("escrito antes");
  const close = page.getByRole("button", { name: "Encerrar" }).first();
  const missing = page.getByText("Esta parte não carregou. O que você digitou fica guardado.");

  await context.setOffline(true);
  await close.click();
  await expect(missing).toBeVisible();
  await expect(fieldOf(page, name)).toHaveValue("escrito antes");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Tentar novamente" }).click();
  await expect(page.getByRole("dialog", { name: "Encerrar" })).toBeVisible();
  await page.keyboard.press("Escape");

  proxy.update();
  await page.route("**/_next/static/chunks/**", (route) => route.fulfill({ status: 404 }));
  await page.getByRole("button", { name: "Transferir" }).first().click();
  await expect(missing).toBeVisible();
  await page.getByText("Nova versão disponível").waitFor();
  await page.unroute("**/_next/static/chunks/**");
  await page.getByRole("button", { name: "Atualizar agora" }).click();
  await page.waitForEvent("load");
  await expect(fieldOf(page, name)).toHaveValue("escrito antes");
  await proxy.stop();
});

test("where a conversation cannot be shown, what was written to it is", async ({ world, browser }) => {
  const name = "Wanda Reis";
  const page = await signIn(browser, world.product.url, "admin@example.com");
  await page.route(/\/api\/(?:tickets\/[^/]+\/)?messages/, (route) => route.abort());
  await world.shop.write(name, "+5531988880009", greeting(name));
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Aceitar" }).first().click();
  await send(page, name, "à vista de qualquer jeito");
  await expect(page.getByRole("alert").getByText("Não foi possível carregar")).toBeVisible();
  const list = page.getByRole("list", { name: "Ainda não enviadas" });
  await expect(list.getByText("à vista de qualquer jeito")).toBeVisible();
  await page.unroute(/\/api\/(?:tickets\/[^/]+\/)?messages/);
  await page.getByRole("button", { name: "Tentar novamente" }).click();
  await expect(messagesOf(page).getByText("à vista de qualquer jeito")).toHaveCount(1);
  await expect(list).toHaveCount(0);
});

test("a new version is offered, and taking it loses nothing that was typed", async ({ world, browser }) => {
  const name = "Yara Reis";
  const proxy = await startVersionProxy(world.product.url);
  const page = await signIn(browser, proxy.url, "bruno@example.com");
  await answerCustomer(page, world, name, "+5531988880006");
  await untilKept(page);
  await fieldOf(page, name).fill("ainda não enviado");
  await expect(page.getByText("Nova versão disponível")).toHaveCount(0);
  proxy.update();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.getByRole("button", { name: "Atualizar agora" }).click();
  await page.waitForEvent("load");
  await expect(fieldOf(page, name)).toHaveValue("ainda não enviado");
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
  await proxy.stop();
});
