import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { expect, openShop, signIn, testIn } from "../src/fixtures.ts";

type Shop = Awaited<ReturnType<typeof openShop>>;

/** One shop for all of it, with thirty customers who wait: Cliente 01, who wrote first, to Cliente 30. */
const test = testIn(async ({ url }) => {
  const shop = await openShop(url);
  for (let number = 1; number <= 30; number += 1) await shop.write(...customer(number));
  return { shop };
});

const nameOf = (number: number) => `Cliente ${String(number).padStart(2, "0")}`;
const customer = (number: number): [string, string, string] => [
  nameOf(number),
  `+55119${60_000_000 + number}`,
  `Mensagem ${number}`,
];

const list = (page: Page) => page.getByRole("listbox", { name: "Lista de atendimentos" });
const row = (page: Page, number: number) => list(page).getByRole("option", { name: new RegExp(nameOf(number)) });
const tab = (page: Page, name: string) => page.getByRole("tab", { name: new RegExp(name) });
const bar = (page: Page) => page.getByRole("toolbar", { name: "Ações para os escolhidos" });
const newest = "/tickets?tab=pending&sort=lastMessageAt";

async function ticketIdOf(shop: Shop, number: number): Promise<string> {
  const { items } = await shop.call<{ items: { id: string }[] }>(
    "GET",
    `/api/tickets?q=${encodeURIComponent(nameOf(number))}`,
  );
  return items[0]?.id ?? "";
}

test("filters stand in the address, count as they show, go off one by one, and are kept as a view", async ({
  world: { product, shop },
  browser,
}) => {
  test.setTimeout(150_000);
  for (const number of [1, 2])
    await shop.call("PATCH", `/api/tickets/${await ticketIdOf(shop, number)}`, { priority: "URGENT" });
  await shop.call("PATCH", `/api/tickets/${await ticketIdOf(shop, 3)}`, { priority: "HIGH" });
  const admin = await signIn(browser, product.url, "admin@example.com");
  await tab(admin, "Pendentes").click();
  await expect(tab(admin, "Pendentes")).toContainText("30");

  await admin.getByRole("button", { name: "Filtrar" }).click();
  const form = admin.getByRole("dialog", { name: "Filtrar" });
  await form.getByRole("button", { name: "Urgente" }).click();
  await form.getByRole("button", { name: "Alta" }).click();
  await expectAccessible(admin, "the filters");
  await admin.keyboard.press("Escape");
  await expect(list(admin).getByRole("option")).toHaveCount(3);
  await expect(tab(admin, "Pendentes")).toContainText("3");
  await expect(tab(admin, "Todos")).toContainText("3");
  await expectAccessible(admin, "the filters at work");

  const other = await admin.context().newPage();
  await other.goto(admin.url());
  await expect(list(other).getByRole("option")).toHaveCount(3);
  await other.close();

  await admin.getByRole("button", { name: "Tirar filtro Alta" }).click();
  await expect(list(admin).getByRole("option")).toHaveCount(2);
  await admin.goBack();
  await expect(list(admin).getByRole("option")).toHaveCount(3);

  const home = await signIn(browser, product.url, "admin@example.com");
  await expect(tab(home, "Pendentes")).toContainText("30");
  await admin.getByRole("button", { name: "Salvar visão" }).click();
  await admin.getByLabel("Nome da visão").fill("O que arde");
  await admin.getByRole("switch", { name: "Abrir a caixa de entrada por aqui" }).click();
  await expectAccessible(admin, "saving a view");
  await admin.getByRole("button", { name: "Salvar", exact: true }).click();
  await expect(admin.getByRole("button", { name: "O que arde" })).toHaveAttribute("aria-pressed", "true");
  // In another browser of the same person it is there at once, and moves nothing by itself.
  await expect(home.getByRole("button", { name: "O que arde" })).toHaveAttribute("aria-pressed", "false");
  await admin.getByRole("button", { name: "Limpar filtros" }).click();
  await expect(tab(admin, "Pendentes")).toContainText("30");

  await admin.goto("/tickets");
  await expect(admin.getByRole("button", { name: "O que arde" })).toHaveAttribute("aria-pressed", "true");
  await expect(list(admin).getByRole("option")).toHaveCount(3);
  await shop.call("PATCH", `/api/tickets/${await ticketIdOf(shop, 4)}`, { priority: "URGENT" });
  await expect(list(admin).getByRole("option")).toHaveCount(4);
  await expect(tab(admin, "Pendentes")).toContainText("4");

  await admin.getByRole("button", { name: "Organizar visões" }).click();
  await expectAccessible(admin, "arranging views");
  const field = admin.getByRole("dialog").getByLabel("Nome da visão");
  await field.fill("Urgências");
  await field.press("Enter");
  await expect(home.getByRole("button", { name: "Urgências" })).toBeVisible();
  await admin.getByRole("dialog").getByRole("button", { name: "Não abrir mais por Urgências" }).click();
  await expect(admin.getByRole("dialog").getByRole("button", { name: "Abrir a caixa por Urgências" })).toBeVisible();
  await admin.getByRole("dialog").getByRole("button", { name: "Excluir Urgências" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Fechar" }).last().click();
  await expect(admin.getByRole("button", { name: "Urgências" })).toHaveCount(0);
  await expect(home.getByRole("button", { name: "Urgências" })).toHaveCount(0);
  await home.context().close();
  await admin.context().close();
});

test("what comes in and what leaves moves nothing under the pointer; the counts follow on both screens", async ({
  world: { product, shop },
  browser,
}) => {
  test.setTimeout(150_000);
  const bruno = await signIn(browser, product.url, "bruno@example.com");
  const carla = await signIn(browser, product.url, "carla@example.com");
  await bruno.goto(newest);
  await row(bruno, 29).hover();
  const place = () => row(bruno, 29).boundingBox();
  const before = await place();

  await shop.write(nameOf(31), "+5511960000031", "Acabei de chegar");
  await shop.write(nameOf(29), "+5511960000029", "Ainda estou aqui");
  await expect(bruno.getByRole("button", { name: "1 novo" })).toBeVisible();
  await expect(row(bruno, 29)).toContainText("Ainda estou aqui");
  await expect(tab(bruno, "Pendentes")).toContainText("31");
  expect(await place()).toEqual(before);
  await expectAccessible(bruno, "new tickets that wait");

  await carla.goto("/tickets?tab=pending&sort=lastMessageAt");
  await row(carla, 30).click();
  await carla.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(row(bruno, 30)).toContainText("Saiu desta lista");
  await expect(tab(bruno, "Pendentes")).toContainText("30");
  await expect(tab(carla, "Meus")).toContainText("1");
  expect(await place()).toEqual(before);

  const news = bruno.getByRole("button", { name: "1 novo" });
  await news.hover();
  await expect(row(bruno, 30)).toContainText("Saiu desta lista");
  await news.click();
  await expect(row(bruno, 31)).toBeVisible();
  await expect(row(bruno, 30)).toHaveCount(0);
  await carla.getByLabel(`Mensagem para ${nameOf(30)}`).pressSequentially("Bom dia");
  await shop.call("POST", `/api/tickets/${await ticketIdOf(shop, 30)}/return`);
  await bruno.mouse.move(900, 400);
  await expect(row(bruno, 30)).toBeVisible();
  await expect(row(bruno, 29)).toBeVisible();
  for (const page of [bruno, carla]) await page.context().close();
});

test("many at once: chosen with keys and Shift, done or refused each by itself, taken back", async ({
  world: { product },
  browser,
}) => {
  test.setTimeout(150_000);
  const bruno = await signIn(browser, product.url, "bruno@example.com");
  const carla = await signIn(browser, product.url, "carla@example.com");
  await bruno.goto(newest);
  const first = list(bruno).getByRole("option").first();
  await first.waitFor();

  await bruno.keyboard.press("j");
  await bruno.keyboard.press("x");
  await expect(bar(bruno)).toContainText("1 atendimento");
  await bruno.keyboard.press("Control+a");
  await expect(bar(bruno)).toContainText(/\b3\d atendimentos/);
  await bruno.keyboard.press("Escape");
  await expect(bar(bruno)).toHaveCount(0);

  const select = (number: number) => row(bruno, number).locator("[data-select]");
  await select(26).click();
  await row(bruno, 24).click({ modifiers: ["Shift"] });
  await expect(bar(bruno)).toContainText("3 atendimentos");
  await expectAccessible(bruno, "some chosen");
  await carla.goto(newest);
  await row(carla, 25).click();
  await carla.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(carla.getByLabel(`Mensagem para ${nameOf(25)}`)).toBeEnabled();

  await bar(bruno).getByRole("button", { name: "Aceitar" }).click();
  const refusal = bruno.getByRole("alert").filter({ hasText: nameOf(25) });
  await expect(refusal).toContainText("Carla Dias");
  await expect(bar(bruno)).toContainText("1 atendimento");
  await expect(tab(bruno, "Meus")).toContainText("2");
  await bruno.getByRole("button", { name: "Desfazer", exact: true }).click();
  await expect(tab(bruno, "Meus")).toContainText("0");
  await expectAccessible(bruno, "one refused");
  await refusal.getByRole("button", { name: "Dispensar aviso" }).click();
  await bar(bruno).getByRole("button", { name: "Desfazer a escolha" }).click();

  for (const number of [26, 24]) await select(number).click();
  await bar(bruno).getByRole("button", { name: "Aceitar" }).click();
  await tab(bruno, "Meus").click();
  await expect(list(bruno).getByRole("option")).toHaveCount(2);
  await row(bruno, 26).click();
  await expect(bruno.getByRole("region", { name: "Mensagens" })).toBeVisible();
  await select(26).click();
  await bar(bruno).getByRole("button", { name: "Mais ações" }).click();
  await bruno.getByRole("menuitem", { name: "Marcar como não lidos" }).click();
  await expect(row(bruno, 26)).toContainText("1 não lida");
  await expect(bruno.getByRole("region", { name: "Mensagens" })).toHaveCount(0);

  await bruno.keyboard.press("Control+a");
  await bar(bruno).getByRole("button", { name: "Encerrar" }).click();
  await expect(bruno.getByRole("dialog", { name: "Encerrar 2 atendimentos" })).toBeVisible();
  await bruno.getByLabel("Motivo").fill("Resolvido");
  await bruno.keyboard.press("Enter");
  await expect(bruno.getByText("Nenhum atendimento com você")).toBeVisible();
  await expect(tab(bruno, "Meus")).toContainText("0");
  for (const page of [bruno, carla]) await page.context().close();
});

test("on a phone the list stands where it stood when one comes back, and says why it shows nothing", async ({
  world: { product },
  browser,
}) => {
  test.setTimeout(150_000);
  const phone = await signIn(browser, product.url, "bruno@example.com", { isPhone: true });
  await phone.goto(newest);
  await list(phone).getByRole("option").first().waitFor();
  const scroller = list(phone).locator("xpath=..");
  await scroller.evaluate((element) => element.scrollTo(0, 900));
  await row(phone, 14).click();
  await expect(phone.getByRole("region", { name: "Mensagens" })).toBeVisible();
  await phone.goBack();
  await expect(row(phone, 14)).toBeInViewport();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(900);

  await phone.getByLabel("Buscar atendimentos").fill("ninguém com este nome");
  await expect(phone.getByText("Nada encontrado")).toBeVisible();
  await expectAccessible(phone, "nothing found");
  await phone.getByText("Limpar filtros").click();
  await expect(list(phone).getByRole("option").first()).toBeVisible();
  await phone.context().close();
});
