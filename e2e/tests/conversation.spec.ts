import { acceptedBy, apiOf, logOf, type Shop, writePast } from "../src/conversations.ts";
import { expect, openShop, signIn, test } from "../src/fixtures.ts";
import { type Product, startProduct } from "../src/product.ts";

let product: Product;
let shop: Shop;
const bruno = "bruno@example.com";
let phones = 0;
/** A customer of whom nobody has heard, in Bruno's hands. */
async function customer(name: string) {
  const phone = `+55119${String(81_000_000 + phones++)}`;
  const ticketId = await acceptedBy(shop, product.url, bruno, name, phone);
  return { name, phone, ticketId, write: (body: string) => shop.write(name, phone, body) };
}
type Message = { id: string; body: string };
const messagesOf = async (ticketId: string, query = "") =>
  (await shop.call<{ items: Message[] }>("GET", `/api/tickets/${ticketId}/messages?limit=100${query}`)).items;

test.beforeAll(async () => {
  product = await startProduct();
  shop = await openShop(product.url);
});
test.afterAll(() => product.stop());

test("opens where reading left off; who only looks marks nothing read; the mark goes with the answer", async ({
  browser,
}) => {
  const ines = await customer("Inês Prado");
  await writePast(product, ines.ticketId, { count: 60, minutesAgo: 30, text: "passado" });
  for (const body of ["novidade um", "novidade dois", "novidade três"]) await ines.write(body);
  const unread = async () =>
    (await shop.call<{ unreadMessages: number }>("GET", `/api/tickets/${ines.ticketId}`)).unreadMessages;
  await expect.poll(unread).toBe(3);

  const boss = await signIn(browser, product.url, "admin@example.com");
  await boss.goto(`/tickets?ticket=${ines.ticketId}`);
  await expect(logOf(boss).row("novidade três")).toBeInViewport();
  await expect(boss.getByText("3 mensagens novas")).toHaveCount(0);

  const page = await signIn(browser, product.url, bruno);
  await page.getByRole("option", { name: /Inês Prado/ }).click();
  const { log, row } = logOf(page);
  const mark = log.getByText("3 mensagens novas");
  await expect(mark).toBeInViewport();
  await expect(row("novidade três")).toBeInViewport();
  await expect.poll(unread).toBe(0);
  await expect(mark).toBeVisible();

  await page.getByLabel("Mensagem para Inês Prado").fill("Já respondo.");
  await page.keyboard.press("Enter");
  await expect(row("Já respondo.")).toBeInViewport();
  await expect(mark).toHaveCount(0);
  await expect(logOf(boss).row("Já respondo.")).toBeVisible();
  await boss.context().close();
  await page.context().close();
});

test("more is unread than fits on a page: it opens there, and reading on leads to the end", async ({ browser }) => {
  const otto = await customer("Otto Ramos");
  await writePast(product, otto.ticketId, { count: 30, minutesAgo: 90, text: "lida" });
  const call = await apiOf(product.url, bruno);
  await call("POST", `/api/tickets/${otto.ticketId}/read`);
  for (let n = 1; n <= 45; n += 1) await otto.write(`atrasada ${n}`);
  const unread = async () =>
    (await shop.call<{ unreadMessages: number }>("GET", `/api/tickets/${otto.ticketId}`)).unreadMessages;
  await expect.poll(unread).toBe(45);
  const page = await signIn(browser, product.url, bruno);
  await page.goto(`/tickets?ticket=${otto.ticketId}`);
  const { log, row } = logOf(page);
  await expect(log.getByText("45 mensagens novas")).toBeInViewport();
  await expect(row("atrasada 1")).toBeInViewport();
  expect(await unread()).toBe(45);

  // What comes in meanwhile moves nothing, and is counted.
  const before = await row("atrasada 1").boundingBox();
  await otto.write("atrasada 46");
  const toEnd = page.getByRole("button", { name: "Ir para o fim, 46 mensagens novas" });
  await expect(toEnd).toBeVisible();
  expect(await row("atrasada 1").boundingBox()).toEqual(before);
  await toEnd.click();
  await expect(row("atrasada 46")).toBeInViewport();
  await expect(toEnd).toHaveCount(0);
  await expect.poll(unread).toBe(0);
  await page.context().close();
});

test("an address leads to any message and lets it stand out; from there it goes on both ways", async ({ browser }) => {
  const lia = await customer("Lia Campos");
  await writePast(product, lia.ticketId, { count: 400, minutesAgo: 10, text: "mensagem" });
  const newest = await messagesOf(lia.ticketId);
  const oldest = (await messagesOf(lia.ticketId, `&around=${newest.at(-1)?.id}`)).at(-1);
  const page = await signIn(browser, product.url, bruno);
  await page.goto(`/tickets?ticket=${lia.ticketId}&message=${oldest?.id}`);
  const { log, row } = logOf(page);
  const target = row(oldest?.body ?? "");
  await expect(target).toBeInViewport();
  await expect(target.locator("[data-highlighted]")).toBeVisible();
  await expect(target.locator("[data-highlighted]")).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).searchParams.get("message")).toBeNull();

  // Back in time and forward from there, without a gap.
  const number = Number(oldest?.body.split(" ")[1]);
  await log.hover();
  const scrollTo = async (text: string, by: number) => {
    for (let turn = 0; turn < 60 && !(await row(text).isVisible()); turn += 1) await page.mouse.wheel(0, by);
    await row(text).scrollIntoViewIfNeeded();
    await expect(row(text)).toBeInViewport();
  };
  await scrollTo(`mensagem ${number - 60}`, -500);
  await scrollTo(`mensagem ${number + 30}`, 500);

  await page.getByRole("button", { name: "Ir para o fim" }).click();
  await expect(row("mensagem 400")).toBeInViewport();
  await page.getByLabel("Mensagem para Lia Campos").fill("Voltei ao fim.");
  await page.keyboard.press("Enter");
  await expect(row("Voltei ao fim.")).toBeInViewport();
  await page.context().close();
});

test("earlier tickets stand above in the same scroll, as far as one may see them", async ({ browser }) => {
  const nilo = await customer("Nilo Farias");
  const call = await apiOf(product.url, bruno);
  await call("POST", `/api/tickets/${nilo.ticketId}/close`, { reason: "Resolvido por telefone" });
  const first = await shop.call<{ number: number }>("GET", `/api/tickets/${nilo.ticketId}`);
  // A colleague had him next: what was said there is not Bruno's to read.
  const secret = await acceptedBy(shop, product.url, "carla@example.com", nilo.name, nilo.phone);
  await nilo.write("segredo com a Carla");
  await expect
    .poll(async () => (await messagesOf(secret)).some(({ body }) => body === "segredo com a Carla"))
    .toBe(true);
  await (
    await apiOf(product.url, "carla@example.com")
  )("POST", `/api/tickets/${secret}/close`);
  const now = await acceptedBy(shop, product.url, bruno, nilo.name, nilo.phone);
  await nilo.write("de volta");

  const page = await signIn(browser, product.url, bruno);
  await page.goto(`/tickets?ticket=${now}`);
  const { log, row } = logOf(page);
  await expect(row("de volta")).toBeVisible();
  const line = log.getByRole("group", { name: `Atendimento #${first.number}` });
  await expect(line).toContainText("Bruno Lima");
  await expect(line).toContainText("Vendas");
  await expect(line).toContainText("Resolvido por telefone");
  await expect(log.getByText("segredo com a Carla")).toHaveCount(0);
  await line.getByRole("link", { name: "Abrir" }).click();
  await expect(page.getByText("Este atendimento está encerrado.")).toBeVisible();

  const boss = await signIn(browser, product.url, "admin@example.com");
  await boss.goto(`/tickets?ticket=${now}`);
  await expect(logOf(boss).row("segredo com a Carla")).toBeVisible();
  await boss.context().close();
  await page.context().close();
});
