import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "@playwright/test";
import { startEmbeddedPostgres } from "@whatskovi/server/postgres";
import { chromiumLaunch } from "./chromium.ts";
import { openShop, password } from "./fixtures.ts";
import { startProduct } from "./product.ts";
import { fillKinds, kindsCustomer } from "./screenshot-kinds.ts";

const folder = fileURLToPath(new URL("../../docs/images", import.meta.url));
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const pages = ["tickets", "contacts", "connections", "queues", "tags", "users", "simulator", "profile"];

const customers: [name: string, phone: string, texts: string[]][] = [
  ["Renata Magalhães", "+5511974561230", ["Bom dia! Vi a promoção no site.", "O frete para Santos está incluído?"]],
  ["João Batista", "+5521998761234", ["Meu boleto venceu ontem, e agora?"]],
  ["Clínica Vida Nova", "+5531987651122", ["Precisamos de 40 caixas até sexta.", "Conseguem emitir nota hoje?"]],
  ["Conceição Araújo", "+5585991234567", ["Recebi o pedido, obrigada! 💚"]],
  ["Heitor Gonçalves", "+5541988123456", ["O aplicativo não abre depois da atualização 😕"]],
  ["Íris Barros", "+5551999887766", ["Vocês têm o modelo azul?"]],
  ["Luís Teixeira", "+5562981112233", ["Segue o comprovante do pagamento"]],
];

/** `npm run screenshots`: every page in both sizes and themes, with people at work, into docs/images. */
async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stopPostgres = await bringPostgres();
  const product = await startProduct();
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    await fill(product.url);
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const theme of ["light", "dark"] as const) await takeAll(browser, product.url, size, viewport, theme);
    }
  } finally {
    await browser.close();
    await product.stop();
    await stopPostgres();
  }
}

/** One of our own, where none is named. */
async function bringPostgres(): Promise<() => Promise<void>> {
  if (process.env["TEST_POSTGRES_URL"] !== undefined) return async () => {};
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-screenshots-"));
  const postgres = await startEmbeddedPostgres({ dataDir, password: "screenshots" });
  process.env["TEST_POSTGRES_URL"] = postgres.url;
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function fill(url: string): Promise<void> {
  const shop = await openShop(url);
  await shop.call("POST", "/api/queues", { name: "Financeiro", color: "#b7791f" });
  const vip = await shop.call<{ id: string }>("POST", "/api/tags", { name: "VIP", color: "#8a5cc2" });
  await shop.call("POST", "/api/tags", { name: "Segunda via", color: "#3b6fb6" });
  for (const [name, phone, texts] of customers) for (const text of texts) await shop.write(name, phone, text);
  const { items } = await shop.call<{ items: { id: string; contact: { name: string } }[] }>(
    "GET",
    "/api/tickets?status=PENDING",
  );
  for (const name of ["Renata Magalhães", "Clínica Vida Nova"]) {
    const ticketId = items.find(({ contact }) => contact.name === name)?.id ?? "";
    await shop.call("POST", `/api/tickets/${ticketId}/accept`);
    await shop.call("PATCH", `/api/tickets/${ticketId}`, { priority: "HIGH", tagIds: [vip.id] });
    await shop.call("POST", "/api/messages", { ticketId, body: "Bom dia! Já confiro para vocês." });
    await shop.call("POST", "/api/messages", {
      ticketId,
      body: "Cliente desde 2019: dar prioridade.",
      isPrivate: true,
    });
    await shop.call("POST", "/api/messages", {
      ticketId,
      body: "Sim, *frete incluído* para o litoral. A entrega chega em _dois dias úteis_.",
    });
  }
  await fillKinds(shop);
  await shop.write("Renata Magalhães", "+5511974561230", "Maravilha, pode fechar o pedido 🎉");
}

async function takeAll(
  browser: Browser,
  url: string,
  size: string,
  viewport: { width: number; height: number },
  theme: "light" | "dark",
) {
  const context = await browser.newContext({
    baseURL: url,
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    viewport,
    colorScheme: theme,
  });
  const page = await context.newPage();
  const take = (name: string) => page.screenshot({ path: path.join(folder, `${name}-${size}-${theme}.png`) });
  await page.goto("/login");
  await page.getByLabel("E-mail").waitFor();
  await take("login");
  await page.getByLabel("E-mail").fill("admin@example.com");
  await page.getByLabel("Senha", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForURL(/tickets/);
  for (const name of pages) {
    await page.goto(`/${name}`);
    await settled(page);
    await take(name);
  }
  await page.goto("/tickets");
  await page.getByRole("option", { name: /Renata/ }).click();
  await page.getByText("pode fechar o pedido").last().waitFor();
  await settled(page);
  await take("conversation");
  await takeStates(page, take);
  await context.close();
}

/** What comes with a press of a button. */
async function takeStates(page: Page, take: (name: string) => Promise<unknown>): Promise<void> {
  const shot = async (name: string) => {
    await settled(page);
    await take(name);
    await page.keyboard.press("Escape");
  };
  await page.goto("/tickets");
  await page.getByRole("option", { name: new RegExp(kindsCustomer) }).click();
  await page.getByText("pode separar").last().waitFor();
  await settled(page);
  await take("kinds-end");
  await page.getByText("bombas d’água").first().scrollIntoViewIfNeeded();
  await settled(page);
  await take("kinds");
  const row = page.locator("ol > li").filter({ hasText: "com o desconto" });
  await row.getByText("desconto").hover();
  await row.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem", { name: "Apagar para todos" }).waitFor();
  await shot("message-menu");
  await page.getByRole("button", { name: "Anexar arquivo" }).click();
  await page.getByRole("menuitem", { name: "Localização" }).click();
  await page.getByLabel("Coordenadas ou link do mapa").waitFor();
  await shot("place-dialog");
  await page.goto("/tickets");
  await page.getByRole("button", { name: "Nova conversa" }).click();
  await page.getByLabel("Telefone").fill("+55 11 94002-8922");
  await page.waitForTimeout(1200);
  await shot("new-conversation");
  await page.goto("/connections");
  await page.getByRole("button", { name: "Nova conexão" }).first().click();
  await page.getByLabel("Nome").waitFor();
  await shot("connection-form");
  await page.getByRole("button", { name: /Ações de Loja/ }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByText("Ritmo de envio").waitFor();
  await shot("connection-edit");
  await page.getByRole("button", { name: /Ações de Loja/ }).click();
  await page.getByRole("menuitem", { name: "Ver interrupções" }).click();
  await shot("gaps");
  await page.goto("/contacts");
  await page.getByText(kindsCustomer).first().click();
  await page.getByText("Pode ser a mesma pessoa").waitFor();
  await shot("contact");
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
}

await main();
