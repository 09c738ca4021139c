import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "@playwright/test";
import { startEmbeddedPostgres } from "@whatskovi/server/postgres";
import { chromiumLaunch } from "./chromium.ts";
import { openShop, password } from "./fixtures.ts";
import { startProduct } from "./product.ts";
import { fillKinds, kindsCustomer, kindsGroup } from "./screenshot-kinds.ts";
import { makeLimits, takeLimits } from "./screenshot-limits.ts";
import { makeTrouble } from "./screenshot-trouble.ts";

const folder = fileURLToPath(new URL("../../docs/images", import.meta.url));
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;
const looks = (["desktop", "phone"] as const).flatMap((size) =>
  (["light", "dark"] as const).map((theme) => ({ size, theme })),
);
type Look = (typeof looks)[number];
/** A microphone that hums, and a browser that asks nobody for it. */
const microphone = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
const pages = [
  "tickets",
  "contacts",
  "connections",
  "queues",
  "tags",
  "custom-fields",
  "users",
  "simulator",
  "profile",
];

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
  const launch = await chromiumLaunch();
  const browser = await chromium.launch({ ...launch, args: [...launch.args, ...microphone] });
  try {
    const shop = await fill(product.url);
    for (const look of looks) await takeAll(browser, product.url, look);
    const graph = await makeLimits(shop, product.url);
    for (const look of looks) await takeRefusals(browser, product.url, look);
    await graph.close();
    await makeTrouble(shop);
    for (const look of looks) await takeTrouble(browser, product.url, look);
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

async function fill(url: string) {
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
  return shop;
}

/** Signs in under a look; what is taken is named after it. */
async function enter(browser: Browser, url: string, { size, theme }: Look) {
  const context = await browser.newContext({
    baseURL: url,
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    colorScheme: theme,
    permissions: ["microphone"],
    ...sizes[size],
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
  return { context, page, take };
}

async function takeAll(browser: Browser, url: string, look: Look) {
  const { context, page, take } = await enter(browser, url, look);
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

type Take = (name: string) => Promise<unknown>;

/** The list narrowed, and some of it chosen. */
async function takeList(page: Page, shot: Take): Promise<void> {
  await page.goto("/tickets?tab=all&priority=HIGH,MEDIUM&date=7days&sort=priority");
  await page.getByRole("option").first().waitFor();
  await page.getByRole("button", { name: /^Filtrar/ }).click();
  await page.getByRole("dialog", { name: "Filtrar" }).waitFor();
  await shot("list-filters");
  for (const index of [0, 2]) await page.locator("[data-select]").nth(index).click();
  await page.getByRole("toolbar").waitFor();
  await shot("list-chosen");
}

/** What comes with a press of a button. */
async function takeStates(page: Page, take: Take): Promise<void> {
  const shot = async (name: string) => {
    await settled(page);
    await take(name);
    await page.keyboard.press("Escape");
  };
  await takeList(page, shot);
  await takeMessages(page, take, shot);
  await takeComposer(page, shot);
  await page.goto("/tickets");
  await page.getByRole("option", { name: new RegExp(kindsGroup) }).click();
  await page.getByText("no portão").last().waitFor();
  await shot("group");
  await page.goto("/tickets");
  await page.getByRole("button", { name: "Nova conversa" }).click();
  await page.getByLabel("Telefone").fill("+55 11 94002-8922");
  await page.getByText("Está no WhatsApp").waitFor();
  await shot("new-conversation");
  await page.goto("/connections");
  await page.getByRole("button", { name: "Nova conexão" }).first().click();
  await page.getByLabel("Nome").waitFor();
  await shot("connection-form");
  await page.getByRole("button", { name: /Ações de Loja/ }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByText("Ritmo de envio").waitFor();
  await shot("connection-edit");
  await page.goto("/contacts");
  await page.getByText(kindsCustomer).first().click();
  await page.getByText("Pode ser a mesma pessoa").waitFor();
  await settled(page);
  await take("contact");
  await page.getByRole("button", { name: "Desfazer" }).scrollIntoViewIfNeeded();
  await shot("contact-merges");
  await page.goto("/simulator");
  await page.getByText(kindsCustomer).first().click();
  await page.getByText("Perfeito, pode separar!").last().click();
  await page.getByRole("button", { name: "O que fazer com esta mensagem" }).last().click();
  await page.getByRole("menuitem").first().waitFor();
  await shot("simulator-menu");
}

async function takeMessages(page: Page, take: Take, shot: Take): Promise<void> {
  await page.goto("/tickets");
  await page.getByRole("option", { name: new RegExp(kindsCustomer) }).click();
  await page.getByText("estou por aqui").last().waitFor();
  await settled(page);
  await take("kinds-end");
  await page.getByText("bombas d’água").first().scrollIntoViewIfNeeded();
  await settled(page);
  await take("kinds");
  const toEnd = page.getByRole("button", { name: /Ir para o fim/ });
  if (await toEnd.isVisible()) await toEnd.click();
  const row = page.locator("ol > li").filter({ hasText: "com o desconto" });
  await row.getByText("desconto").click();
  await row.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem", { name: "Apagar para todos" }).waitFor();
  await shot("message-menu");
  await row.getByText("desconto").click();
  await row.getByRole("button", { name: "Reagir" }).click();
  await page.getByRole("menuitem", { name: /❤️/ }).waitFor();
  await shot("reactions");
  await row.getByText("desconto").click();
  await row.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem", { name: "Encaminhar" }).click();
  await page.getByRole("dialog").waitFor();
  await shot("forward");
  await row.getByText("desconto").click();
  await row.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await shot("editing");
}

async function takeComposer(page: Page, shot: Take): Promise<void> {
  await page.getByRole("button", { name: "Gravar" }).click();
  await page.getByRole("group", { name: /Gravando/ }).waitFor();
  await page.waitForTimeout(2500);
  await shot("recording");
  const attach = page.getByRole("button", { name: "Anexar arquivo" });
  await attach.click();
  await page.getByRole("menuitem", { name: "Localização" }).waitFor();
  await shot("attach");
  await attach.click();
  await page.getByRole("menuitem", { name: "Localização" }).click();
  await page.getByLabel("Coordenadas ou link do mapa").waitFor();
  await shot("place-dialog");
}

/** What WhatsApp does not let one do. */
async function takeRefusals(browser: Browser, url: string, look: Look): Promise<void> {
  const { context, page, take } = await enter(browser, url, look);
  await takeLimits(page, async (name) => {
    await settled(page);
    await take(name);
    await page.keyboard.press("Escape");
  });
  await context.close();
}

/** Numbers that are away, and what one is told of it. */
async function takeTrouble(browser: Browser, url: string, look: Look): Promise<void> {
  const { context, page, take } = await enter(browser, url, look);
  const alerts = page.getByRole("status", { name: "Avisos sobre números" }).getByRole("listitem");
  // A number that is lost is told of after a minute.
  await alerts.nth(2).waitFor({ timeout: 90_000 });
  await settled(page);
  await take("alerts");
  await page.goto("/connections");
  await settled(page);
  await take("connections-trouble");
  await page.getByRole("button", { name: "Vincular" }).first().click();
  await page.getByRole("dialog").waitFor();
  await settled(page);
  await take("pairing");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Ações de Filial Sul/ }).click();
  await page.getByRole("menuitem", { name: "Ver interrupções" }).click();
  await page.getByRole("dialog").waitFor();
  await settled(page);
  await take("gaps");
  await context.close();
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
}

await main();
