import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { acceptedBy, logOf, writePast } from "../src/conversations.ts";
import { expect, shopTest, signIn } from "../src/fixtures.ts";

const test = shopTest();

const box = (page: Page) => page.getByRole("combobox", { name: /Buscar atendimentos, contatos/ });
const results = (page: Page) => page.getByRole("listbox", { name: "Resultados" });
const section = (page: Page, name: string) => results(page).getByRole("group", { name });

test("one box finds what one may see and goes to the message in its place, by keys alone", async ({
  world: { product, shop },
  browser,
}) => {
  const phone = "+5511987650001";
  const nadia = await acceptedBy(shop, product.url, "bruno@example.com", "Nádia Rocha", phone);
  await shop.write("Nádia Rocha", phone, "O boleto não chegou ainda");
  await writePast(product, nadia, { count: 60, minutesAgo: 0, text: "depois" });
  const carla = await acceptedBy(shop, product.url, "carla@example.com", "Otávio Reis", "+5511987650002");
  await shop.write("Otávio Reis", "+5511987650002", "Isto não é de Bruno");
  const found = async () => (await shop.call<{ items: unknown[] }>("GET", "/api/search/messages?q=nao")).items.length;
  await expect.poll(found).toBe(2);

  const page = await signIn(browser, product.url, "bruno@example.com");
  const opener = page.getByRole("button", { name: "Buscar em tudo" }).first();
  await opener.click();
  await expect(box(page)).toBeFocused();
  await expect(section(page, "Ir para").getByRole("option")).toHaveText([
    /^Atendimentos/,
    /^Contatos/,
    /^Notificações/,
    /^Respostas rápidas/,
    /^Preferências/,
    /^Perfil e sessões/,
  ]);
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveCount(0);
  await expect(opener).toBeFocused();

  await page.keyboard.press("Control+k");
  await box(page).pressSequentially("nao");
  const messages = section(page, "Mensagens").getByRole("option");
  await expect(messages).toHaveCount(1);
  await expect(messages).toContainText("O boleto não chegou ainda");
  await expect(messages.locator("mark")).toHaveText("não");
  await expect(results(page)).not.toContainText("Otávio");
  await expectAccessible(page, "what was found");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(messages).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`ticket=${nadia}`));
  await expect(logOf(page).row("O boleto não chegou ainda")).toBeInViewport();
  await expect(box(page)).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await expect(section(page, "Buscas recentes").getByRole("option")).toHaveText(["nao"]);
  await expect(section(page, "Neste atendimento")).toContainText("Transferir");
  await box(page).fill("depois");
  await expect(messages).toHaveCount(11);
  await messages.last().click();
  await expect(messages).toHaveCount(21);
  await box(page).fill("otavio");
  await expect(page.getByRole("dialog").getByText("Nada encontrado").last()).toBeVisible();
  await expectAccessible(page, "nothing found");
  await box(page).fill("nadia");
  await expect(section(page, "Atendimentos").getByRole("option")).toContainText("Nádia Rocha");
  await expect(section(page, "Contatos").getByRole("option")).toContainText("Nádia Rocha");
  await section(page, "Contatos").getByRole("option").click();
  await expect(page).toHaveURL(/\/contacts\?contact=/);

  const boss = await signIn(browser, product.url, "admin@example.com", { isPhone: true });
  await boss.getByRole("button", { name: "Buscar em tudo" }).click();
  await box(boss).fill("nao");
  await expect(section(boss, "Mensagens").getByRole("option")).toHaveCount(2);
  expect(await boss.getByRole("dialog").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await expectAccessible(boss, "on a phone");
  await section(boss, "Mensagens").getByRole("option").filter({ hasText: "Isto não" }).click();
  await expect(boss).toHaveURL(new RegExp(`ticket=${carla}`));
  await page.context().close();
  await boss.context().close();
});

test("what is found is narrowed by keys, to files and to a queue, and widened again", async ({
  world: { product, shop },
  browser,
}) => {
  const phone = "+5511987650009";
  await acceptedBy(shop, product.url, "bruno@example.com", "Zélia Contrato", phone);
  await shop.call("POST", "/api/queues", { name: "Financeiro" });
  await shop.write("Zélia Contrato", phone, "Mando o distrato hoje");
  await shop.call("POST", `/api/simulator/${shop.numberId}/messages`, {
    from: { phone, name: "Zélia Contrato" },
    type: "DOCUMENT",
    body: "O distrato assinado",
  });
  const found = async () =>
    (await shop.call<{ items: unknown[] }>("GET", "/api/search/messages?q=distrato")).items.length;
  await expect.poll(found).toBe(2);

  const page = await signIn(browser, product.url, "admin@example.com");
  await page.getByRole("button", { name: "Buscar em tudo" }).first().click();
  await box(page).pressSequentially("distrato");
  const messages = section(page, "Mensagens").getByRole("option");
  await expect(messages).toHaveCount(2);
  const bar = page.getByRole("group", { name: "Filtrar mensagens" });
  const kind = bar.getByRole("button", { name: "Tipo" });
  while (!(await kind.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Qualquer" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(messages).toHaveCount(1);
  await expect(messages).toContainText("assinado");
  await expect(bar.getByRole("button", { name: "Tipo: Com arquivo" })).toBeFocused();
  await expectAccessible(page, "messages with files");

  await bar.getByRole("button", { name: "Fila" }).press("Enter");
  await page.getByRole("menuitemradio", { name: "Financeiro" }).press("Enter");
  await expect(page.getByRole("dialog").getByText("Nada encontrado").last()).toBeVisible();
  await bar.getByRole("button", { name: "Limpar filtros" }).press("Enter");
  await expect(messages).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await box(page).fill("distrato");
  await expect(bar.getByRole("button", { name: "Tipo", exact: true })).toBeVisible();
});

test("the list is narrowed from the palette, kept as a view, and what is chosen is done something to together", async ({
  world: { product, shop },
  browser,
}) => {
  for (const number of [1, 2]) await shop.write(`Lote ${number}`, `+551198765100${number}`, "Chegou?");
  await acceptedBy(shop, product.url, "carla@example.com", "Da Carla", "+5511987651003");
  const page = await signIn(browser, product.url, "admin@example.com");
  const ticket = (name: string) =>
    page.getByRole("listbox", { name: "Lista de atendimentos" }).getByText(name, { exact: true });
  const say = async (words: string, ...lines: string[]) => {
    await page.keyboard.press("Control+k");
    await box(page).fill(words);
    for (const line of lines) await results(page).getByRole("option", { name: line }).click();
  };
  await expect(ticket("Lote 1")).toBeVisible();
  await say(">conexão");
  await expect(page.getByRole("dialog").getByText("Nada encontrado").last()).toBeVisible();
  await page.keyboard.press("Escape");

  await say(">filtrar atend", "Filtrar por atendente…", "Carla Dias");
  await expect(page).toHaveURL(/agent=/);
  await expect(ticket("Da Carla")).toBeVisible();
  await expect(ticket("Lote 1")).toHaveCount(0);
  await say(">filtrar atend", "Filtrar por atendente…", "Ninguém");
  await expect(ticket("Lote 1")).toBeVisible();
  await say(">data", "Filtrar por data…", "Hoje");
  await expect(page.getByRole("button", { name: "Tirar filtro Hoje" })).toBeVisible();
  await say(">não lidos", "Só não lidos");
  await expect(page).toHaveURL(/unread=true/);
  await say(">data", "Filtrar por data…", "Outro período…");
  await expect(page.getByRole("dialog", { name: "Filtrar" }).getByLabel("De", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await say(">salvar", "Salvar visão…");
  await page.getByLabel("Nome da visão").fill("Novos de hoje");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Novos de hoje" })).toHaveAttribute("aria-pressed", "true");
  await say(">limpar", "Limpar filtros");
  await expect(ticket("Da Carla")).toBeVisible();
  await say("novos de", "Visão: Novos de hoje");
  await expect(ticket("Da Carla")).toHaveCount(0);

  await ticket("Lote 1").hover();
  await say(">escolher todos", "Escolher todos os carregados");
  await page.keyboard.press("Control+k");
  await expect(section(page, "Vários de uma vez")).toContainText("Aceitar");
  await expectAccessible(page, "what can be done with the chosen");
  await page.keyboard.press("Escape");
  await say(">desfazer a escolha", "Desfazer a escolha");
  await expect(page.getByRole("toolbar", { name: "Ações para os escolhidos" })).toHaveCount(0);
});
