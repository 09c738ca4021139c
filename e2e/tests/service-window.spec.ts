import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { logOf } from "../src/conversations.ts";
import { expect, openShop, signIn, testIn } from "../src/fixtures.ts";
import { openOfficialNumber } from "../src/official-number.ts";

const day = 24 * 3600;

const test = testIn(async ({ url }, atEnd) => {
  const shop = await openShop(url);
  const official = await openOfficialNumber(shop, url);
  official.graph.behave({ hasServiceWindow: true });
  atEnd(() => official.graph.close());
  return { shop, official };
});

const closed = /O WhatsApp só aceita modelos aprovados, até ele escrever de novo/;
const fieldOf = (page: Page, name: string) => page.getByLabel(`Mensagem para ${name}`);

/** Takes the ticket of a customer who waits, and shows it. */
async function take(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name: /Pendentes/ }).click();
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(page.getByRole("button", { name: "Aceitar" })).toHaveCount(0);
}

test("after a day without the customer one is told so, sends an approved template, and writes freely once they answer", async ({
  world: { product, official },
  browser,
}) => {
  const customer = { phone: "5511981110001", name: "Mercearia do Bairro" };
  await official.write(customer, "Quando o meu pedido fica pronto?", 26 * 3600);
  const page = await signIn(browser, product.url, "bruno@example.com");
  await take(page, customer.name);
  const { log, row } = logOf(page);
  await expect(page.getByText(closed)).toBeVisible();
  await expect(fieldOf(page, customer.name)).toHaveCount(0);
  await expectAccessible(page, "a closed window");

  await page.getByRole("button", { name: "Enviar modelo" }).click();
  const dialog = page.getByRole("dialog", { name: "Enviar modelo" });
  const send = dialog.getByRole("button", { name: "Enviar", exact: true });
  await dialog.getByLabel("Modelo").click();
  await page.getByRole("option", { name: /pedido_pronto/ }).click();
  await expect(send).toBeDisabled();
  for (const [index, value] of ["1042", "Marta", "18 h"].entries())
    await dialog.getByLabel(`Valor ${index + 1}`).fill(value);
  await expectAccessible(page, "a template");
  await send.click();
  await expect(dialog).toHaveCount(0);
  await expect(log.getByText("Olá, Marta! O seu pedido está pronto e pode ser retirado até as 18 h.")).toBeVisible();
  await expect.poll(() => official.graph.state.sent.map(({ type }) => type)).toEqual(["template"]);

  await official.write(customer, "Que bom, já vou buscar");
  await expect(row("Que bom, já vou buscar")).toBeVisible();
  await expect(page.getByText(closed)).toHaveCount(0);
  await fieldOf(page, customer.name).fill("Até já!");
  await page.keyboard.press("Enter");
  await expect(row("Até já!")).toBeVisible();
  await expect.poll(() => official.graph.state.sent.map(({ type }) => type)).toEqual(["template", "text"]);
});

test("the window closes while one writes: it was announced, and the text is kept until the customer writes", async ({
  world: { product, official },
  browser,
}) => {
  const customer = { phone: "5511981110002", name: "Padaria Estrela" };
  const page = await signIn(browser, product.url, "bruno@example.com");
  await official.write(customer, "Aguardo retorno", day - 12);
  await take(page, customer.name);
  await expect(page.getByText(/O WhatsApp só aceita texto livre até/)).toBeVisible();
  await fieldOf(page, customer.name).fill("Só um instante");
  await expect(page.getByText(closed)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("O que você digitou fica guardado")).toBeVisible();
  await official.write(customer, "Alô?");
  await expect(fieldOf(page, customer.name)).toHaveValue("Só um instante");
});

test("what WhatsApp refuses because the window closed on the way says what can be done, and goes when the customer writes", async ({
  world: { product, official },
  browser,
}) => {
  const customer = { phone: "5511981110003", name: "Farmácia Popular" };
  const page = await signIn(browser, product.url, "bruno@example.com");
  await official.write(customer, "Têm o remédio?");
  await take(page, customer.name);
  // Reading and typing are told to WhatsApp by the same door.
  official.graph.fail({
    kind: "error",
    on: "messages",
    code: 131047,
    status: 400,
    times: 50,
    message: "Re-engagement",
  });
  await fieldOf(page, customer.name).fill("Temos, sim");
  await page.keyboard.press("Enter");
  const failed = logOf(page).log.getByRole("listitem").filter({ hasText: "Temos, sim" });
  await expect(failed).toContainText("envie um modelo, ou tente de novo quando ele escrever");
  official.graph.state.faults.splice(0);
  await official.write(customer, "Olá?");
  await expect(logOf(page).row("Olá?")).toBeVisible();
  await failed.getByRole("button", { name: "Tentar de novo" }).click();
  await expect(failed.getByText("envie um modelo")).toHaveCount(0);
  const texts = () => official.graph.state.sent.map(({ body }) => JSON.stringify(body));
  await expect.poll(async () => texts().filter((body) => body.includes("Temos, sim")).length).toBe(1);
});
