import { expectAccessible } from "../src/accessible.ts";
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
  const send = (type: string, body: string, extra: object = {}) =>
    shop.call("POST", `/api/simulator/${shop.numberId}/messages`, { from: { phone, name }, type, body, ...extra });
  return { name, phone, ticketId, send, write: (body: string) => send("TEXT", body) };
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
  // It stands out for two seconds only, and both are true at once.
  await Promise.all([expect(target).toBeInViewport(), expect(target.locator("[data-highlighted]")).toBeVisible()]);
  await expect(target.locator("[data-highlighted]")).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).searchParams.get("message")).toBeNull();

  // Back in time and forward from there, without a gap.
  const number = Number(oldest?.body.split(" ")[1]);
  await log.hover();
  const scrollTo = (text: string, by: number) =>
    expect(async () => {
      await page.mouse.wheel(0, by);
      await expect(row(text)).toBeInViewport({ timeout: 300 });
    }).toPass({ intervals: [50], timeout: 30_000 });
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

test("a picture is looked at closely, and from it the others; the focus comes back", async ({ browser }) => {
  const iris = await customer("Íris Barros");
  for (const body of ["primeira foto", "segunda foto", "terceira foto"]) await iris.send("IMAGE", body);
  await iris.send("VIDEO", "um vídeo");
  const page = await signIn(browser, product.url, bruno);
  await page.goto(`/tickets?ticket=${iris.ticketId}`);
  const { log, row } = logOf(page);
  const second = row("segunda foto").getByRole("button", { name: "Abrir imagem" });
  await expect(second.locator("img")).toBeVisible();
  await second.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: "Íris Barros" });
  await expect(viewer.getByText("segunda foto")).toBeVisible();
  await expect(viewer.getByText("2 de 4")).toBeVisible();
  const zoom = () => viewer.locator("[data-zoom]").getAttribute("data-zoom");
  for (const key of ["+", "+"]) await page.keyboard.press(key);
  expect(await zoom()).toBe("225");
  await page.keyboard.press("0");
  expect(await zoom()).toBe("100");
  const picture = viewer.getByRole("img", { name: "segunda foto" });
  await picture.dblclick();
  expect(await zoom()).toBe("250");
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => Number(await zoom())).toBeGreaterThan(250);
  await picture.dblclick();
  expect(await zoom()).toBe("100");
  await page.keyboard.press("r");
  await expect(picture).toHaveAttribute("style", /rotate\(90deg\)/);
  await expectAccessible(page, "a picture");

  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("terceira foto")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(viewer.getByText("primeira foto")).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Anterior" })).toHaveAttribute("aria-disabled", "true");
  for (let n = 0; n < 3; n += 1) await viewer.getByRole("button", { name: "Próxima" }).click();
  await expect(viewer.locator("video")).toBeVisible();
  const download = page.waitForEvent("download");
  await viewer.getByRole("button", { name: "Baixar" }).click();
  expect((await download).suggestedFilename()).not.toBe("");
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);
  await expect(log).toBeVisible();
  await expect(page.locator(":focus")).toHaveAttribute("aria-label", "Abrir imagem");
  await page.context().close();
});

test("messages by keys alone: from one to the next, quoted, noted, deleted, and back to where one writes", async ({
  browser,
}) => {
  const rita = await customer("Rita Moraes");
  const call = await apiOf(product.url, bruno);
  await call("POST", "/api/messages", { ticketId: rita.ticketId, body: "Chega amanhã." });
  await rita.write("Obrigada, fico esperando");
  const page = await signIn(browser, product.url, bruno);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: product.url });
  await page.goto(`/tickets?ticket=${rita.ticketId}`);
  const { log, row } = logOf(page);
  await expect(row("Obrigada, fico esperando")).toBeVisible();
  const field = page.getByLabel("Mensagem para Rita Moraes");
  await log.focus();
  await page.keyboard.press("ArrowUp");
  const focused = page.locator(":focus");
  await expect(focused).toHaveAttribute("aria-label", /Rita Moraes, .*Obrigada, fico esperando/);
  await expectAccessible(page, "a message by keys");

  await page.keyboard.press("c");
  await expect(page.getByText("Copiado")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Obrigada, fico esperando");
  await page.keyboard.press("r");
  await expect(field).toBeFocused();
  await expect(page.getByRole("button", { name: "Cancelar citação" })).toBeVisible();
  await page.keyboard.press("Escape");

  await log.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(focused).toHaveAttribute("aria-label", /Você, .*Chega amanhã/);
  // It is closed by the same letter where no message has the focus; here it edits.
  await page.keyboard.press("e");
  await expect(field).toHaveValue("Chega amanhã.");
  await page.keyboard.press("Escape");
  await log.focus();
  await page.keyboard.press("Home");
  await expect(focused).toHaveAttribute("aria-label", /Bom dia, aqui é Rita Moraes/);
  await page.keyboard.press("End");
  await expect(focused).toHaveAttribute("aria-label", /Obrigada/);
  await page.keyboard.press("+");
  await expect(page.getByRole("menuitem", { name: /👍/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row("Obrigada, fico esperando").getByRole("list", { name: "Reações" })).toContainText("👍");

  await log.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: "Apagar para todos" });
  await dialog.getByRole("button", { name: "Apagar", exact: true }).press("Enter");
  await expect(log.getByText("Mensagem apagada")).toBeVisible();

  await log.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("n");
  const note = page.getByLabel("Nota interna sobre Rita Moraes");
  await expect(page.getByRole("button", { name: "Cancelar citação" })).toBeVisible();
  await note.pressSequentially("Ver o prazo.");
  await page.keyboard.press("Enter");
  await expect(row("Ver o prazo.").getByTitle("Ir para a mensagem citada")).toContainText("Obrigada, fico esperando");

  // The right button opens the same menu.
  await row("Obrigada, fico esperando").first().locator("[data-bubble]").click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: /Encaminhar/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.context().close();
});

test("what was said is found inside the conversation, in earlier tickets too, and shown in its place", async ({
  browser,
}) => {
  const ugo = await customer("Ugo Sena");
  await writePast(product, ugo.ticketId, { count: 150, minutesAgo: 100, text: "conversa" });
  await ugo.write("O preço não mudou?");
  const call = await apiOf(product.url, bruno);
  await expect.poll(async () => (await messagesOf(ugo.ticketId))[0]?.body).toBe("O preço não mudou?");
  await call("POST", `/api/tickets/${ugo.ticketId}/close`);
  const now = await acceptedBy(shop, product.url, bruno, ugo.name, ugo.phone);
  await writePast(product, now, { count: 90, minutesAgo: 1, text: "depois" });
  await ugo.write("E o PRECO de hoje?");

  const page = await signIn(browser, product.url, bruno);
  await page.goto(`/tickets?ticket=${now}`);
  const { log, row } = logOf(page);
  await expect(row("E o PRECO de hoje?")).toBeVisible();
  await page.keyboard.press("Control+f");
  const bar = page.getByRole("search", { name: "Buscar na conversa" });
  await expect(bar.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("preço");
  await expect(bar.getByText("1 de 2")).toBeVisible();
  await expect(log.locator("mark").filter({ hasText: "PRECO" })).toBeInViewport();
  await expectAccessible(page, "search inside");
  await page.keyboard.press("Enter");
  await expect(bar.getByText("2 de 2")).toBeVisible();
  await expect(row("O preço não mudou?")).toBeInViewport();
  await expect(log.locator("mark").filter({ hasText: "preço" })).toBeInViewport();
  await page.keyboard.press("Shift+Enter");
  await expect(row("E o PRECO de hoje?")).toBeInViewport();
  await bar.getByRole("searchbox").fill("inexistente");
  await expect(bar.getByText("Nada encontrado")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await expect(page.getByLabel("Mensagem para Ugo Sena")).toBeFocused();
  await page.context().close();
});

test("texts as WhatsApp shows them, links that say where they lead, cards that begin conversations", async ({
  browser,
}) => {
  const eva = await customer("Eva Lins");
  await eva.write("Lista:\n- arroz\n- feijão\n> como combinado\nVeja https://exemplo.com e `PIX123`");
  await eva.write("👏");
  await eva.send("CONTACT", "", {
    content: { contacts: [{ name: "Sérgio Mecânico", phoneNumbers: ["+5511987650000"] }] },
  });
  await eva.send("DOCUMENT", "");
  const page = await signIn(browser, product.url, bruno);
  await page.goto(`/tickets?ticket=${eva.ticketId}`);
  const { log } = logOf(page);
  await expect(log.getByRole("list").getByText("feijão")).toBeVisible();
  const link = log.getByRole("link", { name: "https://exemplo.com" });
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(log.getByText("👏").first()).toBeVisible();
  await log.getByRole("button", { name: "Conversar com Sérgio Mecânico" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/Telefone/)).toHaveValue("+55 11 98765-0000");
  await dialog.getByRole("button", { name: "Cancelar" }).click();
  await expect(log.getByRole("button", { name: "Baixar" })).toBeVisible();
  await expectAccessible(page, "a card");
  await page.context().close();
});

test("a group says that it is one, and who of it speaks, also in what is quoted", async ({ browser }) => {
  const group = { id: "120363025246125016", name: "Condomínio Aurora" };
  const say = (name: string, phone: string, body: string, extra: object = {}) =>
    shop.call("POST", `/api/simulator/${shop.numberId}/messages`, { from: { phone, name }, group, body, ...extra });
  const [rosa, tito] = [["Rosa Porteira", "+5511971110001"] as const, ["Tito Síndico", "+5511971110002"] as const];
  await say(...rosa, "O portão não fecha", { providerId: "group-first" });
  for (let n = 1; n <= 60; n += 1) await say(...rosa, `recado ${n}`);
  await say(...tito, "Já chamei alguém", { quotedProviderId: "group-first" });
  await say(...tito, "Vem às 9");
  const page = await signIn(browser, product.url, "admin@example.com");
  await page.getByRole("option", { name: /Condomínio Aurora/ }).click();
  const header = page.getByRole("region", { name: "Conversa com Condomínio Aurora" }).locator("header");
  await expect(header.getByText("Grupo", { exact: true })).toBeVisible();
  const { log, row } = logOf(page);
  await expect(row("Já chamei alguém")).toContainText("Tito Síndico");
  // What Rosa said is not loaded: her name comes with the quote.
  await expect(log.getByText("O portão não fecha", { exact: true })).toHaveCount(1);
  await expect(row("Já chamei alguém").getByTitle("Ir para a mensagem citada")).toContainText("Rosa Porteira");
  // One name stands over what one person says without a pause.
  await expect(row("Vem às 9")).not.toContainText("Tito Síndico");
  await expectAccessible(page, "a group");
  await page.getByRole("button", { name: "Aceitar" }).first().click();
  await row("Vem às 9").hover();
  await row("Vem às 9").getByRole("button", { name: "Responder citando" }).click();
  await expect(page.getByText("Respondendo a Tito Síndico")).toBeVisible();
  await page.context().close();
});
